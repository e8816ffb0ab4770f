package org.dslab.engine.settings;

import java.util.Optional;
import org.dslab.engine.network.HostPort;

/**
 * A domain that another server hosts and this site receives mail for (DS-60).
 *
 * @param domain as A-labels in lower case
 * @param smtp where its mail is delivered
 * @param mingerPort where its addresses are verified, on the same host; 4069 unless configured
 * @param mingerPassword sent as a digest; absent: anonymous queries
 */
public record GatewaySetting(String domain, HostPort smtp, int mingerPort, Optional<Secret> mingerPassword) {

    public HostPort minger() {
        return new HostPort(smtp.host(), mingerPort);
    }
}
