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
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.AliasSetting;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.GatewaySetting;
import org.dslab.engine.settings.ListSetting;
import org.dslab.engine.settings.MingerLimits;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFileTest {

    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path folder;

    /** DS-71, DS-80. */
    @Test
    void listsAreRead() throws Exception {
        SiteSettings settings = site(SITE + """
                        accounts: [akira]
                        lists:
                          - { name: all, members: [akira@example.com, Eve@elsewhere.test] }
                          - { name: team@example.com, members: [], owner: chie@example.com }
                        sharing: { share-list-posts: false }
                        """).settings();

        assertThat(settings.lists())
                .containsExactly(
                        new ListSetting("all", List.of("akira@example.com", "Eve@elsewhere.test"), Optional.empty()),
                        new ListSetting("team@example.com", List.of(), Optional.of("chie@example.com")));
        assertThat(settings.sharing().shareListPosts()).isFalse();
        assertThat(site(SITE).settings().sharing().shareListPosts()).isTrue();
    }

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
                  reserved-connections: 4
                  min-data-rate: 50
                  max-unknown-recipients: 3
                  max-connections-per-client: 8
                  max-commands: 70
                  session-limit: 1h
                  max-octets-held: 6MiB
                  max-queued: 5
                  max-auth-failures: 4
                  auth-failure-window: 3m
                minger:
                  listen: "[::1]:0"
                  enabled: false
                  password-file: minger.secret
                  clients: [192.0.2.20, "2001:db8::1"]
                  tcp-idle-limit: 5s
                  max-queries: 100
                  max-connections: 8
                  reserved-connections: 3
                  session-limit: 4m
                  max-connections-per-client: 2
                mailboxes: mail
                spool: /var/lib/dslab/tokyo
                control: run/control.sock
                accounts: [akira, { name: botan@example.org, aliases: [bo], state: disabled }]
                aliases: { sales: bo, out@example.org: someone@elsewhere.test }
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
                  max-lookups: 7
                subaddress-separator: "+"
                gateways:
                  - { domain: Partner.example, host: "192.0.2.30", minger-port: 4071, minger-password-file: osaka.secret }
                gateway-settings: { also-ask-sharing-hosts: true, when-unverifiable: try-again }
                account-creation: check
                trusted: ["::1", 192.0.2.20]
                smart-host: relay.example.net
                routes: { Elsewhere.test: "127.0.0.1:2600" }
                retry: { first-hour-every: 5m, then-every: 30m, give-up-after: 2d, warn-after: 4h }
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
                .hasToString(
                        "SmtpSettings[maxMessageSize=65536, maxRecipients=200, maxReceived=30, maxErrors=7,"
                                + " idleLimit=PT1M30S, maxConnections=9, unknownRecipients=RateLimit[times=3, per=PT1H],"
                                + " limits=SmtpLimits[maxConnectionsPerClient=8,"
                                + " maxCommands=70, sessionLimit=PT1H, maxOctetsHeld=6291456, maxQueued=5, maxAuthFailures=4,"
                                + " authFailureWindow=PT3M, reservedConnections=4, minDataRate=50], security=SmtpSecurity[starttls=false, auth=false]]");

        assertThat(settings.minger().limits())
                .isEqualTo(new MingerLimits(new RateLimit(100, Duration.ofMinutes(1)), 8, 2, 3, Duration.ofMinutes(4)));
        assertThat(settings.sharing().maxLookups()).isEqualTo(7);
        assertThat(settings.subaddressSeparator()).contains('+');
        assertThat(settings.gateways())
                .containsExactly(new GatewaySetting(
                        "partner.example",
                        new HostPort("192.0.2.30", 25),
                        4071,
                        Optional.of(new Secret(PASSWORD + "-2"))));
        assertThat(settings.gatewayPolicy())
                .isEqualTo(new GatewayPolicy(true, GatewayPolicy.WhenUnverifiable.TRY_AGAIN));
        assertThat(settings.minger().enabled()).isFalse();
        assertThat(settings.minger().password()).contains(new Secret(PASSWORD));
        assertThat(settings.minger().clients()).containsExactly("192.0.2.20", "2001:db8:0:0:0:0:0:1");
        assertThat(settings.minger().tcpIdleLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.accounts())
                .containsExactly(
                        new AccountSetting("akira", List.of(), AccountState.ACTIVE),
                        new AccountSetting("botan@example.org", List.of("bo"), AccountState.DISABLED));
        assertThat(settings.aliases())
                .containsExactly(
                        new AliasSetting("sales", "bo"), new AliasSetting("out@example.org", "someone@elsewhere.test"));
        assertThat(settings.accountCreation()).isEqualTo(AccountCreationMode.CHECK);
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
                        host("2001:db8::7", "2001:db8:0:0:0:0:0:7"),
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
                .isEqualTo(new RetrySettings(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofDays(2),
                        Optional.of(Duration.ofHours(4))));
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
        assertThat(config.settings().gateways()).isEmpty();
        assertThat(config.settings().gatewayPolicy()).isEqualTo(GatewayPolicy.defaults());
        assertThat(config.settings().subaddressSeparator()).isEmpty();
        assertThat(config.settings().aliases()).isEmpty();
        assertThat(config.settings().accountCreation()).isEqualTo(AccountCreationMode.RESERVE);
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

    @ParameterizedTest
    @CsvSource({
        "bücher.example, bücher.example",
        "bücher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, BÜCHER.example",
    })
    @DisplayName("DS-01, DS-71, DS-72: every key takes either form of an international domain")
    void everyKeyTakesEitherFormOfAnInternationalDomain(String one, String other) throws Exception {
        write("domains.txt", other + "\n");

        SiteSettings settings = read("""
                        site: tokyo
                        domains: [%1$s]
                        hostname: mx.%1$s
                        accounts: [akira@%2$s]
                        aliases: { aki@%2$s: akira@%1$s }
                        lists: [{ name: all@%2$s, members: [akira@%1$s] }]
                        postmaster: akira@%2$s
                        sharing: { domains-file: domains.txt, hosts: [{ host: "mx.%1$s:2525", site: osaka }] }
                        gateways: [{ domain: straße.example, host: mx.%2$s }]
                        routes: { faß.example: mx.%2$s }
                        smart-host: relay.%1$s
                        """.formatted(one, other)).settings();

        assertThat(settings.domains()).containsExactly(one);
        assertThat(settings.serves("xn--bcher-kva.example")).isTrue();
        assertThat(settings.hostname()).isEqualTo("mx.xn--bcher-kva.example");
        assertThat(settings.sharing().limitedTo()).containsExactly("xn--bcher-kva.example");
        assertThat(settings.sharing().hosts().getFirst().smtp()).hasToString("mx.xn--bcher-kva.example:2525");
        assertThat(settings.gateways().getFirst().domain()).isEqualTo("xn--strae-oqa.example");
        assertThat(settings.routes()).containsOnlyKeys("xn--fa-hia.example");
        assertThat(settings.smartHost().orElseThrow().host()).isEqualTo("relay.xn--bcher-kva.example");
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
    @DisplayName("DS-72: a domains file that is not there is made at the start, and explains its use")
    void aMissingDomainsFileIsMadeWhenTheSiteStarts() throws Exception {
        write("site.yaml", SITE + "sharing: { domains-file: domains.txt }\nmailboxes: mail\n");
        Path domains = folder.resolve("domains.txt");

        SiteConfig read = SiteFile.read(folder.resolve("site.yaml"));
        assertThat(read.settings().sharing().limitedTo()).isEmpty();
        assertThat(read.warnings()).singleElement().asString().contains("there is no file `domains.txt` yet");
        assertThat(domains).doesNotExist();

        SiteFile.readForStart(folder.resolve("site.yaml"));
        assertThat(domains).content().startsWith("# Domains that this site shares");
        assertThat(Files.readAllLines(domains)).allMatch(line -> line.startsWith("#"));

        SiteConfig again = SiteFile.readForStart(folder.resolve("site.yaml"));
        assertThat(again.settings().sharing().limitedTo()).isEmpty();
        assertThat(again.warnings()).isEmpty();
    }

    @Test
    @DisplayName("DS-72: what a domains file lists is kept at the start")
    void aDomainsFileThatIsThereIsKept() throws Exception {
        write("site.yaml", SITE + "sharing: { domains-file: domains.txt }\nmailboxes: mail\n");
        write("domains.txt", "example.com\n");

        assertThat(SiteFile.readForStart(folder.resolve("site.yaml"))
                        .settings()
                        .sharing()
                        .limitedTo())
                .containsExactly("example.com");
        assertThat(folder.resolve("domains.txt")).hasContent("example.com\n");
    }

    @Test
    @DisplayName("DS-72: a domains file that cannot be made is a mistake of the file that names it")
    void aDomainsFileThatCannotBeMadeIsTold() throws Exception {
        write("site.yaml", SITE + "sharing: { domains-file: no/such/folder.txt }\nmailboxes: mail\n");

        assertThatThrownBy(() -> SiteFile.readForStart(folder.resolve("site.yaml")))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("`domains-file` names `no/such/folder.txt`, which cannot be made there");
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

    private static SharingHost host(String name, String... addresses) {
        return new SharingHost(
                new HostPort(name, 25),
                Optional.empty(),
                4069,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(addresses),
                false);
    }

    private SiteConfig read(String yaml) throws IOException, InvalidFileException {
        return SiteFile.read(write("site.yaml", yaml.contains("mailboxes:") ? yaml : yaml + "mailboxes: mail\n"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
