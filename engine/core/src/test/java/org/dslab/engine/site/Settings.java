package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.spool.AccountState;

/** The settings of the site under test: {@code tokyo} of example.com, with akira, sharing with osaka and kyoto. */
final class Settings {

    private final List<AccountSetting> accounts = new ArrayList<>();
    private final List<SharingHost> hosts = new ArrayList<>();
    private SharingSettings sharing = SharingSettings.defaults(List.of());
    private SmtpSettings smtp = SmtpSettings.defaults();
    private MingerSettings minger = MingerSettings.defaults();
    private Optional<HostPort> smartHost = Optional.empty();
    private final TreeMap<String, HostPort> routes = new TreeMap<>();
    private final List<String> trusted = new ArrayList<>();

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

    Settings host(String site, String host, Optional<String> password) {
        hosts.add(new SharingHost(
                new HostPort(host, 25),
                Optional.of(site),
                4069,
                password.map(Secret::new),
                MingerTransport.UDP,
                List.of("192.0.2." + (20 + hosts.size())),
                false));
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

    Settings maxReceived(int limit) {
        SmtpSettings base = SmtpSettings.defaults();
        smtp = new SmtpSettings(
                base.maxMessageSize(), base.maxRecipients(), limit, base.maxErrors(), base.idleLimit(), 2);
        return this;
    }

    Settings minger(MingerSettings settings) {
        minger = settings;
        return this;
    }

    SiteSettings build() {
        return new SiteSettings(
                "tokyo",
                "mx.tokyo.example.com",
                List.of("example.com", "private.example"),
                smtp,
                minger,
                accounts,
                sharing.withHosts(hosts),
                trusted,
                smartHost,
                routes,
                RetrySettings.defaults(),
                "akira",
                AccountCreationMode.CHECK,
                Optional.empty(),
                List.of(),
                GatewayPolicy.defaults(),
                List.of());
    }
}
