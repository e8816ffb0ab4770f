package org.dslab.history;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a checker must know of the scenario besides its history: how each site was configured.
 *
 * @param domain the shared domain
 * @param sites by name
 */
public record Facts(String domain, SortedMap<String, SiteFacts> sites) {

    public Facts {
        sites = Collections.unmodifiableSortedMap(new TreeMap<>(sites));
    }

    /**
     * One site's configuration, as far as verdicts depend on it.
     *
     * @param sharingHosts the names of its sharing hosts
     */
    public record SiteFacts(
            boolean sharing,
            boolean keepsFailedMailFromSmartHost,
            boolean queriesHostsForSenders,
            Duration verifiedAddressLifetime,
            List<String> sharingHosts) {
        public SiteFacts {
            sharingHosts = List.copyOf(sharingHosts);
        }
    }
}
