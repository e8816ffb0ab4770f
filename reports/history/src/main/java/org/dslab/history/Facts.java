package org.dslab.history;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    /** What is known of a site; empty for a node that is none, such as the outside. */
    public Optional<SiteFacts> site(String name) {
        return Optional.ofNullable(sites.get(name));
    }

    /**
     * One site's configuration, as far as verdicts depend on it.
     *
     * @param sharing whether it shares the domain: the switch is on and the domains file does not leave it out
     * @param sharingHosts the names of its sharing hosts, as in the history
     * @param disabledAccounts addresses, aliases included, of its accounts that are configured as disabled (DS-02)
     * @param gateways the domains that it is gateway for
     * @param subaddressSeparator between a base address and its detail (DS-58); empty: there are no subaddresses
     */
    public record SiteFacts(
            boolean sharing,
            boolean keepsFailedMailFromSmartHost,
            boolean queriesHostsForSenders,
            Duration verifiedAddressLifetime,
            List<String> sharingHosts,
            List<String> disabledAccounts,
            GatewayFacts gateways,
            String subaddressSeparator) {

        public SiteFacts {
            sharingHosts = List.copyOf(sharingHosts);
            disabledAccounts = List.copyOf(disabledAccounts);
        }

        /** A site without gateways and subaddresses. */
        public SiteFacts(
                boolean sharing,
                boolean keepsFailedMailFromSmartHost,
                boolean queriesHostsForSenders,
                Duration verifiedAddressLifetime,
                List<String> sharingHosts,
                List<String> disabledAccounts) {
            this(
                    sharing,
                    keepsFailedMailFromSmartHost,
                    queriesHostsForSenders,
                    verifiedAddressLifetime,
                    sharingHosts,
                    disabledAccounts,
                    GatewayFacts.NONE,
                    "");
        }

        /** The same site as gateway. */
        public SiteFacts with(GatewayFacts others) {
            return new SiteFacts(
                    sharing,
                    keepsFailedMailFromSmartHost,
                    queriesHostsForSenders,
                    verifiedAddressLifetime,
                    sharingHosts,
                    disabledAccounts,
                    others,
                    subaddressSeparator);
        }

        /** The same site with subaddresses. */
        public SiteFacts withSubaddresses(String separator) {
            return new SiteFacts(
                    sharing,
                    keepsFailedMailFromSmartHost,
                    queriesHostsForSenders,
                    verifiedAddressLifetime,
                    sharingHosts,
                    disabledAccounts,
                    gateways,
                    separator);
        }

        /** A site without disabled accounts. */
        public SiteFacts(
                boolean sharing,
                boolean keepsFailedMailFromSmartHost,
                boolean queriesHostsForSenders,
                Duration verifiedAddressLifetime,
                List<String> sharingHosts) {
            this(
                    sharing,
                    keepsFailedMailFromSmartHost,
                    queriesHostsForSenders,
                    verifiedAddressLifetime,
                    sharingHosts,
                    List.of());
        }
    }

    /**
     * What a site is gateway for (DS-60).
     *
     * @param servers the name of the server behind each domain, as in the history; domains in lower case
     * @param alsoAsksSharingHosts DS-61
     * @param failsOpen whether a recipient is accepted whose server cannot be asked (DS-62)
     */
    public record GatewayFacts(SortedMap<String, String> servers, boolean alsoAsksSharingHosts, boolean failsOpen) {

        public static final GatewayFacts NONE = new GatewayFacts(new TreeMap<>(), false, true);

        public GatewayFacts {
            servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        }
    }
}
