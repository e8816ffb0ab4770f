package org.dslab.lab.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dslab.history.Event;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** The faults in force, and what they do to what is sent. */
final class FaultBoard {

    private final Scheduler scheduler;
    private final Consumer<Event> record;
    private final List<Fault> active = new ArrayList<>();
    private final List<Flow> holding = new ArrayList<>();
    private final TreeSet<Integer> touched = new TreeSet<>();
    private boolean isAllHeld;

    FaultBoard(Scheduler scheduler, Consumer<Event> record) {
        this.scheduler = scheduler;
        this.record = record;
    }

    void inject(Fault fault) {
        active.add(fault);
    }

    /** The fault that was in force under this id. */
    Optional<Fault> heal(int id) {
        Optional<Fault> healed =
                active.stream().filter(fault -> fault.id() == id).findFirst();
        healed.ifPresent(active::remove);
        releaseWhatMayGo();
        return healed;
    }

    void holdAll() {
        isAllHeld = true;
    }

    void releaseAll() {
        isAllHeld = false;
        releaseWhatMayGo();
    }

    /** The first fault of this kind on the link, now touched. */
    Optional<Fault> strikes(Fault.Kind kind, Link link, Protocol protocol, String what) {
        Optional<Fault> striking = find(kind, link, protocol);
        striking.ifPresent(fault -> touch(fault, what));
        return striking;
    }

    void touch(Fault fault, String what) {
        if (touched.add(fault.id())) {
            record.accept(new Event.FaultTouched(fault.id(), what));
        }
    }

    private Optional<Fault> find(Fault.Kind kind, Link link, Protocol protocol) {
        return active.stream()
                .filter(fault -> fault.kind() == kind
                        && fault.links().contains(link)
                        && fault.protocols().contains(protocol))
                .findFirst();
    }

    /** Sends something over a flow, through whatever faults are on its link. */
    void transmit(Flow flow, Runnable arrival, Runnable loss) {
        String what = word(flow.protocol()) + " data on " + flow.link();
        if (strikes(Fault.Kind.CUT, flow.link(), flow.protocol(), what + " lost")
                .isPresent()) {
            loss.run();
            return;
        }
        boolean isHeld = isAllHeld
                || strikes(Fault.Kind.HOLD, flow.link(), flow.protocol(), what + " held")
                        .isPresent();
        if (isHeld || !flow.held().isEmpty()) {
            if (flow.held().isEmpty()) {
                holding.add(flow);
            }
            flow.held().add(new Flow.Transmission(arrival, loss));
            return;
        }
        Duration delay = strikes(Fault.Kind.DELAY, flow.link(), flow.protocol(), what + " delayed")
                .map(Fault::delay)
                .orElse(Duration.ZERO);
        Instant due = flow.arrivalAt(scheduler.now().plus(delay));
        scheduler.at(due, flow.link().to(), arrival);
    }

    private void releaseWhatMayGo() {
        if (isAllHeld) {
            return;
        }
        List<Flow> candidates = List.copyOf(holding);
        for (Flow flow : candidates) {
            if (find(Fault.Kind.HOLD, flow.link(), flow.protocol()).isEmpty()) {
                holding.remove(flow);
                List<Flow.Transmission> waiting = List.copyOf(flow.held());
                flow.held().clear();
                waiting.forEach(transmission -> transmit(flow, transmission.arrival(), transmission.loss()));
            }
        }
    }

    static String word(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> "SMTP";
            case MINGER -> "Minger";
        };
    }
}
