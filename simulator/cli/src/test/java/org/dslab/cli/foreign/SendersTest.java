package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dslab.cli.Outside;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of others that send mail into one of our sites. */
@Timeout(300)
class SendersTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(63);
    private final Member tokyo = new Member("tokyo", net.address(1));
    private final String server = tokyo.address() + ":" + Member.SMTP;

    /** DS-02, DS-11. */
    @Test
    void swaksSendsWithAndWithoutPipelining() throws IOException {
        String swaks = Programs.needed("swaks");
        tokyo.configureSite(folder, "akira, { name: botan, state: disabled }", List.of());
        try (SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            List<String> plain = Outside.run(
                    swaks,
                    "--server",
                    server,
                    "--from",
                    "eve@elsewhere.test",
                    "--to",
                    "akira@example.com",
                    "--header",
                    "Subject: plain",
                    "--body",
                    ".\n..\nfrom swaks");
            assertThat(plain.getLast()).isEqualTo("0");
            List<String> pipelined = Outside.run(
                    swaks,
                    "--server",
                    server,
                    "--from",
                    "eve@elsewhere.test",
                    "--to",
                    "akira@example.com,botan@example.com",
                    "--header",
                    "Subject: pipelined",
                    "--pipeline");
            assertThat(pipelined)
                    .anyMatch(line -> line.startsWith("<") && line.contains("250 2.1.5 "))
                    .anyMatch(line -> line.startsWith("<") && line.contains("550 5.2.1 "));
            Mailbox akira = Mailbox.of(folder, tokyo, "akira");
            akira.awaits("plain");
            akira.awaits("pipelined");
            assertThat(akira.messages()).anyMatch(message -> message.contains("\r\n.\r\n..\r\nfrom swaks"));
            assertThat(site.stop()).isZero();
        }
    }

    /** DS-36, DS-37. */
    @Test
    void everyMessageOfSmtpSourceArrivesOnce() throws IOException {
        String smtpSource = Programs.needed("smtp-source");
        tokyo.configureSite(folder, "akira", List.of());
        try (SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            List<String> output = Outside.run(
                    smtpSource,
                    "-s",
                    "8",
                    "-m",
                    "120",
                    "-l",
                    "20000",
                    "-f",
                    "eve@elsewhere.test",
                    "-t",
                    "akira@example.com",
                    "inet:" + server);
            assertThat(output).containsExactly("0");
            assertAllOf(120);
            assertThat(site.stop()).isZero();
        }
    }

    /** DS-11. */
    @Test
    void smtpSourceMaySendSeveralMessagesAndRecipientsOnOneConnection() throws IOException {
        String smtpSource = Programs.needed("smtp-source");
        tokyo.configureSite(folder, "akira, 2akira, 3akira", List.of());
        try (SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            List<String> output = Outside.run(
                    smtpSource,
                    "-d",
                    "-s",
                    "2",
                    "-m",
                    "10",
                    "-r",
                    "3",
                    "-f",
                    "eve@elsewhere.test",
                    "-t",
                    "akira@example.com",
                    "inet:" + server);
            assertThat(output).containsExactly("0");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(List.of("akira", "2akira", "3akira"))
                            .allSatisfy(user -> assertThat(
                                            Mailbox.of(folder, tokyo, user).messages())
                                    .hasSize(10)));
            assertThat(site.stop()).isZero();
        }
    }

    private void assertAllOf(int messages) {
        Mailbox akira = Mailbox.of(folder, tokyo, "akira");
        await().atMost(Duration.ofSeconds(60)).until(() -> akira.messages().size() >= messages);
        assertThat(akira.messages())
                .hasSize(messages)
                .allSatisfy(message -> assertThat(message).hasSizeGreaterThan(20000))
                .extracting(SendersTest::messageId)
                .doesNotHaveDuplicates();
    }

    private static String messageId(String message) {
        return message.lines()
                .filter(line -> line.startsWith("Message-Id: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("smtp-source gives each message an id: " + message));
    }

    /** DS-04, DS-09, DS-13, DS-37. */
    @Test
    void smtplibIsToldAboutEachRecipient() throws IOException {
        tokyo.configureSite(folder, "akira", List.of());
        try (SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            assertThat(tokyo.receives(
                            "by-smtplib",
                            "akira@example.com",
                            "nobody@example.com",
                            "eve@elsewhere.test",
                            "PostMaster@example.com"))
                    .containsExactly(
                            "akira@example.com 250",
                            "nobody@example.com 550",
                            "eve@elsewhere.test 550",
                            "PostMaster@example.com 250",
                            "message 250");
            // Postmaster's mail goes to akira, who is a recipient anyway: one copy (DS-37).
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Mailbox.of(folder, tokyo, "akira").count("by-smtplib") > 0);
            assertThat(site.stop()).isZero();
            assertThat(Mailbox.of(folder, tokyo, "akira").count("by-smtplib")).isEqualTo(1);
        }
    }
}
