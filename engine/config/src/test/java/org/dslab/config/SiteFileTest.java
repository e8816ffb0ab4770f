package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.config.Reading.SITE;
import static org.dslab.config.Reading.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.AccountState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFileTest {

    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("DS-71: every key of a site's configuration file is read")
    void everyKeyIsRead() throws Exception {
        write("minger.secret", PASSWORD + "\n");
        write("osaka.secret", PASSWORD + "-2\r\n");
        write("domains.txt", "# the domains that are shared\n\nexample.com  # ours\nExample.ORG\n");
        SiteConfig config = read("""
                site: tokyo
                hostname: mx.tokyo.example.com
                domains: [example.com, Example.ORG]
                smtp:
                  listen: "127.0.0.1:2525"
                  max-message-size: 64KiB
                  max-recipients: 200
                  max-received: 30
                  max-errors: 7
                  idle-limit: 1m30s
                  max-connections: 9
                minger:
                  listen: "[::1]:0"
                  enabled: false
                  password-file: minger.secret
                  clients: [192.0.2.20, "2001:db8::1"]
                  tcp-idle-limit: 5s
                mailboxes: mail
                spool: /var/lib/dslab/tokyo
                control: run/control.sock
                accounts: [akira, { name: botan@example.org, aliases: [bo], state: disabled }]
                postmaster: botan@example.org
                sharing:
                  enabled: false
                  domains-file: domains.txt
                  hosts:
                    - { host: "192.0.2.20:2525", site: osaka, minger-port: 4070, minger-password-file: osaka.secret, transport: tcp, addresses: [192.0.2.21] }
                    - "[2001:db8::7]"
                    - mx.kyoto.example.com
                  keep-failed-mail-from-smart-host: false
                  query-hosts-for-senders: false
                  verified-address-lifetime: 1d
                  lookup-timeout: 2s500ms
                  retransmit-after: [500ms]
                account-creation: check
                trusted: ["::1", 192.0.2.20]
                smart-host: relay.example.net
                routes: { Elsewhere.test: "127.0.0.1:2600" }
                retry: { first-hour-every: 5m, then-every: 30m, give-up-after: 2d }
                """);
        SiteSettings settings = config.settings();

        assertThat(config.smtp()).isEqualTo(new Endpoint("127.0.0.1", 2525));
        assertThat(config.minger()).isEqualTo(new Endpoint("::1", 0));
        assertThat(config.mailboxes()).contains(folder.resolve("mail"));
        assertThat(config.spool()).contains(Path.of("/var/lib/dslab/tokyo"));
        assertThat(config.control()).contains(folder.resolve("run/control.sock"));
        assertThat(config.warnings()).isEmpty();
        assertThat(settings.site()).isEqualTo("tokyo");
        assertThat(settings.hostname()).isEqualTo("mx.tokyo.example.com");
        assertThat(settings.domains()).containsExactly("example.com", "example.org");
        assertThat(settings.smtp())
                .hasToString("SmtpSettings[maxMessageSize=65536, maxRecipients=200, maxReceived=30, maxErrors=7,"
                        + " idleLimit=PT1M30S, maxConnections=9]");
        assertThat(settings.minger().enabled()).isFalse();
        assertThat(settings.minger().password()).contains(new Secret(PASSWORD));
        assertThat(settings.minger().clients()).containsExactly("192.0.2.20", "2001:db8:0:0:0:0:0:1");
        assertThat(settings.minger().tcpIdleLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.accounts())
                .containsExactly(
                        new AccountSetting("akira", List.of(), AccountState.ACTIVE),
                        new AccountSetting("botan@example.org", List.of("bo"), AccountState.DISABLED));
        assertThat(settings.postmaster()).isEqualTo("botan@example.org");
        assertThat(settings.sharing().enabled()).isFalse();
        assertThat(settings.sharing().limitedTo()).containsExactly("example.com", "example.org");
        assertThat(settings.sharing().hosts())
                .containsExactly(
                        new SharingHost(
                                new HostPort("192.0.2.20", 2525),
                                Optional.of("osaka"),
                                4070,
                                Optional.of(new Secret(PASSWORD + "-2")),
                                MingerTransport.TCP,
                                List.of("192.0.2.21"),
                                false),
                        host("2001:db8::7"),
                        host("mx.kyoto.example.com"));
        assertThat(settings.sharing().keepFailedMailFromSmartHost()).isFalse();
        assertThat(settings.sharing().queryHostsForSenders()).isFalse();
        assertThat(settings.sharing().verifiedAddressLifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.sharing().lookupTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(settings.sharing().retransmitAfter()).containsExactly(Duration.ofMillis(500));
        assertThat(settings.trusted()).containsExactly("0:0:0:0:0:0:0:1", "192.0.2.20");
        assertThat(settings.smartHost()).contains(new HostPort("relay.example.net", 25));
        assertThat(settings.routes()).containsOnly(Map.entry("elsewhere.test", new HostPort("127.0.0.1", 2600)));
        assertThat(settings.retry())
                .isEqualTo(new RetrySettings(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofDays(2)));
    }

    @Test
    void aSiteThatSaysLittleHasTheDocumentedDefaults() throws Exception {
        SiteConfig config = site(SITE + "accounts: [akira, botan]\n");

        assertThat(config.smtp()).isEqualTo(new Endpoint("0.0.0.0", 25));
        assertThat(config.minger()).isEqualTo(new Endpoint("0.0.0.0", 4069));
        assertThat(config.spool()).isEmpty();
        assertThat(config.settings().hostname()).isEqualTo("mx.tokyo.example.com");
        assertThat(config.settings().postmaster()).isEqualTo("akira");
        assertThat(config.settings().sharing().enabled()).isTrue();
        assertThat(config.settings().sharing().limitedTo()).isEmpty();
        assertThat(config.settings().sharing().verifiedAddressLifetime()).isEqualTo(Duration.ofDays(5));
        assertThat(config.settings().trusted()).isEmpty();
    }

    @Test
    @DisplayName("DS-72: each bad line of the domains file is told with its place")
    void badLinesOfTheDomainsFileAreTold() throws IOException {
        write("domains.txt", "example.com\n  not a domain # really\n");

        assertThatThrownBy(() -> read(SITE + "sharing: { domains-file: domains.txt }\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(YamlReader.nameOf(folder.resolve("domains.txt"))
                        + ":2:3: each line must be a domain such as example.com, not `not a domain`");
    }

    @Test
    @DisplayName("DS-72: an empty domains file means all local domains")
    void anEmptyDomainsFileMeansAllDomains() throws Exception {
        write("domains.txt", "# nothing but a comment\n");

        assertThat(read(SITE + "sharing: { domains-file: domains.txt }\n")
                        .settings()
                        .sharing()
                        .limitedTo())
                .isEmpty();
    }

    @Test
    void aShortPasswordIsAWarning() throws Exception {
        assertThat(site(SITE + "minger: { password: fifteen-letters }\n").warnings())
                .containsExactly("site.yaml:3:21: `password` gives a password of fewer than 16 characters, which is"
                        + " easily guessed");
        assertThat(site(SITE + "minger: { password: sixteen--letters }\n").warnings())
                .isEmpty();
    }

    @Test
    @DisplayName("DS-43: a site's own entry among its hosts is skipped with a warning")
    void aSitesOwnEntryIsSkipped() throws Exception {
        SiteConfig config = site(SITE + "sharing: { hosts: [{ host: a, site: tokyo }, { host: b, site: osaka }] }\n");

        assertThat(config.settings().sharing().hosts())
                .extracting(SharingHost::name)
                .containsExactly("osaka");
        assertThat(config.warnings())
                .containsExactly(
                        "site.yaml:3:20: this is the site itself, so the entry is skipped; list the other sites only");
    }

    private static SharingHost host(String name) {
        return new SharingHost(
                new HostPort(name, 25),
                Optional.empty(),
                4069,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                false);
    }

    private SiteConfig read(String yaml) throws IOException, InvalidFileException {
        return SiteFile.read(write("site.yaml", yaml));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
