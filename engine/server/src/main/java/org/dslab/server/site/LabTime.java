package org.dslab.server.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dslab.server.Driver;
import org.dslab.server.LabClock;

/** Moves the clock of a site that stands still by itself, through everything that is due on the way. */
final class LabTime {

    private final Driver driver;
    private final LabClock clock;
    private final QuietWatch watch;

    LabTime(Driver driver, LabClock clock, QuietWatch watch) {
        this.driver = driver;
        this.clock = clock;
        this.watch = watch;
    }

    synchronized Instant advance(Duration duration) throws InterruptedException {
        Instant target = clock.now().plus(duration);
        watch.await(watch.mark());
        for (Optional<Instant> due = dueBy(target); due.isPresent(); due = dueBy(target)) {
            if (due.get().isAfter(clock.now())) {
                clock.moveTo(due.get());
            }
            QuietWatch.Mark before = watch.mark();
            driver.wake();
            watch.await(before);
        }
        clock.moveTo(target);
        return target;
    }

    private Optional<Instant> dueBy(Instant target) {
        return driver.nextWake().filter(due -> !due.isAfter(target));
    }
}
