package org.dslab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the rest of the mail world behaves.
 *
 * @param retryAfter pauses between a sender's first attempts, 10, 20 and 30 min unless configured
 * @param thenEvery pause between later attempts, one hour unless configured
 * @param giveUpAfter the sender's patience, five days unless configured
 * @param smartHostRelaysTo the site that the smart host takes for the shared domain's mail server, as an MX record would
 *     say; empty: the shared domain's mail ends there
 */
public record OutsideSettings(
        List<Duration> retryAfter, Duration thenEvery, Duration giveUpAfter, Optional<String> smartHostRelaysTo) {

    public OutsideSettings {
        retryAfter = List.copyOf(retryAfter);
    }

    public static OutsideSettings defaults() {
        return new OutsideSettings(
                List.of(Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(30)),
                Duration.ofHours(1),
                Duration.ofDays(5),
                Optional.empty());
    }
}
