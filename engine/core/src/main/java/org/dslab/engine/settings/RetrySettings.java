package org.dslab.engine.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * When undelivered mail is tried again (DS-34, RFC 5321 4.5.4.1).
 *
 * @param firstHourEvery 10 min unless configured
 * @param thenEvery one hour unless configured
 * @param giveUpAfter five days unless configured; then the sender gets one delivery status notification
 * @param warnAfter when the sender is told that a message is delayed; never unless configured
 */
public record RetrySettings(
        Duration firstHourEvery, Duration thenEvery, Duration giveUpAfter, Optional<Duration> warnAfter) {

    /** Without a warning about delayed messages. */
    public RetrySettings(Duration firstHourEvery, Duration thenEvery, Duration giveUpAfter) {
        this(firstHourEvery, thenEvery, giveUpAfter, Optional.empty());
    }

    public static RetrySettings defaults() {
        return new RetrySettings(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(5));
    }
}
