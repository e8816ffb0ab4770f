package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dslab.server.json.JsonReader;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.MalformedJsonException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A site as a process, and what its operator can do with it. */
@ResourceLock("loopback addresses 127.62.x.x")
class AdminProcessTest {

    private static final String PASSWORD = "0123456789abcdef-canary";

    @TempDir
    private Path folder = Path.of("replaced");

    private final String address =
            "127.62." + ProcessHandle.current().pid() % 250 + "." + (1 + System.nanoTime() % 250);

    @BeforeEach
    void writeConfiguration() throws IOException {
        Files.writeString(folder.resolve("tokyo.yaml"), """
                site: tokyo
                hostname: mx.tokyo.example.com
                domains: [example.com]
                smtp: { listen: "%s:2525" }
                minger: { listen: "%s:4069", password: %s }
                mailboxes: tokyo-mail
                control: control.sock
                accounts: [akira]
                trusted: [127.0.0.1]
                routes: { elsewhere.test: "%s:9" }
                """.formatted(address, address, PASSWORD, address));
    }

    @AfterEach
    void noPasswordWasEverWritten() throws IOException {
        assertThat(Files.readString(folder.resolve("tokyo.err"))).doesNotContain(PASSWORD);
    }

    private CommandRun admin(String... arguments) {
        CommandRun run = CommandRun.of(Stream.concat(
                        Stream.of(
                                "admin",
                                "--control",
                                folder.resolve("control.sock").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
        return run;
    }

    private List<String> send(String from, String to) throws IOException {
        return Outside.python("send_mail.py", address, "2525", from, "test", to);
    }

    @Test
    @DisplayName("DS-44: an account that is added and removed takes and loses its mail at once")
    void anAccountIsAddedAndRemoved() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(send("eve@elsewhere.test", "botan@example.com")).contains("botan@example.com 550");
            assertThat(admin("account", "add", "botan")).isEqualTo(new CommandRun(0, "done\n", ""));
            assertThat(send("eve@elsewhere.test", "botan@example.com")).contains("message 250");
            assertThat(admin("account", "add", "botan@example.com"))
                    .isEqualTo(new CommandRun(1, "", "dslab: it exists here already\n"));
            assertThat(admin("account", "remove", "botan@example.com", "--json"))
                    .isEqualTo(new CommandRun(0, "{\"ok\":true}\n", ""));
            assertThat(send("eve@elsewhere.test", "botan@example.com")).contains("botan@example.com 550");
            assertThat(tokyo.stop()).isZero();
        }
        assertThat(folder.resolve("control.sock")).doesNotExist();
    }

    @Test
    @DisplayName("DS-02, DS-14, DS-44: states and aliases decide what becomes of mail, and are listed")
    void accountsChangeTheirStateAndHaveAliases() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(admin("alias", "add", "aki", "akira").out()).isEqualTo("done\n");
            assertThat(admin("account", "state", "akira", "disabled").out()).isEqualTo("done\n");
            assertThat(send("eve@elsewhere.test", "aki@example.com")).contains("aki@example.com 550");
            assertThat(admin("account", "state", "akira", "dsabled").status()).isEqualTo(2);
            assertThat(admin("account", "list").out()).isEqualTo("""
                    address            state
                    akira@example.com  disabled

                    address          target
                    aki@example.com  akira@example.com

                    no reserved
                    """);
            assertThat(admin("account", "state", "akira", "active").status()).isZero();
            assertThat(send("eve@elsewhere.test", "aki@example.com")).contains("message 250");
            assertThat(admin("account", "move", "akira").status()).isZero();
            assertThat(send("eve@elsewhere.test", "aki@example.com")).contains("aki@example.com 450");
            assertThat(admin("alias", "remove", "aki").status()).isZero();
            assertThat(send("eve@elsewhere.test", "aki@example.com")).contains("aki@example.com 550");
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName("DS-80: lists are created, changed, shown and removed")
    void listsAreAdministered() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(admin("list", "show").out()).isEqualTo("no lists\n");
            assertThat(admin("list", "create", "all", "akira", "eve@elsewhere.test", "--owner", "akira")
                            .out())
                    .isEqualTo("done\n");
            assertThat(admin("list", "create", "empty").status()).isZero();
            assertThat(admin("list", "add-member", "all", "botan").status()).isZero();
            assertThat(admin("list", "remove-member", "all", "eve@elsewhere.test")
                            .status())
                    .isZero();
            assertThat(admin("list", "show", "all").out()).isEqualTo("""
                    address          members                               owner
                    all@example.com  akira@example.com, botan@example.com  akira@example.com
                    """);
            assertThat(admin("list", "remove", "all").status()).isZero();
            assertThat(admin("list", "show", "all"))
                    .isEqualTo(new CommandRun(1, "", "dslab: there is no list all@example.com\n"));
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName("DS-71, DS-73: a sharing host is added and removed at run time, and its password is never shown")
    void hostsAreAdministered() throws IOException {
        Path secret = Files.writeString(folder.resolve("osaka.secret"), PASSWORD + "\n");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(admin("host", "list").out()).isEqualTo("no hosts\n");
            assertThat(admin(
                            "host",
                            "add",
                            address + ":9",
                            "--site",
                            "osaka",
                            "--minger-port",
                            "9",
                            "--minger-password-file",
                            secret.toString()))
                    .isEqualTo(new CommandRun(0, "done\n", ""));
            assertThat(admin("host", "list", "--json").out())
                    .contains("\"smtp\":\"" + address + ":9\",\"site\":\"osaka\"", "\"has-minger-password\":true");
            assertThat(send("eve@elsewhere.test", "botan@example.com")).contains("botan@example.com 451");
            assertThat(admin("account", "add", "botan").err()).contains("osaka cannot be asked", "trying again later");
            assertThat(admin("host", "add", address + ":9").status()).isEqualTo(1);
            assertThat(admin("host", "remove", "osaka").status()).isZero();
            assertThat(send("eve@elsewhere.test", "botan@example.com")).contains("botan@example.com 550");
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName("DS-73: status, queue and metrics are shown, and wrong usage is told apart from a site that is away")
    void theSiteIsShownInNumbers() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(send("akira@example.com", "eve@elsewhere.test")).contains("message 250");
            assertThat(admin("queue", "count").out()).isEqualTo("messages:  1\n");
            assertThat(admin("status").out().lines())
                    .contains(
                            "site:            tokyo", "accounts:        1", "queued:          1", "verified:        0");
            assertThat(admin("verified", "list").out()).isEqualTo("no verified\n");
            assertThat(admin("verified", "drop", "chie").status()).isEqualTo(1);
            assertThat(admin("clock", "advance", "5d"))
                    .isEqualTo(new CommandRun(
                            1, "", "dslab: this site runs on the machine's clock; start it with --lab-clock\n"));
            CommandRun metrics = admin("metrics");
            assertThat(metrics.out().lines())
                    .allMatch(
                            line -> line.matches(
                                    "# (HELP|TYPE) dslab_[a-z_]+ .+|dslab_[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9]+"))
                    .contains(
                            "dslab_messages_accepted_total 1",
                            "dslab_queue_messages 1",
                            "dslab_accounts 1",
                            "dslab_log_lines_dropped_total 0",
                            "dslab_recipient_replies_total{code=\"2xx\",by=\"relaying\"} 1");
            assertThat(metrics.out()).doesNotContain("@").doesNotContain("elsewhere");
            assertThat(admin("account", "add", "a b").status()).isEqualTo(2);
            assertThat(admin("account", "add").status()).isEqualTo(2);
            assertThat(admin("acount", "add").err()).contains("Unmatched argument");
            assertThat(CommandRun.of("admin", "status").err()).contains("Missing required option: '--control=PATH'");
            tokyo.kill();
        }
        assertThat(admin("status"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).contains("nobody answers at"));
        try (SiteProcess again = SiteProcess.start(folder, "tokyo")) {
            assertThat(admin("status").status()).isZero();
            assertThat(again.stop()).isZero();
        }
    }

    @Test
    @DisplayName("DS-38: waiting messages are listed, held and deleted")
    void theQueueIsListedAndChanged() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(admin("queue", "list").out()).isEqualTo("more:  no\n\nno messages\n");
            assertThat(send("akira@example.com", "eve@elsewhere.test")).contains("message 250");
            List<String> table =
                    admin("queue", "list", "--limit", "1").out().lines().toList();
            assertThat(table.get(2)).startsWith("queue id  ").endsWith("attempts  last reply");
            assertThat(table.get(3)).contains("  no    akira@example.com  eve@elsewhere.test  " + address + ":9  ");
            String id = table.get(3).substring(0, table.get(3).indexOf(' '));
            assertThat(admin("queue", "hold", id).out()).isEqualTo("messages:  1\n");
            assertThat(admin("queue", "list", "--json", id).out())
                    .contains("\"queue-id\":\"" + id + "\"", "\"held\":true");
            assertThat(admin("queue", "delete").status()).isEqualTo(2);
            assertThat(admin("queue", "delete", id, "--all").status()).isEqualTo(2);
            assertThat(admin("queue", "delete", "none").status()).isEqualTo(1);
            assertThat(admin("queue", "delete", "--host", address).status()).isZero();
            assertThat(admin("queue", "count").out()).isEqualTo("messages:  0\n");
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName("DS-34: a site on a lab clock lives through five days of retries in a moment")
    void aLabClockMovesThroughAllRetries() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo", "--lab-clock")) {
            assertThat(send("akira@example.com", "eve@elsewhere.test")).contains("message 250");
            assertThat(admin("clock", "advance", "4d23h").status()).isZero();
            assertThat(admin("queue", "count").out()).isEqualTo("messages:  1\n");
            assertThat(admin("clock", "advance", "1h").status()).isZero();
            assertThat(admin("queue", "count").out()).isEqualTo("messages:  0\n");
            assertThat(tokyo.mailbox("akira@example.com"))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail).contains("4.4.1 connection refused"));
            assertThat(admin("status").out()).contains("uptime-seconds:  432000");
            assertThat(tokyo.stop()).isZero();
        }
    }

    @Test
    @DisplayName(
            "DS-73: with --log-format json every line of standard error is a JSON object with time, event and fields")
    void theLogIsJson() throws IOException, MalformedJsonException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo", "--log-format", "json")) {
            assertThat(send("eve@elsewhere.test", "akira@example.com")).contains("message 250");
            assertThat(tokyo.stop()).isZero();
            List<String> lines = tokyo.log().lines().toList();
            for (String line : lines) {
                assertThat(JsonReader.read(line))
                        .isInstanceOfSatisfying(
                                JsonValue.Members.class,
                                entry ->
                                        assertThat(entry.values().keySet()).containsExactly("time", "event", "fields"));
            }
            assertThat(lines)
                    .anyMatch(line -> line.contains("\"event\":\"recipient-replied\",\"fields\":{")
                            && line.contains("\"recipient\":\"akira@example.com\",\"code\":250"))
                    .anyMatch(line -> line.contains("\"event\":\"filed\""));
        }
    }

    @Test
    @DisplayName(
            "DS-36: a message that is being sent when SIGTERM comes is taken and filed; others are told to come again")
    void aMessageThatIsBeingSentIsTakenBeforeTheEnd() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                SmtpTalk idle = new SmtpTalk(address, 2525);
                SmtpTalk busy = new SmtpTalk(address, 2525)) {
            assertThat(idle.reply()).startsWith("220 ");
            assertThat(busy.begin("akira@example.com")).startsWith("354 ");
            busy.send("Subject: at the last moment", "", "Hello");
            tokyo.terminate();
            assertThat(idle.reply()).startsWith("421 4.3.2 ");
            try (SmtpTalk late = new SmtpTalk(address, 2525)) {
                assertThat(late.reply()).startsWith("421 4.3.2 ");
            }
            assertThat(busy.say(".")).startsWith("250 2.0.0 ");
            assertThat(busy.reply()).startsWith("421 4.3.2 ");
            assertThat(busy.reply()).isEmpty();
            assertThat(tokyo.await()).isZero();
            assertThat(tokyo.mailbox("akira@example.com")).hasSize(1);
        }
    }

    @Test
    @DisplayName("a second SIGTERM ends a site at once, whoever is still sending")
    void aSecondSignalEndsItAtOnce() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                SmtpTalk idle = new SmtpTalk(address, 2525);
                SmtpTalk busy = new SmtpTalk(address, 2525)) {
            idle.reply();
            busy.begin("akira@example.com");
            tokyo.terminate();
            assertThat(idle.reply()).startsWith("421 ");
            tokyo.terminate();
            assertThat(tokyo.await()).isEqualTo(3);
        }
    }
}
