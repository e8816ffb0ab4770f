package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.dslab.engine.settings.SmtpSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server session bounds what a client can make it hold or do")
class SmtpServerLimitsTest {

    private final ServerDialogue dialogue = ServerDialogue.greeted();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOOP\nQUIT\r\n",
                "NOOP\rQUIT\r\n",
                "\nQUIT\r\n",
                "\rQUIT\r\n",
                "NOOP\n\nQUIT\r\n",
                "NOOP\r\r\n",
                "NOOP\n\r\n",
                "NOOP\n\r\r\n"
            })
    void aLoneCrOrLfSpoilsTheWholeLine(String octets) {
        assertThat(dialogue.raw(octets)).startsWith("500 5.5.2").doesNotContain("\r\n");
        assertThat(dialogue.connection.isOver()).isFalse();
        assertThat(dialogue.line("NOOP")).isEqualTo("250 2.0.0 OK");
    }

    @Test
    void aLoneLfIsAnsweredBeforeTheLineEnds() {
        assertThat(dialogue.raw("NOOP\n")).startsWith("500 5.5.2");
        assertThat(dialogue.raw("NOOP\n")).isEmpty();
        assertThat(dialogue.raw("\r\nNOOP\r\n")).isEqualTo("250 2.0.0 OK");
    }

    @Test
    void aLineOfTheLimitIsReadAndALongerOneSkipped() {
        assertThat(dialogue.line("NOOP " + "x".repeat(CommandReader.MAX_LINE - 7)))
                .isEqualTo("250 2.0.0 OK");
        assertThat(dialogue.raw("NOOP " + "x".repeat(CommandReader.MAX_LINE - 6) + "\r\nNOOP\r\n"))
                .matches("500 5.5.2 .*\r\n250 2.0.0 OK");
    }

    @Test
    void anEndlessLineIsNotKept() {
        assertThat(dialogue.raw("x".repeat(5000))).startsWith("500 5.5.2");
        for (int i = 0; i < 100; i++) {
            assertThat(dialogue.raw("x".repeat(60_000))).isEmpty();
        }
        assertThat(dialogue.connection.reading).isTrue();
        assertThat(dialogue.raw("QUIT\nQUIT\r\nNOOP\r\n")).isEqualTo("250 2.0.0 OK");
    }

    @Test
    @DisplayName("452 4.5.3 over the limit of recipients (RFC 5321 4.5.3.1.10)")
    void limitsRecipients() {
        dialogue.line("MAIL FROM:<>");
        dialogue.policy.replies.put("no@example.com", new SmtpReply(550, "5.1.1", "No"));
        dialogue.line("RCPT TO:<a@example.com>");
        dialogue.line("RCPT TO:<no@example.com>");
        dialogue.line("RCPT TO:<b@example.com>");
        assertThat(dialogue.line("RCPT TO:<c@example.com>")).startsWith("250");
        assertThat(dialogue.line("RCPT TO:<d@example.com>")).startsWith("452 4.5.3");
        assertThat(dialogue.line("DATA")).startsWith("354");
        assertThat(dialogue.policy.events)
                .endsWith("body from client.test (EHLO) for [a@example.com, b@example.com, c@example.com]");
    }

    @Test
    void closesAfterTooManyErrors() {
        for (int i = 1; i < 20; i++) {
            assertThat(dialogue.line("WHAT")).startsWith("500").doesNotContain("421");
        }
        assertThat(dialogue.raw("WHAT\r\nNOOP\r\n")).matches("500 5.5.1 .*\r\n421 4.7.0 .*");
        assertThat(dialogue.connection.calls).endsWith("finish");
    }

    @Test
    void refusedRecipientsAreErrorsAndTemporaryFailuresAreNot() {
        ServerDialogue small = new ServerDialogue(new SmtpSettings(1000, 100, 100, 2, Duration.ofMinutes(5), 10));
        small.policy.replies.put("no@example.com", new SmtpReply(550, "5.1.1", "No"));
        small.policy.replies.put("later@example.com", new SmtpReply(451, "4.4.3", "Later"));
        small.raw("EHLO a\r\nMAIL FROM:<>\r\n");
        for (int i = 0; i < 10; i++) {
            assertThat(small.line("RCPT TO:<later@example.com>")).isEqualTo("451 4.4.3 Later");
        }
        assertThat(small.line("RCPT TO:<no@example.com>")).isEqualTo("550 5.1.1 No");
        assertThat(small.line("RCPT TO:<no@example.com>")).startsWith("550 5.1.1 No\r\n421 4.7.0");
        assertThat(small.policy.events).endsWith("transaction ends");
    }

    @Test
    @DisplayName("421 4.4.2 after five minutes of silence (RFC 5321 4.5.3.2.7)")
    void closesWhenTheClientIsSilent() {
        dialogue.pass(Duration.ofMinutes(4));
        dialogue.line("MAIL FROM:<>");
        dialogue.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(dialogue.reply()).isEmpty();
        dialogue.pass(Duration.ofMillis(1));
        assertThat(dialogue.reply()).startsWith("421 4.4.2");
        assertThat(dialogue.connection.calls).endsWith("finish");
        assertThat(dialogue.policy.events).endsWith("transaction ends");
    }

    @Test
    void aClientThatHasToWaitForUsIsNotIdle() {
        dialogue.line("MAIL FROM:<>");
        dialogue.policy.deferred.add("a@example.com");
        dialogue.line("RCPT TO:<a@example.com>");
        dialogue.pass(Duration.ofMinutes(6));
        dialogue.policy.decide("a@example.com", ScriptedPolicy.OK);
        assertThat(dialogue.reply()).isEqualTo("250 2.1.0 OK");
        dialogue.pass(Duration.ofMinutes(5));
        assertThat(dialogue.reply()).startsWith("421 4.4.2");
    }

    @Test
    void aSilentClientInTheMiddleOfAMessageIsClosedToo() {
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\nx\r\n");
        dialogue.pass(Duration.ofMinutes(5));
        assertThat(dialogue.reply()).startsWith("421 4.4.2");
        assertThat(dialogue.policy.events).endsWith("body abandoned", "transaction ends");
    }

    /** RFC 5321 4.5.3.2.7: a client that sends an octet now and then does not get on either. */
    @Test
    void aCommandLineMustBeCompleteWithinTheIdleLimit() {
        for (int i = 0; i < 4; i++) {
            dialogue.pass(Duration.ofMinutes(1));
            assertThat(dialogue.raw("N")).isEmpty();
        }
        dialogue.pass(Duration.ofMinutes(1));
        assertThat(dialogue.reply()).startsWith("421 4.4.2");
        assertThat(dialogue.connection.calls).endsWith("finish");
    }

    /** DS-57. */
    @Test
    void aMessageMustComeInAtTheLeastRate() {
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
        for (int i = 0; i < 59; i++) {
            dialogue.pass(Duration.ofSeconds(5));
            assertThat(dialogue.raw("x")).isEmpty();
        }
        dialogue.pass(Duration.ofSeconds(5));
        assertThat(dialogue.reply()).isEqualTo("421 4.4.2 The message comes in too slowly, closing");
        assertThat(dialogue.policy.events).endsWith("body abandoned", "transaction ends");
        assertThat(dialogue.timers.next()).isEmpty();
    }

    @Test
    void theLeastRateHoldsForLaterPartsOfTheMessageToo() {
        String part = ("x".repeat(98) + "\r\n").repeat(300);
        ServerDialogue large = new ServerDialogue(SmtpSettings.defaults());
        large.raw("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
        for (int i = 0; i < 3; i++) {
            passMinutes(large, 4);
            assertThat(large.raw(part)).isEmpty();
        }
        passMinutes(large, 4);
        assertThat(large.raw("x\r\n")).isEmpty();
        passMinutes(large, 4);
        assertThat(large.reply()).startsWith("421 4.4.2 The message comes in too slowly");
    }

    private static void passMinutes(ServerDialogue dialogue, int minutes) {
        for (int i = 0; i < minutes; i++) {
            dialogue.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void theNextMessageHasItsOwnTime() {
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
        dialogue.pass(Duration.ofMinutes(4));
        assertThat(dialogue.raw("x\r\n.\r\n")).startsWith("250");
        dialogue.pass(Duration.ofMinutes(2));
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
        dialogue.pass(Duration.ofMinutes(4));
        assertThat(dialogue.raw("x\r\n.\r\n")).startsWith("250");
    }

    @Test
    void aSessionHasATotalLimitHoweverBusyItIs() {
        ServerDialogue busy = limited(10_000, Duration.ofMinutes(30));
        busy.raw("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
        for (int i = 0; i < 29; i++) {
            busy.pass(Duration.ofMinutes(1));
            assertThat(busy.raw(("x".repeat(900) + "\r\n").repeat(10))).isEmpty();
        }
        busy.pass(Duration.ofMinutes(1));
        assertThat(busy.reply()).isEqualTo("421 4.4.2 The session lasts too long, closing");
        assertThat(busy.policy.events).endsWith("body abandoned", "transaction ends");
        assertThat(busy.timers.next()).isEmpty();
    }

    /** DS-37. */
    @Test
    void aMessageThatIsBeingDecidedIsAnsweredEvenWhenTheSessionHasLastedTooLong() {
        ServerDialogue busy = limited(10_000, Duration.ofMinutes(30));
        busy.policy.deferred.add("message");
        busy.raw("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n.\r\n");
        busy.pass(Duration.ofMinutes(30));
        assertThat(busy.connection.isOver()).isFalse();
        busy.policy.decide("message", ScriptedPolicy.TAKEN);
        assertThat(busy.reply()).startsWith("250 2.6.0 Taken\r\n421 4.4.2");
    }

    @Test
    void commandsAreCounted() {
        ServerDialogue few = limited(5, Duration.ofHours(1));
        assertThat(few.raw("NOOP\r\n".repeat(5)).lines()).hasSize(5).allMatch(line -> line.startsWith("250"));
        assertThat(few.line("NOOP")).startsWith("421 4.7.0 Too many commands");
        assertThat(few.connection.calls).endsWith("finish");
    }

    private static ServerDialogue limited(int commands, Duration time) {
        SmtpLimits usual = SmtpLimits.defaults();
        return new ServerDialogue(ServerDialogue.settings()
                .with(
                        new SmtpLimits(
                                usual.maxConnectionsPerClient(),
                                commands,
                                time,
                                usual.maxOctetsHeld(),
                                usual.maxQueued(),
                                usual.maxAuthFailures(),
                                usual.authFailureWindow()),
                        SmtpSecurity.NONE));
    }

    @Test
    void noAlarmIsLeftBehind() {
        dialogue.line("QUIT");
        assertThat(dialogue.timers.next()).isEmpty();
        ServerDialogue lost = ServerDialogue.inBody();
        lost.session.closed();
        assertThat(lost.timers.next()).isEmpty();
    }

    @Test
    @DisplayName("Reading stops while much waits behind an undecided command, and not for little")
    void readingStopsWhileMuchWaits() {
        dialogue.policy.deferred.add("eve@elsewhere.test");
        dialogue.raw("MAIL FROM:<eve@elsewhere.test>\r\n" + "NOOP\r\n".repeat(10));
        assertThat(dialogue.connection.reading).isTrue();
        dialogue.raw("NOOP\r\n".repeat(1000));
        assertThat(dialogue.connection.reading).isFalse();
        dialogue.policy.decide("eve@elsewhere.test", ScriptedPolicy.OK);
        assertThat(dialogue.connection.reading).isTrue();
        assertThat(dialogue.reply().lines()).hasSize(1011);
    }

    @Test
    void undecidedRecipientsAreLimited() {
        ServerDialogue wide = new ServerDialogue(SmtpSettings.defaults());
        wide.raw("EHLO a\r\nMAIL FROM:<>\r\n");
        for (int i = 0; i < 150; i++) {
            wide.policy.deferred.add("r" + i + "@example.com");
            wide.raw("RCPT TO:<r" + i + "@example.com>\r\n");
        }
        assertThat(wide.policy.open).hasSize(100);
        for (int i = 0; i < 150; i++) {
            wide.policy.decide("r" + i + "@example.com", ScriptedPolicy.OK);
        }
        assertThat(wide.reply().lines()).hasSize(150);
    }

    @Test
    void aClientThatDoesNotReadItsRepliesIsNotReadFrom() {
        int before = dialogue.connection.length();
        for (int i = 0; i < 100 && dialogue.connection.reading; i++) {
            dialogue.session.receive(Octets.latin1("NOOP\r\n".repeat(5000)));
        }
        assertThat(dialogue.connection.reading).isFalse();
        assertThat(dialogue.connection.length() - before).isBetween(64 * 1024, 65 * 1024);
        while (!dialogue.connection.reading) {
            dialogue.reply();
        }
        assertThat(dialogue.connection.all()).endsWith("250 2.0.0 OK\r\n");
    }

    @Test
    void aConnectionThatEndsWithReadingOffIsReadToItsEnd() {
        dialogue.policy.deferred.add("eve@elsewhere.test");
        dialogue.raw("MAIL FROM:<eve@elsewhere.test>\r\n" + "NOOP\r\n".repeat(1000));
        dialogue.policy.decide("eve@elsewhere.test", new SmtpReply(421, "4.3.2", "Shutting down"));
        assertThat(dialogue.connection.calls).endsWith("send", "reading true", "finish");
    }
}
