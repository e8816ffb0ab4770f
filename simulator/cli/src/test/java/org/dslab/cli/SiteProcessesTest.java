package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Three sites as processes on loopback, met by programs that know nothing of our code. */
@ResourceLock("loopback addresses 127.61.x.x")
class SiteProcessesTest {

    private static final String PASSWORD = "0123456789abcdef-canary";

    @TempDir
    private Path folder = Path.of("replaced");

    /** Fresh for each run, so that no port has to be searched for and nothing else can be in the way. */
    private final String net =
            "127.61." + ProcessHandle.current().pid() % 250 + "." + 10 * (1 + System.nanoTime() % 20);

    private String tokyoAt = "";
    private String osakaAt = "";
    private String nagoyaAt = "";
    private String kyotoAt = "";

    @BeforeEach
    void writeConfigurations() throws IOException {
        int last = net.lastIndexOf('.') + 1;
        int first = Integer.parseInt(net.substring(last));
        tokyoAt = net.substring(0, last) + (first + 1);
        osakaAt = net.substring(0, last) + (first + 2);
        nagoyaAt = net.substring(0, last) + (first + 3);
        kyotoAt = net.substring(0, last) + (first + 4);
        Files.writeString(folder.resolve("osaka.secret"), PASSWORD + "\n");
        configure("tokyo", tokyoAt, "akira", host("osaka", osakaAt), host("nagoya", nagoyaAt));
        configure("osaka", osakaAt, "botan, bunta", host("tokyo", tokyoAt), host("nagoya", nagoyaAt));
        configure("nagoya", nagoyaAt, "chie", host("tokyo", tokyoAt), host("osaka", osakaAt));
    }

    private static String host(String site, String address) {
        String password = site.equals("osaka") ? ", minger-password-file: osaka.secret" : "";
        return "    - { host: \"" + address + ":2525\", site: " + site + ", minger-port: 4069" + password + " }\n";
    }

    /** The same site, but with a spool. */
    private void makeDurable(String site) throws IOException {
        Path file = folder.resolve(site + ".yaml");
        Files.writeString(file, Files.readString(file) + "spool: " + site + "-spool\n");
    }

    private void configure(String site, String address, String accounts, String... hosts) throws IOException {
        String password = site.equals("osaka") ? ", password-file: osaka.secret" : "";
        Files.writeString(folder.resolve(site + ".yaml"), """
                site: %s
                hostname: mx.%s.example.com
                domains: [example.com]
                smtp: { listen: "%s:2525" }
                minger: { listen: "%s:4069"%s }
                mailboxes: %s-mail
                accounts: [%s]
                retry: { first-hour-every: 1s }
                sharing:
                  hosts:
                %s""".formatted(
                        site, site, address, address, password, site, accounts, String.join("", hosts)));
    }

    @AfterEach
    void noPasswordWasEverWritten() throws IOException {
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".err")))
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(log).content().doesNotContain(PASSWORD));
        }
    }

    private static List<String> send(String to, String subject, String... recipients) throws IOException {
        String[] arguments = new String[4 + recipients.length];
        arguments[0] = to;
        arguments[1] = "2525";
        arguments[2] = "eve@elsewhere.test";
        arguments[3] = subject;
        System.arraycopy(recipients, 0, arguments, 4, recipients.length);
        return Outside.python("send_mail.py", arguments);
    }

    private static void awaitMail(SiteProcess site, String address, String subject) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> site.mailbox(address).stream().anyMatch(mail -> mail.contains("Subject: " + subject)));
    }

    private static void awaitLog(SiteProcess site, String words) {
        await().atMost(Duration.ofSeconds(30)).until(() -> site.log().contains(words));
    }

    @Test
    @DisplayName("DS-01, DS-03, DS-04, DS-11: smtplib and swaks reach the users of all sites through any of them")
    void mailReachesEveryUserThroughAnySite() throws IOException {
        Outside.needs("swaks");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                SiteProcess osaka = SiteProcess.start(folder, "osaka");
                SiteProcess nagoya = SiteProcess.start(folder, "nagoya")) {
            assertThat(send(
                            tokyoAt,
                            "to-all",
                            "akira@example.com",
                            "botan@example.com",
                            "chie@example.com",
                            "nobody@example.com"))
                    .containsExactly(
                            "akira@example.com 250",
                            "botan@example.com 250",
                            "chie@example.com 250",
                            "nobody@example.com 550",
                            "message 250",
                            "0");
            awaitMail(tokyo, "akira@example.com", "to-all");
            awaitMail(osaka, "botan@example.com", "to-all");
            awaitMail(nagoya, "chie@example.com", "to-all");
            assertThat(osaka.mailbox("botan@example.com").getFirst())
                    .contains(
                            "\r\n.a line that begins with a dot\r\n",
                            "by mx.tokyo.example.com",
                            "by mx.osaka.example.com");

            assertThat(Outside.run(
                                    "swaks",
                                    "--server",
                                    nagoyaAt + ":2525",
                                    "--from",
                                    "eve@elsewhere.test",
                                    "--to",
                                    "botan@example.com",
                                    "--header",
                                    "Subject: by-swaks",
                                    "--pipeline")
                            .getLast())
                    .isEqualTo("0");
            awaitMail(osaka, "botan@example.com", "by-swaks");
            assertThat(List.of(nagoya.stop(), osaka.stop(), tokyo.stop())).containsExactly(0, 0, 0);
        }
    }

    @Test
    @DisplayName("DS-50, DS-51, DS-52: a Minger client written from the description gets its answers over UDP and TCP")
    void aForeignMingerClientIsAnswered() throws IOException {
        try (SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
            String[] mailboxes = {"Botan@Example.com", "nobody@example.com", "akira@example.com"};
            List<String> answers = List.of("Botan@Example.com 5", "nobody@example.com 3", "akira@example.com 3", "0");
            assertThat(ask("udp", PASSWORD, mailboxes)).isEqualTo(answers);
            assertThat(ask("tcp", PASSWORD, mailboxes)).isEqualTo(answers);
            assertThat(ask("udp", "-", mailboxes[0])).containsExactly("Botan@Example.com 2", "0");
            assertThat(ask("tcp", "wrong", mailboxes[0])).containsExactly("Botan@Example.com 2", "0");
            assertThat(osaka.stop()).isZero();
        }
    }

    private List<String> ask(String transport, String password, String... mailboxes) throws IOException {
        String[] arguments = new String[4 + mailboxes.length];
        arguments[0] = transport;
        arguments[1] = osakaAt;
        arguments[2] = "4069";
        arguments[3] = password;
        System.arraycopy(mailboxes, 0, arguments, 4, mailboxes.length);
        return Outside.python("minger_client.py", arguments);
    }

    @Test
    @DisplayName("DS-03, DS-04, DS-05, DS-12: a Minger server written from the description decides what tokyo replies")
    void aForeignMingerServerIsUnderstood() throws IOException {
        configure("tokyo", tokyoAt, "akira", host("kyoto", kyotoAt));
        Process kyoto = Outside.pythonServer(
                "minger_server.py",
                kyotoAt,
                "4069",
                "daisuke@example.com=5",
                "emi@example.com=4",
                "fumi@example.com=1",
                "goro@example.com=yes");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(send(
                            tokyoAt,
                            "decided-by-kyoto",
                            "daisuke@example.com",
                            "emi@example.com",
                            "fumi@example.com",
                            "goro@example.com",
                            "hana@example.com"))
                    .containsSequence(
                            "daisuke@example.com 250",
                            "emi@example.com 450",
                            "fumi@example.com 451",
                            "goro@example.com 451",
                            "hana@example.com 550");
            tokyo.kill();
        } finally {
            kyoto.destroy();
        }
    }

    @Test
    @DisplayName(
            "DS-05, DS-06, DS-31: while the owner is stopped its unknown users get 451, and queued mail waits for it")
    void aStoppedPeerMeansTryAgainAndItsReturnMeansDelivery() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                SiteProcess nagoya = SiteProcess.start(folder, "nagoya")) {
            try (SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
                assertThat(send(tokyoAt, "before", "botan@example.com")).contains("message 250");
                awaitMail(osaka, "botan@example.com", "before");
                assertThat(osaka.stop()).isZero();
            }
            assertThat(send(tokyoAt, "while-away", "botan@example.com", "bunta@example.com"))
                    .containsExactly("botan@example.com 250", "bunta@example.com 451", "message 250", "0");
            try (SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
                awaitMail(osaka, "botan@example.com", "while-away");
                assertThat(send(tokyoAt, "after", "bunta@example.com")).contains("message 250");
                awaitMail(osaka, "bunta@example.com", "after");
            }
            assertThat(nagoya.stop()).isZero();
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName("a site that stops with mail in its queue says how much is lost")
    void mailThatIsLostWithTheMemoryIsCounted() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            try (SiteProcess osaka = SiteProcess.start(folder, "osaka");
                    SiteProcess nagoya = SiteProcess.start(folder, "nagoya")) {
                assertThat(send(tokyoAt, "before", "botan@example.com", "chie@example.com"))
                        .contains("message 250");
                awaitMail(osaka, "botan@example.com", "before");
                awaitMail(nagoya, "chie@example.com", "before");
            }
            assertThat(send(tokyoAt, "lost", "botan@example.com")).contains("message 250");
            assertThat(tokyo.stop()).isEqualTo(3);
            assertThat(tokyo.log())
                    .contains("warning: ", "kept in memory", "warned text=\"1 queued message is lost, for");
        }
    }

    @Test
    @DisplayName("DS-06, DS-36: with a spool a stopped or killed site keeps its queue and what it has verified")
    void aSpoolKeepsQueueAndVerifiedAddresses() throws IOException {
        makeDurable("tokyo");
        try (SiteProcess nagoya = SiteProcess.start(folder, "nagoya")) {
            try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
                try (SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
                    assertThat(send(tokyoAt, "before", "botan@example.com")).contains("message 250");
                    awaitMail(osaka, "botan@example.com", "before");
                }
                assertThat(send(tokyoAt, "kept-1", "botan@example.com")).contains("message 250");
                assertThat(tokyo.stop()).isZero();
                assertThat(tokyo.log()).doesNotContain("lost", "kept in memory");
            }
            try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
                awaitLog(tokyo, "started accounts=[akira@example.com] queued=1");
                assertThat(send(tokyoAt, "kept-2", "botan@example.com")).contains("message 250");
                tokyo.kill();
            }
            try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                    SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
                awaitLog(tokyo, "started accounts=[akira@example.com] queued=2");
                awaitMail(osaka, "botan@example.com", "kept-1");
                awaitMail(osaka, "botan@example.com", "kept-2");
                assertThat(osaka.mailbox("botan@example.com")).hasSize(3);
                assertThat(tokyo.stop()).isZero();
            }
            assertThat(nagoya.stop()).isZero();
        }
    }

    @Test
    @DisplayName("DS-71: a seeded spool wins over the file, which is said; one spool serves one process")
    void aSpoolWinsOverTheFileAndServesOneProcess() throws IOException {
        makeDurable("tokyo");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            configure("kyoto", kyotoAt, "emi");
            Files.writeString(
                    folder.resolve("kyoto.yaml"),
                    Files.readString(folder.resolve("kyoto.yaml")).replace("sharing:\n  hosts:\n", "")
                            + "spool: tokyo-spool\n");
            try (SiteProcess kyoto = SiteProcess.start(folder, "kyoto")) {
                assertThat(kyoto.await()).isEqualTo(2);
                assertThat(kyoto.log())
                        .contains("tokyo-spool is in use by another dslab; stop that one, or name another folder")
                        .doesNotContain("\tat ");
            }
            assertThat(tokyo.stop()).isZero();
        }
        configure("tokyo", tokyoAt, "akira, dora", host("osaka", osakaAt), host("nagoya", nagoyaAt));
        makeDurable("tokyo");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            awaitLog(tokyo, "account dora@example.com is only in the configuration, and so not in force");
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName("a port that is taken, or a file that cannot be read, ends with status 2 and one message")
    void whatCannotStartSaysWhy() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                SiteProcess second = SiteProcess.start(folder, "tokyo")) {
            assertThat(second.await()).isEqualTo(2);
            assertThat(second.log())
                    .contains("dslab: cannot listen on smtp " + tokyoAt + ":2525: Address already in use\n")
                    .doesNotContain("\tat ");
            assertThat(tokyo.stop()).isZero();
        }
        CommandRun missing =
                CommandRun.of("site", "--config", folder.resolve("none.yaml").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("none.yaml").doesNotContain("\tat ");
    }
}
