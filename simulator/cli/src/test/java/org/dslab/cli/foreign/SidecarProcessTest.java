package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dslab.cli.Outside;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dslab sidecar} as a process, asked by a Minger client and a socketmap client written from the protocols. */
@Timeout(300)
class SidecarProcessTest {

    private static final String PASSWORD = "0123456789abcdef-canary";

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(69);
    private final Member kyoto = new Member("kyoto", net.address(1));
    private final Member tokyo = new Member("tokyo", net.address(2));

    @AfterEach
    void noPasswordWasEverWritten() throws IOException {
        assertThat(folder.resolve("kyoto.err")).content().doesNotContain(PASSWORD);
    }

    private List<String> ask(String... requests) throws IOException {
        String[] arguments = new String[2 + requests.length];
        arguments[0] = kyoto.address();
        arguments[1] = "9999";
        System.arraycopy(requests, 0, arguments, 2, requests.length);
        return Outside.python("socketmap_client.py", arguments);
    }

    private List<String> minger(String password, String... mailboxes) throws IOException {
        String[] arguments = new String[4 + mailboxes.length];
        arguments[0] = "udp";
        arguments[1] = kyoto.address();
        arguments[2] = "4069";
        arguments[3] = password;
        System.arraycopy(mailboxes, 0, arguments, 4, mailboxes.length);
        return Outside.python("minger_client.py", arguments);
    }

    /** DS-02, DS-05, DS-50, DS-52, DS-73. */
    @Test
    void bothSidesAreAnsweredAndTheUsersAreReadAgain() throws IOException {
        kyoto.configureSidecar(folder, "chie\n", List.of(tokyo));
        Path config = folder.resolve("kyoto.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(":4069\" }\nsharing", ":4069\", password: " + PASSWORD + " }\nsharing"));
        Path users = folder.resolve("kyoto-users.txt");
        try (SiteProcess sidecar = SiteProcess.startSidecar(folder, "kyoto")) {
            assertThat(ask("rcpt chie@example.com", "route chie@example.com", "route *", "rcpt botan@example.com"))
                    .containsExactly(
                            "OK own",
                            "NOTFOUND ",
                            "NOTFOUND ",
                            "TEMP it cannot be verified: no usable answer from tokyo",
                            "0");
            assertThat(minger(PASSWORD, "chie@example.com", "dai@example.com"))
                    .containsExactly("chie@example.com 5", "dai@example.com 3", "0");
            assertThat(minger("-", "chie@example.com")).containsExactly("chie@example.com 2", "0");

            Files.writeString(users, "chie disabled\nno user at all\n");
            await().atMost(Duration.ofSeconds(60)).until(() -> sidecar.log().contains("the users stay as they were: "));
            assertThat(sidecar.log()).contains("kyoto-users.txt:2:1: each line may end with a state");
            assertThat(minger(PASSWORD, "chie@example.com")).contains("chie@example.com 5");

            Files.writeString(users, "");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sidecar.log().contains("the users stay as they were: ")
                            && sidecar.log().contains("kyoto-users.txt: it has no user, where there were 1;"));
            assertThat(minger(PASSWORD, "chie@example.com")).contains("chie@example.com 5");

            Files.writeString(users, "dai full\n");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sidecar.log().contains("account-created address=dai@example.com"));
            assertThat(minger(PASSWORD, "chie@example.com", "dai@example.com"))
                    .containsExactly("chie@example.com 3", "dai@example.com 4", "0");
            assertThat(sidecar.stop()).isZero();
        }
    }

    /** Nobody reads its log, which is longer than the system keeps: so it cannot stop as quickly as it would. */
    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        kyoto.configureSidecar(folder, "chie\n", List.of(tokyo));
        Files.createFile(folder.resolve("kyoto.err"));
        Process sidecar = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.dslab.cli.Main",
                        "sidecar",
                        "--config",
                        folder.resolve("kyoto.yaml").toString(),
                        "--log-queries")
                .start();
        try {
            assertThat(sidecar.inputReader().readLine()).contains(" ready: ");
            assertThat(minger("-", Collections.nCopies(1500, "chie@example.com").toArray(String[]::new)))
                    .hasSize(1501);
            // Process.destroy would close its log, too.
            sidecar.toHandle().destroy();
            await().atMost(Duration.ofSeconds(60)).until(() -> !isListening());
            assertThat(sidecar.isAlive()).isTrue();
            sidecar.toHandle().destroy();
            assertThat(sidecar.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(sidecar.exitValue()).isEqualTo(3);
        } finally {
            sidecar.destroyForcibly().waitFor();
        }
    }

    private boolean isListening() throws IOException {
        try (Socket socket = new Socket(kyoto.address(), 9999)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void whatCannotStartSaysWhy() throws IOException {
        kyoto.configureSidecar(folder, "chie\n", List.of(tokyo));
        Path config = folder.resolve("kyoto.yaml");
        Files.writeString(config, Files.readString(config).replace("spool: kyoto-spool\n", ""));
        try (SiteProcess first = SiteProcess.startSidecar(folder, "kyoto");
                SiteProcess second = SiteProcess.startSidecar(folder, "kyoto")) {
            assertThat(second.await()).isEqualTo(2);
            assertThat(second.log())
                    .contains("dslab: cannot listen on minger (UDP) " + kyoto.address()
                            + ":4069: Address already in use\n")
                    .doesNotContain("\tat ");
            assertThat(first.log()).contains("warning: no folder for the spool is configured; ");
            Files.delete(folder.resolve("kyoto-users.txt"));
            try (SiteProcess third = SiteProcess.startSidecar(folder, "kyoto")) {
                assertThat(third.await()).isEqualTo(2);
                assertThat(third.log()).contains("kyoto-users.txt: there is no such file");
            }
            assertThat(first.stop()).isZero();
        }
    }
}
