package org.dslab.engine.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/** A time limit that is moved often and seldom reached: moving it on costs no timer. */
final class Deadline {

    private final Timers timers;
    private Instant due = Instant.MAX;
    private Runnable action = () -> {};
    private Optional<Timer> timer = Optional.empty();

    Deadline(Timers timers) {
        this.timers = timers;
    }

    /** Replaces whatever was set before. */
    void set(Duration delay, Runnable whenReached) {
        due = timers.now().plus(delay);
        action = whenReached;
        if (timer.isEmpty() || timer.get().due().isAfter(due)) {
            timer.ifPresent(Timer::cancel);
            timer = Optional.of(timers.at(due, this::fire));
        }
    }

    void clear() {
        timer.ifPresent(Timer::cancel);
        timer = Optional.empty();
        due = Instant.MAX;
    }

    private void fire() {
        timer = Optional.empty();
        if (due.isAfter(timers.now())) {
            timer = Optional.of(timers.at(due, this::fire));
        } else {
            action.run();
        }
    }
}
