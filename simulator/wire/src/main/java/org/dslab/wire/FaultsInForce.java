package org.dslab.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dslab.history.Event;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** The faults in force, and which of them have touched anything. Told by the proxies' and the drivers' threads. */
final class FaultsInForce {

    private final Consumer<Event> record;
    private final List<Fault> active = new ArrayList<>();
    private final TreeSet<Integer> touched = new TreeSet<>();

    FaultsInForce(Consumer<Event> record) {
        this.record = record;
    }

    synchronized void add(Fault fault) {
        active.add(fault);
    }

    synchronized void remove(int id) {
        active.removeIf(fault -> fault.id() == id);
    }

    /** Recorded once per fault. */
    synchronized void touched(int id, String what) {
        if (active.stream().anyMatch(fault -> fault.id() == id) && touched.add(id)) {
            record.accept(new Event.FaultTouched(id, what));
        }
    }

    /** Somebody was turned away at the entrance of a link: a refusal in force there is the cause. */
    synchronized void turnedAway(Link link, Protocol protocol) {
        active.stream()
                .filter(fault -> fault.kind() == Fault.Kind.REFUSE
                        && fault.links().contains(link)
                        && fault.protocols().contains(protocol))
                .findFirst()
                .ifPresent(fault -> touched(fault.id(), word(protocol) + " on " + link + " refused"));
    }

    static String word(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> "SMTP";
            case MINGER -> "Minger";
        };
    }
}
