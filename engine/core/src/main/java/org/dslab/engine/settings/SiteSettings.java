package org.dslab.engine.settings;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.network.HostPort;

/**
 * Everything a site is told. Listening addresses and paths are the driver's affair and not here.
 *
 * @param site its name in reports
 * @param hostname for greeting and Received fields
 * @param domains the local domains as written, but in lower case; the first one completes bare local parts
 * @param trusted numeric addresses that may relay (DS-09); nobody unless configured
 * @param smartHost where mail for other domains goes (DS-33)
 * @param routes fixed next hops by domain, as A-labels in lower case (DS-33)
 * @param postmaster the mailbox that receives postmaster's mail (DS-13), a local part or address
 * @param subaddressSeparator between a base address and its detail (DS-58); absent: there are no subaddresses
 * @param lists seed an empty spool, as the accounts do
 * @param aliases besides those that accounts have; they seed an empty spool too
 */
public record SiteSettings(
        String site,
        String hostname,
        List<String> domains,
        SmtpSettings smtp,
        MingerSettings minger,
        List<AccountSetting> accounts,
        SharingSettings sharing,
        List<String> trusted,
        Optional<HostPort> smartHost,
        SortedMap<String, HostPort> routes,
        RetrySettings retry,
        String postmaster,
        AccountCreationMode accountCreation,
        Optional<Character> subaddressSeparator,
        List<GatewaySetting> gateways,
        GatewayPolicy gatewayPolicy,
        List<ListSetting> lists,
        List<AliasSetting> aliases) {

    public SiteSettings {
        domains = List.copyOf(domains);
        accounts = List.copyOf(accounts);
        trusted = List.copyOf(trusted);
        gateways = List.copyOf(gateways);
        lists = List.copyOf(lists);
        aliases = List.copyOf(aliases);
        routes = Collections.unmodifiableSortedMap(new TreeMap<>(routes));
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("a site needs at least one domain");
        }
    }

    /** Whether the domain, given by its key, is one of this site's, in whatever form they are written. */
    public boolean serves(String domainKey) {
        return domains.stream().anyMatch(domain -> DomainNames.key(domain).equals(domainKey));
    }

    /** The same site in another network. */
    public SiteSettings withNetwork(
            SharingSettings sharingHosts,
            List<String> trustedAddresses,
            Optional<HostPort> smartHostAddress,
            SortedMap<String, HostPort> fixedRoutes) {
        return with(accounts, sharingHosts, trustedAddresses, smartHostAddress, fixedRoutes, gateways);
    }

    /** The same site with other gateways. */
    public SiteSettings withGateways(List<GatewaySetting> others) {
        return with(accounts, sharing, trusted, smartHost, routes, others);
    }

    /** The same site with other accounts. */
    public SiteSettings withAccounts(List<AccountSetting> others) {
        return with(others, sharing, trusted, smartHost, routes, gateways);
    }

    private SiteSettings with(
            List<AccountSetting> otherAccounts,
            SharingSettings otherSharing,
            List<String> otherTrusted,
            Optional<HostPort> otherSmartHost,
            SortedMap<String, HostPort> otherRoutes,
            List<GatewaySetting> otherGateways) {
        return new SiteSettings(
                site,
                hostname,
                domains,
                smtp,
                minger,
                otherAccounts,
                otherSharing,
                otherTrusted,
                otherSmartHost,
                otherRoutes,
                retry,
                postmaster,
                accountCreation,
                subaddressSeparator,
                otherGateways,
                gatewayPolicy,
                lists,
                aliases);
    }
}
