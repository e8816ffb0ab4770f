package org.dslab.lab.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.history.Event;
import org.dslab.history.Recorder;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** A simulated world of toys: tokyo (127.1.1.1) and osaka (127.1.2.1). */
final class ToyLab {

    static final Link TO_OSAKA = new Link("tokyo", "osaka");
    static final Link TO_TOKYO = new Link("osaka", "tokyo");

    private final AddressPlan plan = new AddressPlan(0, List.of("tokyo", "osaka"));
    private final Recorder recorder = new Recorder();
    private final SimulatedWorld world;
    private final TreeMap<String, List<Seen>> seen = new TreeMap<>();

    /** An input and when it came. */
    record Seen(Duration after, Input input) {}

    ToyLab() throws LabFailure {
        this(input -> List.of());
    }

    /** Both toys react like this. */
    ToyLab(Function<Input, List<Effect>> reaction) throws LabFailure {
        world = new SimulatedWorld(plan, 1, recorder);
        for (String node : List.of("tokyo", "osaka")) {
            List<Seen> log = new ArrayList<>();
            seen.put(node, log);
            world.add(
                    node,
                    () -> new Toy(
                            (now, input) -> log.add(new Seen(Duration.between(SimulatedWorld.START, now), input)),
                            reaction));
        }
        world.startAll();
        world.settle();
        forget();
    }

    SimulatedWorld world() {
        return world;
    }

    /** What the node was told, in order, and when. */
    List<Seen> seenBy(String node) {
        return List.copyOf(seen.getOrDefault(node, List.of()));
    }

    List<Input> toldTo(String node) {
        return seenBy(node).stream().map(Seen::input).toList();
    }

    /** All octets that the node has received. */
    Octets receivedBy(String node) {
        return toldTo(node).stream()
                .map(input -> input instanceof Input.Received received ? received.octets() : Octets.EMPTY)
                .reduce(Octets.EMPTY, Octets::concat);
    }

    List<Event> history() {
        return recorder.entries().stream().map(entry -> entry.event()).toList();
    }

    void forget() {
        seen.values().forEach(List::clear);
    }

    /** The node does this; nothing has come of it yet. */
    void begin(String node, Effect... effects) {
        world.command(node, new Toy.Do(List.of(effects)));
    }

    void make(String node, Effect... effects) throws LabFailure {
        begin(node, effects);
        world.settle();
    }

    /** Tokyo has connection 1 to osaka, where it is -1; what it took is forgotten. */
    void connect() throws LabFailure {
        make("tokyo", new Effect.Open(1, Service.SMTP, smtp(TO_OSAKA)));
        forget();
    }

    HostPort smtp(Link link) {
        return new HostPort(plan.entrance(link), AddressPlan.SMTP_PORT);
    }

    HostPort minger(Link link) {
        return new HostPort(plan.entrance(link), AddressPlan.MINGER_PORT);
    }

    void inject(int id, Fault.Kind kind, Link link, Protocol protocol) {
        inject(id, kind, link, protocol, Duration.ZERO);
    }

    void inject(int id, Fault.Kind kind, Link link, Protocol protocol, Duration delay) {
        world.inject(new Fault(id, "", kind, List.of(link), List.of(protocol), delay));
    }

    void heal(int id) throws LabFailure {
        world.heal(id);
        world.settle();
    }

    static Effect send(long connection, String text) {
        return new Effect.Send(connection, Octets.latin1(text));
    }
}
