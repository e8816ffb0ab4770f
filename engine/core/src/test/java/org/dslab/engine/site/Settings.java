package org.dslab.engine.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.AliasSetting;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.ListSetting;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.dslab.engine.settings.SmtpSettings;

/** The settings of the site under test: {@code tokyo} of example.com, with akira, sharing with osaka and kyoto. */
final class Settings {

    private final List<AccountSetting> accounts = new ArrayList<>();
    private final List<SharingHost> hosts = new ArrayList<>();
    private final List<ListSetting> lists = new ArrayList<>();
    private SharingSettings sharing = SharingSettings.defaults(List.of());
    private SmtpSettings smtp = SmtpSettings.defaults();
    private RetrySettings retry = RetrySettings.defaults();
    private MingerSettings minger = MingerSettings.defaults();
    private Optional<HostPort> smartHost = Optional.empty();
    private final TreeMap<String, HostPort> routes = new TreeMap<>();
    private final List<String> trusted = new ArrayList<>();
    private final List<AliasSetting> aliases = new ArrayList<>();
    private AccountCreationMode creation = AccountCreationMode.RESERVE;

    private String site = "tokyo";
    private List<String> domains = List.of("example.com", "private.example");

    /** A site of this name without accounts or hosts. */
    static Settings of(String site) {
        Settings settings = new Settings();
        settings.site = site;
        return settings;
    }

    private final List<GatewaySetting> gateways = new ArrayList<>();
    private GatewayPolicy gatewayPolicy = GatewayPolicy.defaults();
    private Optional<Character> subaddressSeparator = Optional.empty();
    private int maxLookups = 1000;

    static Settings tokyo() {
        return new Settings()
                .account("akira", AccountState.ACTIVE, "aki")
                .host("osaka", "osaka.example", Optional.of("osaka-password-1234"))
                .host("kyoto", "kyoto.example", Optional.empty());
    }

    Settings account(String name, AccountState state, String... aliases) {
        accounts.add(new AccountSetting(name, List.of(aliases), state));
        return this;
    }

    Settings domains(String... names) {
        domains = List.of(names);
        return this;
    }

    Settings host(String site, String host, Optional<String> password) {
        return host(site, host, password, false);
    }

    Settings hostOverTls(String site, String host, Optional<String> password) {
        return host(site, host, password, true);
    }

    private Settings host(String site, String host, Optional<String> password, boolean tlsRequired) {
        hosts.add(new SharingHost(
                new HostPort(host, 25),
                Optional.of(site),
                4069,
                password.map(Secret::new),
                MingerTransport.UDP,
                List.of("192.0.2." + (20 + hosts.size())),
                tlsRequired));
        return this;
    }

    Settings gateway(String domain, String host, GatewayPolicy policy) {
        gateways.add(new GatewaySetting(
                domain, new HostPort(host, 25), 4070, Optional.of(new Secret("gateway-password-1"))));
        gatewayPolicy = policy;
        return this;
    }

    Settings subaddresses(char separator) {
        subaddressSeparator = Optional.of(separator);
        return this;
    }

    Settings maxLookups(int limit) {
        maxLookups = limit;
        return this;
    }

    Settings unknownRecipients(int limit, Duration per) {
        SmtpSettings base = SmtpSettings.defaults();
        smtp = new SmtpSettings(
                base.maxMessageSize(),
                base.maxRecipients(),
                base.maxReceived(),
                base.maxErrors(),
                base.idleLimit(),
                base.maxConnections(),
                new RateLimit(limit, per),
                base.limits(),
                base.security());
        return this;
    }

    /** A host whose site name is not configured. */
    Settings namelessHost(String host) {
        hosts.add(new SharingHost(
                new HostPort(host, 25),
                Optional.empty(),
                4069,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                false));
        return this;
    }

    Settings alias(String name, String target) {
        aliases.add(new AliasSetting(name, target));
        return this;
    }

    Settings creation(AccountCreationMode mode) {
        creation = mode;
        return this;
    }

    Settings withoutHosts() {
        hosts.clear();
        return this;
    }

    Settings sharing(boolean enabled, boolean keepFromSmartHost, boolean querySenders, List<String> limitedTo) {
        SharingSettings base = SharingSettings.defaults(List.of());
        sharing = new SharingSettings(
                enabled,
                limitedTo,
                List.of(),
                keepFromSmartHost,
                querySenders,
                base.shareListPosts(),
                base.verifiedAddressLifetime(),
                base.lookupTimeout(),
                base.retransmitAfter());
        return this;
    }

    Settings list(String name, String... members) {
        lists.add(new ListSetting(name, List.of(members), Optional.empty()));
        return this;
    }

    Settings notSharingListPosts() {
        SharingSettings base = SharingSettings.defaults(List.of());
        sharing = new SharingSettings(
                base.enabled(),
                base.limitedTo(),
                List.of(),
                base.keepFailedMailFromSmartHost(),
                base.queryHostsForSenders(),
                false,
                base.verifiedAddressLifetime(),
                base.lookupTimeout(),
                base.retransmitAfter());
        return this;
    }

    Settings smartHost(String host) {
        smartHost = Optional.of(new HostPort(host, 25));
        return this;
    }

    Settings route(String domain, String host) {
        routes.put(domain, new HostPort(host, 25));
        return this;
    }

    Settings trusting(String address) {
        trusted.add(address);
        return this;
    }

    Settings retry(RetrySettings settings) {
        retry = settings;
        return this;
    }

    Settings maxReceived(int limit) {
        SmtpSettings base = SmtpSettings.defaults();
        smtp = new SmtpSettings(
                base.maxMessageSize(), base.maxRecipients(), limit, base.maxErrors(), base.idleLimit(), 2);
        return this;
    }

    Settings smtp(SmtpLimits limits, SmtpSecurity security) {
        smtp = smtp.with(limits, security);
        return this;
    }

    Settings minger(MingerSettings settings) {
        minger = settings;
        return this;
    }

    SiteSettings build() {
        return new SiteSettings(
                site,
                "mx." + site + ".example.com",
                domains,
                smtp,
                minger,
                accounts,
                new SharingSettings(
                        sharing.enabled(),
                        sharing.limitedTo(),
                        hosts,
                        sharing.keepFailedMailFromSmartHost(),
                        sharing.queryHostsForSenders(),
                        sharing.shareListPosts(),
                        sharing.verifiedAddressLifetime(),
                        sharing.lookupTimeout(),
                        sharing.retransmitAfter(),
                        maxLookups),
                trusted,
                smartHost,
                routes,
                retry,
                "akira",
                creation,
                subaddressSeparator,
                gateways,
                gatewayPolicy,
                lists,
                aliases);
    }
}
