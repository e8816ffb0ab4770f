package org.dslab.server;

import java.time.Instant;

/** The time that a driver hands to its machine. Implementations are thread-safe. */
public interface DriverClock {

    /** Never before an earlier answer. */
    Instant now();

    /**
     * Whether time passes by itself. If so the driver wakes its machine; if not, whoever moves the clock reads {@link
     * Driver#nextWake} and calls {@link Driver#wake}.
     */
    boolean passesByItself();

    /** The clock of this machine. */
    static DriverClock system() {
        return new SystemClock();
    }
}
