package org.dslab.engine.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a site answers Minger queries (DS-50 to DS-52).
 *
 * @param enabled its own switch, independent of the sharing switch
 * @param password with one, queries need its digest; without, anonymous queries are answered
 * @param clients numeric addresses that may ask; empty means everybody; others get status 1
 * @param tcpIdleLimit an idle TCP connection is closed after this time, 30 s unless configured
 * @param limits what strangers can demand (DS-57)
 */
public record MingerSettings(
        boolean enabled, Optional<Secret> password, List<String> clients, Duration tcpIdleLimit, MingerLimits limits) {

    public MingerSettings {
        clients = List.copyOf(clients);
    }

    /** With the usual limits. */
    public MingerSettings(boolean enabled, Optional<Secret> password, List<String> clients, Duration tcpIdleLimit) {
        this(enabled, password, clients, tcpIdleLimit, MingerLimits.defaults());
    }

    public static MingerSettings defaults() {
        return new MingerSettings(true, Optional.empty(), List.of(), Duration.ofSeconds(30));
    }
}
