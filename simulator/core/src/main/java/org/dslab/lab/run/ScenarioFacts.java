package org.dslab.lab.run;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.history.Facts;
import org.dslab.lab.scenario.Scenario;

/** What checkers must know of a scenario. */
final class ScenarioFacts {

    private ScenarioFacts() {}

    static Facts of(Scenario scenario) {
        TreeMap<String, Facts.SiteFacts> sites = new TreeMap<>();
        for (SiteSettings site : scenario.sites()) {
            sites.put(
                    site.site(),
                    new Facts.SiteFacts(
                            shares(site, scenario.domain()),
                            site.sharing().keepFailedMailFromSmartHost(),
                            site.sharing().queryHostsForSenders(),
                            site.sharing().verifiedAddressLifetime(),
                            site.sharing().hosts().stream()
                                    .map(SharingHost::name)
                                    .toList(),
                            disabledAccounts(site),
                            gateways(site),
                            site.subaddressSeparator().map(String::valueOf).orElse("")));
        }
        return new Facts(scenario.domain(), sites);
    }

    /** DS-70, DS-72. */
    private static boolean shares(SiteSettings site, String domain) {
        List<String> limitedTo = site.sharing().limitedTo();
        return site.sharing().enabled() && (limitedTo.isEmpty() || limitedTo.contains(DomainNames.key(domain)));
    }

    /** DS-70 and DS-72 keep the sharing hosts out of a gateway's questions, too. */
    private static Facts.GatewayFacts gateways(SiteSettings site) {
        TreeMap<String, String> servers = new TreeMap<>();
        site.gateways()
                .forEach(gateway -> servers.put(gateway.domain(), gateway.smtp().host()));
        return new Facts.GatewayFacts(
                servers,
                site.gatewayPolicy().alsoAskSharingHosts()
                        && servers.keySet().stream().allMatch(domain -> shares(site, domain)),
                site.gatewayPolicy().whenUnverifiable() == GatewayPolicy.WhenUnverifiable.ACCEPT);
    }

    private static List<String> disabledAccounts(SiteSettings site) {
        return site.accounts().stream()
                .filter(account -> account.state() == AccountState.DISABLED)
                .flatMap(account -> Stream.concat(Stream.of(account.name()), account.aliases().stream()))
                .map(name ->
                        name.contains("@") ? name : name + "@" + site.domains().getFirst())
                .toList();
    }
}
