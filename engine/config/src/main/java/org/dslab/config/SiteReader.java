package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.gateway.Gateways;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AliasSetting;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.ListSetting;
import org.dslab.engine.settings.MingerLimits;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.dslab.engine.settings.SmtpSettings;

/** Reads a site's settings from its keys, which are the same in a file of its own and in a scenario. */
public final class SiteReader {

    /** RFC 5321 4.5.3.1.7: nobody may accept less than this. */
    private static final long LEAST_MESSAGE_SIZE = 64 << 10;

    private static final long LEAST_OCTETS_HELD = 1 << 20;

    private final Fields fields;
    private final Surroundings surroundings;
    private final List<String> warnings = new ArrayList<>();
    private final Passwords passwords;

    public SiteReader(Problems problems, Surroundings surroundings) {
        this.fields = new Fields(problems);
        this.surroundings = surroundings;
        this.passwords = new Passwords(surroundings.folder(), problems, warnings);
    }

    /** What is not wrong, but unwise. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The settings; empty only if the problems say why. */
    public Optional<SiteSettings> read(YamlNode site) {
        List<String> domains = site.get("domains").isPresent() ? domains(site) : surroundings.domains();
        AccountsReader accountsReader = new AccountsReader(fields, domains);
        List<AccountSetting> accounts = accountsReader.read(site);
        GatewaysReader gatewaysReader = new GatewaysReader(fields, surroundings, passwords, domains);
        List<GatewaySetting> gateways = gatewaysReader.gateways(site);
        SharingSettings sharing = new SharingReader(fields, surroundings, passwords, warnings)
                .read(site.get("sharing"), served(domains, gateways));
        List<AliasSetting> aliases =
                new AliasesReader(fields, domains, sharing, accountsReader.seen()).read(site, accounts);
        List<ListSetting> lists = new ListsReader(fields, domains, accounts, aliases).read(site);
        SmtpSettings smtp = smtp(site.get("smtp"));
        MingerSettings minger = minger(site.get("minger"));
        List<String> trusted = fields.values(site, "trusted", surroundings::trusted);
        Optional<HostPort> smartHost = fields.value(site, "smart-host", surroundings::host);
        SortedMap<String, HostPort> routes = routes(site, domains, gateways);
        RetrySettings retry = retry(site.get("retry"));
        Optional<String> postmaster = fields.value(site, "postmaster", text -> {
            Addresses.local(text, domains);
            return text;
        });
        if (domains.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SiteSettings(
                surroundings.site(),
                hostname(site).orElse("mx." + surroundings.site() + "." + DomainNames.key(domains.get(0))),
                domains,
                smtp,
                minger,
                accounts,
                sharing,
                trusted,
                smartHost,
                routes,
                retry,
                postmaster.orElse(
                        accounts.isEmpty() ? "postmaster" : accounts.get(0).name()),
                accountCreation(site),
                fields.text(site, "subaddress-separator")
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.charAt(0)),
                gateways,
                gatewaysReader.policy(site),
                lists,
                aliases));
    }

    /** It is said to anybody, who may not know U-labels. */
    private Optional<String> hostname(YamlNode site) {
        return fields.value(site, "hostname", HostText::name);
    }

    private AccountCreationMode accountCreation(YamlNode site) {
        return fields.text(site, "account-creation")
                .filter("check"::equals)
                .map(word -> AccountCreationMode.CHECK)
                .orElse(AccountCreationMode.RESERVE);
    }

    /** The domains that this site takes mail for. */
    private static List<String> served(List<String> domains, List<GatewaySetting> gateways) {
        List<String> served = new ArrayList<>(domains);
        gateways.forEach(gateway -> served.add(gateway.domain()));
        return served;
    }

    private List<String> domains(YamlNode site) {
        List<String> domains = new ArrayList<>();
        return fields.values(site, "domains", text -> {
            String domain = Addresses.writtenDomain(text);
            if (Addresses.isAmong(domain, domains)) {
                throw new MalformedException("has " + Words.value(domain) + " a second time");
            }
            domains.add(domain);
            return domain;
        });
    }

    private SmtpSettings smtp(Optional<YamlNode> smtp) {
        SmtpSettings defaults = SmtpSettings.defaults();
        if (smtp.isEmpty()) {
            return defaults;
        }
        YamlNode node = smtp.get();
        return new SmtpSettings(
                size(node, "max-message-size", LEAST_MESSAGE_SIZE, "64KiB").orElse(defaults.maxMessageSize()),
                fields.number(node, "max-recipients", defaults.maxRecipients()),
                fields.number(node, "max-received", defaults.maxReceived()),
                fields.number(node, "max-errors", defaults.maxErrors()),
                fields.duration(node, "idle-limit", defaults.idleLimit()),
                fields.number(node, "max-connections", defaults.maxConnections()),
                rate(node, "max-unknown-recipients", defaults.unknownRecipients()),
                limits(node),
                new SmtpSecurity(
                        node.get("tls").isPresent(), node.get("password-file").isPresent()));
    }

    /** So often in the usual time. What is less than once has been complained about. */
    private RateLimit rate(YamlNode mapping, String key, RateLimit otherwise) {
        return new RateLimit(Math.max(1, fields.number(mapping, key, otherwise.times())), otherwise.per());
    }

    private SmtpLimits limits(YamlNode smtp) {
        SmtpLimits defaults = SmtpLimits.defaults();
        return new SmtpLimits(
                fields.number(smtp, "max-connections-per-client", defaults.maxConnectionsPerClient()),
                fields.number(smtp, "max-commands", defaults.maxCommands()),
                fields.duration(smtp, "session-limit", defaults.sessionLimit()),
                size(smtp, "max-octets-held", LEAST_OCTETS_HELD, "1MiB").orElse(defaults.maxOctetsHeld()),
                fields.number(smtp, "max-queued", defaults.maxQueued()),
                fields.number(smtp, "max-auth-failures", defaults.maxAuthFailures()),
                fields.duration(smtp, "auth-failure-window", defaults.authFailureWindow()),
                reserved(smtp, SmtpSettings.defaults().maxConnections()),
                fields.number(smtp, "min-data-rate", defaults.minDataRate()));
    }

    private Optional<Long> size(YamlNode smtp, String key, long least, String leastText) {
        Optional<YamlNode> node = smtp.get(key);
        Optional<Long> size = node.filter(value -> value.number().isPresent())
                .map(value -> value.number().getAsLong())
                .or(() -> fields.value(smtp, key, Quantity::size));
        if (size.isPresent() && (size.get() < least || size.get() > 1L << 50)) {
            node.ifPresent(value ->
                    fields.problems().add(value, "`" + key + "` must be from " + leastText + " to 1048576GiB"));
        }
        return size;
    }

    private MingerSettings minger(Optional<YamlNode> minger) {
        MingerSettings defaults = MingerSettings.defaults();
        if (minger.isEmpty()) {
            return defaults;
        }
        YamlNode node = minger.get();
        return new MingerSettings(
                fields.flag(node, "enabled", defaults.enabled()),
                passwords.read(node, "password"),
                fields.values(node, "clients", HostText::numericAddress),
                fields.duration(node, "tcp-idle-limit", defaults.tcpIdleLimit()),
                limits(node, defaults.limits()));
    }

    private MingerLimits limits(YamlNode minger, MingerLimits defaults) {
        return new MingerLimits(
                rate(minger, "max-queries", defaults.queries()),
                fields.number(minger, "max-connections", defaults.maxConnections()),
                fields.number(minger, "max-connections-per-client", defaults.maxConnectionsPerClient()),
                reserved(minger, defaults.maxConnections()),
                fields.duration(minger, "session-limit", defaults.sessionLimit()));
    }

    /** A tenth of the connections unless given; strangers need some, too. */
    private int reserved(YamlNode server, int usualConnections) {
        int connections = fields.number(server, "max-connections", usualConnections);
        int reserved = fields.number(server, "reserved-connections", connections / 10);
        if (reserved >= Math.max(1, connections)) {
            server.get("reserved-connections")
                    .ifPresent(value -> fields.problems()
                            .add(
                                    value,
                                    "`reserved-connections` must be less than `max-connections`, which is "
                                            + connections));
        }
        return reserved;
    }

    private SortedMap<String, HostPort> routes(YamlNode site, List<String> domains, List<GatewaySetting> gateways) {
        TreeMap<String, HostPort> routes = new TreeMap<>();
        site.get("routes")
                .ifPresent(node -> node.entries().forEach((name, value) -> {
                    try {
                        String domain = Addresses.domain(name);
                        if (Addresses.isAmong(domain, domains)) {
                            throw new MalformedException("is a domain of this site, which needs no route");
                        }
                        if (Gateways.find(domain, gateways).isPresent()) {
                            throw new MalformedException("is a domain of `gateways`, which needs no route");
                        }
                        fields.value(value, surroundings::host).ifPresent(host -> routes.put(domain, host));
                    } catch (MalformedException e) {
                        fields.problems().add(value.keyAt(), value.name() + " " + e.reason());
                    }
                }));
        return routes;
    }

    private RetrySettings retry(Optional<YamlNode> retry) {
        RetrySettings defaults = RetrySettings.defaults();
        return retry.map(node -> new RetrySettings(
                        fields.duration(node, "first-hour-every", defaults.firstHourEvery()),
                        fields.duration(node, "then-every", defaults.thenEvery()),
                        fields.duration(node, "give-up-after", defaults.giveUpAfter()),
                        fields.value(node, "warn-after", Quantity::positiveDuration)))
                .orElse(defaults);
    }
}
