package org.dslab.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The alarms of one state machine, in the order (due, sequence). Nothing here knows a clock: the machine is told the
 * time, and the driver is told when to come back. There is no periodic timer; idle means no wake.
 */
public final class Timers {

    private final TreeSet<Timer> pending = new TreeSet<>();
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
        while (!pending.isEmpty() && !pending.first().due().isAfter(now)) {
            pending.removeFirst().run();
        }
    }

    /** When {@link #runDue} has something to do next. */
    public Optional<Instant> next() {
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(pending.first().due());
    }

    void forget(Timer timer) {
        pending.remove(timer);
    }
}
