package org.dslab.server;

import java.time.Instant;

/** Wall time; while the wall clock is behind an earlier reading of itself, elapsed time carries on from there. */
final class SystemClock implements DriverClock {

    private Instant last = Instant.now();
    private long lastNanos = System.nanoTime();

    @Override
    public synchronized Instant now() {
        Instant wall = Instant.now();
        long nanos = System.nanoTime();
        last = wall.isBefore(last) ? last.plusNanos(nanos - lastNanos) : wall;
        lastNanos = nanos;
        return last;
    }

    @Override
    public boolean passesByItself() {
        return true;
    }
}
