package org.dslab.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The alarms of one state machine, in the order (due, sequence). Nothing here knows a clock: the machine is told the
 * time, and the driver is told when to come back. There is no periodic timer; idle means no wake.
 */
public final class Timers {

    private final TreeSet<Timer> pending = new TreeSet<>();
    private List<Runnable> atRest = new ArrayList<>();
    private Instant restingSince = Instant.EPOCH;
    private Instant now = Instant.EPOCH;
    private long nextSequence;

    /** The time of the input that is being handled. */
    public Instant now() {
        return now;
    }

    /** Moves the time on; a time before the present one is ignored, for {@code now} never goes back. */
    public void moveTo(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }

    /** Runs the action once the time is {@code now + delay}. */
    public Timer after(Duration delay, Runnable action) {
        return at(now.plus(delay), action);
    }

    /** Runs the action once the time is {@code due} or later. */
    public Timer at(Instant due, Runnable action) {
        Timer timer = new Timer(this, due, nextSequence++, action);
        pending.add(timer);
        return timer;
    }

    /** Runs every action that is due, in order, also those that become due while others run. */
    public void runDue() {
        if (now.isAfter(restingSince)) {
            rest();
        }
        while (!pending.isEmpty() && !pending.first().due().isAfter(now)) {
            pending.removeFirst().run();
        }
    }

    /**
     * Runs the action at the next wake, when the driver has handed in everything else that happens at this instant
     * (DS-10); at the latest with the first input of another instant.
     */
    public void atRest(Runnable action) {
        restingSince = now;
        atRest.add(action);
    }

    /** The driver has woken the machine: what waited for this instant's other inputs runs. */
    public void rest() {
        List<Runnable> waiting = atRest;
        atRest = new ArrayList<>();
        waiting.forEach(Runnable::run);
    }

    /** When the machine has to be woken next: when {@link #runDue} or {@link #rest} has something to do next. */
    public Optional<Instant> next() {
        if (!atRest.isEmpty()) {
            return Optional.of(now);
        }
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(pending.first().due());
    }

    void forget(Timer timer) {
        pending.remove(timer);
    }
}
