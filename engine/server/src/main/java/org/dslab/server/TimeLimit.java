package org.dslab.server;

import java.time.Duration;
import java.util.Optional;
import org.dslab.engine.time.Timer;

/** A limit that a driver sets itself; one at a time. */
final class TimeLimit {

    private final Shared shared;
    private Optional<Timer> limit = Optional.empty();

    TimeLimit(Shared shared) {
        this.shared = shared;
    }

    void set(Duration time, Runnable whenReached) {
        cancel();
        shared.timers().moveTo(shared.clock().now());
        limit = Optional.of(shared.timers().after(time, whenReached));
    }

    void cancel() {
        limit.ifPresent(Timer::cancel);
        limit = Optional.empty();
    }
}
