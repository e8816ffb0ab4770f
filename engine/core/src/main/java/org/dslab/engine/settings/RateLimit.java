package org.dslab.engine.settings;

import java.time.Duration;

/**
 * How often one client may do something (DS-57).
 *
 * @param times at least 1
 * @param per counted back from each moment
 */
public record RateLimit(int times, Duration per) {

    public RateLimit {
        if (times < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(times + " times per " + per);
        }
    }
}
