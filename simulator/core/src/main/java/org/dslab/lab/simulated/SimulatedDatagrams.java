package org.dslab.lab.simulated;

import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** Datagrams between nodes: a socket of the asker, connected to one link, and the answers that come back to it. */
final class SimulatedDatagrams {

    private final SimulatedNetwork network;
    private final AddressPlan plan;
    private final FaultBoard faults;
    private final TreeMap<String, Flow> flows = new TreeMap<>();
    private final TreeMap<Integer, Socket> byPort = new TreeMap<>();

    SimulatedDatagrams(SimulatedNetwork network, AddressPlan plan, FaultBoard faults) {
        this.network = network;
        this.plan = plan;
        this.faults = faults;
    }

    /** A socket that a node has opened; ports are unique in the lab. */
    private record Socket(SimulatedNode.Life life, long id, Link link, int port) {}

    void send(SimulatedNode.Life life, Effect.Datagram datagram) {
        Optional<SimulatedNetwork.Entrance> entrance =
                network.entrance(life.node(), datagram.target()).filter(known -> known.protocol() == Protocol.MINGER);
        if (entrance.isEmpty()) {
            CloseCause cause =
                    SimulatedNetwork.isNumeric(datagram.target().host()) ? CloseCause.REFUSED : CloseCause.UNRESOLVABLE;
            life.tell(new Input.Unreachable(datagram.socket(), cause));
            return;
        }
        Link link = entrance.get().link();
        if (faults.strikes(Fault.Kind.REFUSE, link, Protocol.MINGER, "Minger query on " + link + " refused")
                .isPresent()) {
            life.tell(new Input.Unreachable(datagram.socket(), CloseCause.REFUSED));
            return;
        }
        Socket socket = socket(life, datagram.socket(), link);
        Endpoint from = new Endpoint(plan.addressOf(life.node()), socket.port());
        faults.transmit(
                flow(link),
                () -> network.lifeOf(link.to())
                        .ifPresent(asked -> asked.handle(new Input.DatagramReceived(0, from, datagram.octets()))),
                () -> {});
    }

    private Socket socket(SimulatedNode.Life life, long id, Link link) {
        return find(life, id).orElseGet(() -> {
            Socket opened = new Socket(life, id, link, network.nextPort());
            byPort.put(opened.port(), opened);
            return opened;
        });
    }

    private Optional<Socket> find(SimulatedNode.Life life, long id) {
        return byPort.values().stream()
                .filter(socket -> socket.life().equals(life) && socket.id() == id)
                .findFirst();
    }

    private Flow flow(Link link) {
        return flows.computeIfAbsent(link.toString(), name -> new Flow(link, Protocol.MINGER));
    }

    /** An answer goes back the way its question came; to a socket that is gone it goes nowhere. */
    void reply(SimulatedNode.Life answering, Effect.DatagramReply reply) {
        Socket socket = byPort.get(reply.to().port());
        if (socket == null || !socket.link().to().equals(answering.node())) {
            return;
        }
        if (faults.strikes(Fault.Kind.REFUSE, socket.link(), Protocol.MINGER, "Minger answer on " + socket.link())
                .isPresent()) {
            return;
        }
        Link back = new Link(socket.link().to(), socket.link().from());
        Endpoint from = new Endpoint(plan.entrance(socket.link()), AddressPlan.MINGER_PORT);
        faults.transmit(
                flow(back),
                () -> {
                    if (byPort.containsKey(socket.port())) {
                        socket.life().handle(new Input.DatagramReceived(socket.id(), from, reply.octets()));
                    }
                },
                () -> {});
    }

    void close(SimulatedNode.Life life, long id) {
        find(life, id).ifPresent(socket -> byPort.remove(socket.port()));
    }

    void died(SimulatedNode.Life life) {
        byPort.values().removeIf(socket -> socket.life().equals(life));
    }
}
