package org.dslab.server;

import java.time.Instant;

/** A clock that stands still until a lab moves it. */
public final class LabClock implements DriverClock {

    private Instant now;

    public LabClock(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Moves on; throws {@link IllegalArgumentException} rather than going back. */
    public synchronized void moveTo(Instant time) {
        if (time.isBefore(now)) {
            throw new IllegalArgumentException("the clock cannot go back from " + now + " to " + time);
        }
        now = time;
    }

    @Override
    public boolean passesByItself() {
        return false;
    }
}
