package org.dslab.engine.settings;

import java.time.Duration;

/**
 * When undelivered mail is tried again (DS-34, RFC 5321 4.5.4.1).
 *
 * @param firstHourEvery 10 min unless configured
 * @param thenEvery one hour unless configured
 * @param giveUpAfter five days unless configured; then the sender gets one delivery status notification
 */
public record RetrySettings(Duration firstHourEvery, Duration thenEvery, Duration giveUpAfter) {

    public static RetrySettings defaults() {
        return new RetrySettings(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(5));
    }
}
