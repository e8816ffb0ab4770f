package org.dslab.engine.settings;

import java.time.Duration;
import java.util.List;

/**
 * Domain sharing as a site is told to do it.
 *
 * @param enabled the one switch (DS-70)
 * @param limitedTo sharing is limited to these domains, as A-labels in lower case; empty means all local domains (DS-72)
 * @param hosts whom to ask, in configuration order
 * @param keepFailedMailFromSmartHost DS-31; off: DS-32
 * @param queryHostsForSenders DS-20; off: DS-22
 * @param shareListPosts DS-80
 * @param verifiedAddressLifetime DS-06, five days unless configured
 * @param lookupTimeout DS-54, after which a host has given no usable answer; 5 s unless configured
 * @param retransmitAfter delays between UDP transmissions, 1 s then 2 s unless configured (MINGER.md)
 * @param maxLookups under way at once; more are undetermined at once (DS-57); 1000 unless configured
 */
public record SharingSettings(
        boolean enabled,
        List<String> limitedTo,
        List<SharingHost> hosts,
        boolean keepFailedMailFromSmartHost,
        boolean queryHostsForSenders,
        boolean shareListPosts,
        Duration verifiedAddressLifetime,
        Duration lookupTimeout,
        List<Duration> retransmitAfter,
        int maxLookups) {

    private static final int MAX_LOOKUPS = 1000;

    public SharingSettings {
        limitedTo = List.copyOf(limitedTo);
        hosts = List.copyOf(hosts);
        retransmitAfter = List.copyOf(retransmitAfter);
    }

    /** With the usual limit of lookups. */
    public SharingSettings(
            boolean enabled,
            List<String> limitedTo,
            List<SharingHost> hosts,
            boolean keepFailedMailFromSmartHost,
            boolean queryHostsForSenders,
            boolean shareListPosts,
            Duration verifiedAddressLifetime,
            Duration lookupTimeout,
            List<Duration> retransmitAfter) {
        this(
                enabled,
                limitedTo,
                hosts,
                keepFailedMailFromSmartHost,
                queryHostsForSenders,
                shareListPosts,
                verifiedAddressLifetime,
                lookupTimeout,
                retransmitAfter,
                MAX_LOOKUPS);
    }

    /** The guide's defaults, with these hosts. */
    public static SharingSettings defaults(List<SharingHost> hosts) {
        return new SharingSettings(
                true,
                List.of(),
                hosts,
                true,
                true,
                true,
                Duration.ofDays(5),
                Duration.ofSeconds(5),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    /** The same settings with other hosts. */
    public SharingSettings withHosts(List<SharingHost> others) {
        return new SharingSettings(
                enabled,
                limitedTo,
                others,
                keepFailedMailFromSmartHost,
                queryHostsForSenders,
                shareListPosts,
                verifiedAddressLifetime,
                lookupTimeout,
                retransmitAfter,
                maxLookups);
    }
}
