package org.dslab.lab.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/**
 * The links between the nodes. As in the wire world each link has an entrance that always listens, whether the node at
 * its end is up or not; only the fault {@code refuse} closes it.
 */
final class SimulatedNetwork {

    private static final int FIRST_EPHEMERAL_PORT = 40_000;

    private final AddressPlan plan;
    private final Scheduler scheduler;
    private final FaultBoard faults;
    private final SimulatedDatagrams datagrams;
    private final TreeMap<String, SimulatedNode> nodes = new TreeMap<>();
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private int lastPort = FIRST_EPHEMERAL_PORT;

    SimulatedNetwork(AddressPlan plan, Scheduler scheduler, FaultBoard faults) {
        this.plan = plan;
        this.scheduler = scheduler;
        this.faults = faults;
        datagrams = new SimulatedDatagrams(this, plan, faults);
    }

    void add(SimulatedNode node) {
        nodes.put(node.name(), node);
    }

    SimulatedDatagrams datagrams() {
        return datagrams;
    }

    Optional<SimulatedNode.Life> lifeOf(String node) {
        return Optional.ofNullable(nodes.get(node)).flatMap(SimulatedNode::life);
    }

    int nextPort() {
        return ++lastPort;
    }

    /** A link that begins at this node, and what travels there; empty if nobody listens at the target. */
    Optional<Entrance> entrance(String from, HostPort target) {
        Optional<Protocol> protocol = switch (target.port()) {
            case AddressPlan.SMTP_PORT -> Optional.of(Protocol.SMTP);
            case AddressPlan.MINGER_PORT -> Optional.of(Protocol.MINGER);
            default -> Optional.empty();
        };
        return plan.linkAt(target.host())
                .filter(link -> link.from().equals(from))
                .flatMap(link -> protocol.map(known -> new Entrance(link, known)));
    }

    record Entrance(Link link, Protocol protocol) {}

    static boolean isNumeric(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    void open(SimulatedNode.Life opener, Effect.Open open) {
        Optional<Entrance> entrance = entrance(opener.node(), open.target());
        if (entrance.isEmpty()) {
            CloseCause cause = isNumeric(open.target().host()) ? CloseCause.REFUSED : CloseCause.UNRESOLVABLE;
            opener.tell(new Input.Closed(open.connection(), cause));
            return;
        }
        Link link = entrance.get().link();
        Protocol protocol = entrance.get().protocol();
        if (faults.strikes(Fault.Kind.REFUSE, link, protocol, "connection on " + link + " refused")
                .isPresent()) {
            opener.tell(new Input.Closed(open.connection(), CloseCause.REFUSED));
            return;
        }
        Optional<SimulatedNode.Life> acceptor = lifeOf(link.to());
        opener.tell(new Input.Opened(open.connection()));
        if (acceptor.isEmpty()) {
            opener.tell(new Input.Closed(open.connection(), CloseCause.RESET));
            return;
        }
        establish(opener, open.connection(), acceptor.get(), entrance.get());
    }

    private void establish(SimulatedNode.Life opener, long openerId, SimulatedNode.Life acceptor, Entrance entrance) {
        long acceptorId = acceptor.nextAcceptedId();
        SimulatedConnection connection = new SimulatedConnection(
                entrance.link(), entrance.protocol(), faults, scheduler, opener, openerId, acceptor, acceptorId);
        connections.removeIf(old -> !old.isOpen());
        connections.add(connection);
        opener.connected(openerId, connection.opener());
        acceptor.connected(acceptorId, connection.acceptor());
        Service service = switch (entrance.protocol()) {
            case SMTP -> Service.SMTP;
            case MINGER -> Service.MINGER;
        };
        acceptor.tell(new Input.Accepted(acceptorId, service, new Endpoint(plan.addressOf(opener.node()), nextPort())));
    }

    /** Live connections of a refused link close too. */
    void refuse(Fault fault) {
        for (SimulatedConnection connection : List.copyOf(connections)) {
            if (connection.isOpen()
                    && fault.links().contains(connection.opened())
                    && fault.protocols().contains(connection.protocol())) {
                faults.touch(fault, "live connection on " + connection.opened() + " closed");
                connection.reset();
            }
        }
    }

    /** Healing a cut closes the connections that lost something to it. */
    void healed(Fault fault) {
        for (SimulatedConnection connection : List.copyOf(connections)) {
            if (connection.isOpen() && connection.lostTo(fault)) {
                connection.reset();
            }
        }
    }

    /** The connections of a node that has been killed break. */
    void died(SimulatedNode.Life life) {
        for (SimulatedConnection connection : List.copyOf(connections)) {
            if (connection.isOpen() && connection.belongsTo(life)) {
                connection.dies(life);
            }
        }
        datagrams.died(life);
    }
}
