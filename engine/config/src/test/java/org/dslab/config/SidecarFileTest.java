package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SocketmapSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarFileTest {

    private static final String LEAST = "site: kyoto\ndomains: [example.com]\nusers-file: users.txt\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeUsers() throws IOException {
        Files.writeString(folder.resolve("users.txt"), "chie\n");
    }

    private SidecarConfig read(String text) throws Exception {
        return SidecarFile.read(Files.writeString(folder.resolve("kyoto.yaml"), text));
    }

    /** DS-53, DS-71. */
    @Test
    void everyKeyIsRead() throws Exception {
        Files.writeString(folder.resolve("kyoto.secret"), "a-secret-of-kyoto\n");
        SidecarConfig config = read("""
                site: kyoto
                domains: [Example.com, private.example]
                users-file: users.txt
                spool: spool
                socketmap: { listen: "127.0.0.1:0", idle-limit: 5s, max-connections: 7 }
                minger: { listen: "192.0.2.30:4069", password-file: kyoto.secret, clients: [192.0.2.10], tcp-idle-limit: 9s }
                sharing:
                  domains: [example.com]
                  hosts:
                    - { host: "192.0.2.10:2525", site: tokyo, minger-port: 4070, minger-password: a-secret-of-tokyo, transport: tcp }
                  verified-address-lifetime: 1d
                  lookup-timeout: 40s
                  retransmit-after: [2s]
                """);
        var site = config.settings().site();
        assertThat(config.minger()).isEqualTo(new Endpoint("192.0.2.30", 4069));
        assertThat(config.socketmap()).isEqualTo(new Endpoint("127.0.0.1", 0));
        assertThat(config.users()).isEqualTo(folder.resolve("users.txt"));
        assertThat(config.spool()).contains(folder.resolve("spool"));
        assertThat(config.warnings()).isEmpty();
        assertThat(config.settings().socketmap()).isEqualTo(new SocketmapSettings(Duration.ofSeconds(5), 7));
        assertThat(site.site()).isEqualTo("kyoto");
        assertThat(site.domains()).containsExactly("example.com", "private.example");
        assertThat(site.accounts())
                .containsExactly(new AccountSetting("chie@example.com", List.of(), AccountState.ACTIVE));
        assertThat(site.minger().password()).contains(new Secret("a-secret-of-kyoto"));
        assertThat(site.minger().clients()).containsExactly("192.0.2.10");
        assertThat(site.sharing().limitedTo()).containsExactly("example.com");
        assertThat(site.sharing().lookupTimeout()).isEqualTo(Duration.ofSeconds(40));
        assertThat(site.sharing().verifiedAddressLifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(site.sharing().hosts())
                .containsExactly(new SharingHost(
                        new HostPort("192.0.2.10", 2525),
                        Optional.of("tokyo"),
                        4070,
                        Optional.of(new Secret("a-secret-of-tokyo")),
                        MingerTransport.TCP,
                        List.of(),
                        false));
        assertThat(config.toString()).doesNotContain("a-secret");
    }

    @Test
    void whatIsNotSaidIsTheSameAsAtASite() throws Exception {
        SidecarConfig config = read(LEAST + "sharing: { hosts: [192.0.2.10] }\n");
        assertThat(config.minger()).isEqualTo(new Endpoint("0.0.0.0", 4069));
        assertThat(config.socketmap()).isEqualTo(new Endpoint("127.0.0.1", 9999));
        assertThat(config.settings().socketmap()).isEqualTo(SocketmapSettings.defaults());
        assertThat(config.settings().site().sharing().verifiedAddressLifetime()).isEqualTo(Duration.ofDays(5));
        assertThat(config.settings().site().sharing().lookupTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    /** DS-71. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            sharing: {}\\nsocket-map: {}               ~ :5:1: unknown key `socket-map`; did you mean `socketmap`?
            sharing: {}\\nsocketmap: { lisen: a }      ~ :5:14: unknown key `lisen`; did you mean `listen`?
            sharing: {}\\nsocketmap: { listen: 9999 }  ~ :5:22: `listen` must be a numeric address and a port such as 127.0.0.1:2525 or "[::1]:2525"; port 0 means any free one, not a number; put it in quotes if it is meant as text
            sharing: {}\\nsocketmap: { max-connections: 0 } ~ :5:31: `max-connections` must be a whole number from 1 to 1000000, not `0`
            sharing: {}\\naccounts: [chie]             ~ :5:1: `accounts`: the users of the mail server are listed in a file of their own, see `users-file`
            sharing: {}\\nsmtp: {}                     ~ :5:1: `smtp`: a side-car takes no mail; the mail server that it stands beside does
            sharing: { lookup-timeout: 41s }          ~ :4:28: `lookup-timeout` must be at most 40s, because Postfix gives up on its maps after 100 s
            sharing: { lookup-timeout: 5x }           ~ :4:28: `lookup-timeout` must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not `5x`
            sharing: { hosts: [{ host: mx, sites: a }] } ~ :4:32: unknown key `sites`; did you mean `site`?
            sharing: { query-hosts-for-senders: true } ~ :4:12: `query-hosts-for-senders`: the mail server that the side-car stands beside decides about senders
            """)
    void aMistakeIsNamedWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> read(LEAST + yaml.replace("\\n", "\n") + "\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageEndingWith("kyoto.yaml" + message);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> read("site: kyoto\n")).hasMessageContaining("the file needs the key `domains`");
        assertThatThrownBy(() -> read("site: kyoto\ndomains: [example.com]\nsharing: {}\n"))
                .hasMessageEndingWith("kyoto.yaml:1:1: the file needs the key `users-file`");
        assertThatThrownBy(() -> read(LEAST.replace("users.txt", "none.txt") + "sharing: {}\n"))
                .hasMessageEndingWith("none.txt: there is no such file");
    }

    /** DS-73. */
    @ParameterizedTest
    @CsvSource({
        "minger: { password: canary canary }",
        "minger: { pasword: canary }",
        "minger: { password-file: canary }"
    })
    void noMessageShowsAPassword(String yaml) {
        assertThatThrownBy(() -> read(LEAST + "sharing: {}\n" + yaml + "\n"))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .doesNotContain("canary");
    }
}
