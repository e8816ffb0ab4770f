package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client session that breaks says for each recipient what is known (DS-37)")
class SmtpClientLossTest {

    @Test
    void aConnectionThatIsRefused() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.closed(CloseCause.REFUSED);
        assertThat(dialogue.events).containsExactly("ended: connection refused");
        assertThat(dialogue.connection.calls).isEmpty();
        assertThat(dialogue.timers.next()).isEmpty();
    }

    @Test
    void aConnectionThatTakesTooLong() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.pass(Duration.ofSeconds(30));
        assertThat(dialogue.events).containsExactly("ended: connection timed out");
        assertThat(dialogue.connection.calls).containsExactly("abort");
        dialogue.session.closed(CloseCause.ABORTED);
        assertThat(dialogue.timers.next()).isEmpty();
        assertThat(dialogue.events).hasSize(1);
    }

    @Test
    @DisplayName("Time limits of RFC 5321 4.5.3.2")
    void waitsAsLongAsItShould() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.opened();
        assertTimesOutAfter(dialogue, Duration.ofMinutes(5));

        ClientDialogue mail = ClientDialogue.ready("250 mx.test\r\n");
        mail.session.transact(ClientDialogue.message(5, "a@example.com"));
        assertTimesOutAfter(mail, Duration.ofMinutes(5));

        ClientDialogue rcpt = ClientDialogue.ready("250 mx.test\r\n");
        rcpt.session.transact(ClientDialogue.message(5, "a@example.com"));
        rcpt.pass(Duration.ofMinutes(4));
        rcpt.server("250 OK\r\n");
        assertTimesOutAfter(rcpt, Duration.ofMinutes(5));

        ClientDialogue data = ClientDialogue.ready("250 mx.test\r\n");
        data.session.transact(ClientDialogue.message(5, "a@example.com"));
        data.server("250 OK\r\n");
        data.server("250 OK\r\n");
        assertTimesOutAfter(data, Duration.ofMinutes(2));

        ClientDialogue block = ClientDialogue.inBody(5);
        block.session.body(Octets.latin1("abc\r\n"), true);
        block.pass(Duration.ofMinutes(1));
        block.session.sent(2);
        assertTimesOutAfter(block, Duration.ofMinutes(3));
        assertThat(block.events).contains("not attempted: no reply in time");

        ClientDialogue dot = ClientDialogue.inBody(5);
        dot.body("abc\r\n", true);
        assertTimesOutAfter(dot, Duration.ofMinutes(10));
        assertThat(dot.events).contains("unknown: no reply in time");
    }

    private static void assertTimesOutAfter(ClientDialogue dialogue, Duration limit) {
        dialogue.pass(limit.minusMillis(1));
        assertThat(dialogue.connection.isOver()).isFalse();
        dialogue.pass(Duration.ofMillis(1));
        assertThat(dialogue.connection.calls).endsWith("abort");
        assertThat(dialogue.events).endsWith("ended: no reply in time");
    }

    @Test
    void aSessionThatIsReadyHasNoTimeLimit() {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        assertThat(dialogue.timers.next()).isEmpty();
    }

    @Test
    void aBodyThatComesLateIsNotTheServersFault() {
        ClientDialogue dialogue = ClientDialogue.inBody(5);
        dialogue.pass(Duration.ofMinutes(20));
        assertThat(dialogue.body("abc\r\n", true)).isEqualTo("abc\r\n.\r\n");
    }

    @Test
    @DisplayName("DS-37: lost after the final dot was handed over: unknown; before: not attempted")
    void theFinalDotMakesTheDifference() {
        ClientDialogue before = ClientDialogue.inBody(5);
        before.session.body(Octets.latin1("abc\r\n"), true);
        before.session.sent(7);
        before.session.closed(CloseCause.RESET);
        assertThat(before.events).endsWith("not attempted: connection reset", "ended: connection reset");

        ClientDialogue after = ClientDialogue.inBody(5);
        after.session.body(Octets.latin1("abc\r\n"), true);
        after.session.sent(7);
        after.session.sent(1);
        after.session.closed(CloseCause.RESET);
        assertThat(after.events).endsWith("unknown: connection reset", "ended: connection reset");
        assertThat(after.connection.isOver()).isFalse();
    }

    @Test
    void whatWasRefusedStaysRefused() {
        ClientDialogue dialogue = ClientDialogue.ready(ClientDialogue.EVERYTHING);
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com", "b@example.com", "c@example.com"));
        dialogue.server("250 OK\r\n550 5.1.1 No\r\n250 OK\r\n");
        dialogue.session.endOfInput();
        assertThat(dialogue.events)
                .endsWith(
                        "refused at RCPT: 550 5.1.1 No",
                        "not attempted: the server closed the connection",
                        "not attempted: the server closed the connection",
                        "ended: the server closed the connection");
        assertThat(dialogue.connection.calls).endsWith("finish");
    }

    @Test
    @DisplayName("The rest of a message that is reported as not attempted is never flushed")
    void aMessageThatIsCutOffIsNotFlushed() {
        ClientDialogue dialogue = ClientDialogue.inBody(5);
        dialogue.session.body(Octets.latin1("abc\r\n"), true);
        dialogue.session.endOfInput();
        assertThat(dialogue.events).contains("not attempted: the server closed the connection");
        assertThat(dialogue.connection.calls).endsWith("abort");
    }

    @Test
    @DisplayName("RFC 5321 3.8: 421 may come at any time")
    void the421ComesAtAnyTime() {
        ClientDialogue idle = ClientDialogue.ready("250 mx.test\r\n");
        idle.server("421 4.4.2 Idle\r\n");
        assertThat(idle.events).containsExactly("ready", "ended: the server closes: 421 4.4.2 Idle");

        ClientDialogue rcpt = ClientDialogue.ready(ClientDialogue.EVERYTHING);
        rcpt.session.transact(ClientDialogue.message(5, "a@example.com", "b@example.com"));
        rcpt.server("250 OK\r\n250 OK\r\n421 4.7.0 Enough\r\n");
        assertThat(rcpt.events)
                .endsWith(
                        "refused at RCPT: 421 4.7.0 Enough",
                        "refused at RCPT: 421 4.7.0 Enough",
                        "ended: the server closes: 421 4.7.0 Enough");

        ClientDialogue body = ClientDialogue.inBody(1000);
        body.server("421 4.3.2 Shutting down\r\n");
        assertThat(body.events).contains("refused at MESSAGE: 421 4.3.2 Shutting down");

        ClientDialogue dot = ClientDialogue.inBody(5);
        dot.body("abc\r\n", true);
        dot.server("421 4.3.2 Shutting down\r\n");
        assertThat(dot.events)
                .endsWith(
                        "refused at MESSAGE: 421 4.3.2 Shutting down",
                        "ended: the server closes: 421 4.3.2 Shutting down");
    }

    @Test
    void aRefusalWithinTheMessageBreaksItOff() {
        ClientDialogue dialogue = ClientDialogue.inBody(100_000);
        dialogue.session.body(Octets.latin1("x".repeat(65536)), false);
        dialogue.server("552 5.3.4 Too large\r\n");
        assertThat(dialogue.events).contains("refused at MESSAGE: 552 5.3.4 Too large");
        assertThat(dialogue.connection.calls).endsWith("abort");
    }

    @Test
    void aPositiveReplyThatOvertakesTheReportOfItsDotCounts() {
        ClientDialogue dialogue = ClientDialogue.inBody(5);
        dialogue.session.body(Octets.latin1("abc\r\n"), true);
        dialogue.server("250 Taken\r\n");
        assertThat(dialogue.events).endsWith("delivered: 250 Taken", "ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n",
                "99 x\r\n",
                "100 x\r\n",
                "600 x\r\n",
                "25\r\n",
                "250x\r\n",
                "\r\n",
                "250-a\r\n251 b\r\n",
                "354 Go\r\n",
                "HTTP/1.1 400 Bad Request\r\n",
                "\u00ff\u00fe\r\n"
            })
    void aReplyThatMakesNoSenseIsATemporaryFailure(String reply) {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com"));
        dialogue.server(reply);
        assertThat(dialogue.events).hasSize(3);
        assertThat(dialogue.events.get(1)).startsWith("not attempted: ");
        assertThat(dialogue.events.get(2)).startsWith("ended: ");
        assertThat(dialogue.connection.calls).endsWith("abort");
    }

    @Test
    void aSenselessReplyToTheMessageLeavesItUnknown() {
        ClientDialogue dialogue = ClientDialogue.inBody(5);
        dialogue.body("abc\r\n", true);
        dialogue.server("what?\r\n");
        assertThat(dialogue.events).anyMatch(event -> event.startsWith("unknown: "));
    }

    @Test
    void repliesHaveLimits() {
        ClientDialogue endless = ClientDialogue.ready("250 mx.test\r\n");
        endless.server("x".repeat(5000));
        assertThat(endless.connection.calls).endsWith("abort");
        ClientDialogue many = new ClientDialogue();
        many.session.opened();
        many.server("220-x\r\n".repeat(100));
        assertThat(many.connection.isOver()).isFalse();
        many.server("220 x\r\n");
        assertThat(many.connection.calls).endsWith("abort");
    }

    @Test
    void aServerThatDoesNotSayGoodbyeIsNotWaitedForLong() {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        dialogue.session.quit();
        dialogue.pass(Duration.ofSeconds(5));
        assertThat(dialogue.connection.calls).endsWith("finish");
        assertThat(dialogue.events).endsWith("ended: quit");
        assertThat(dialogue.timers.next()).isEmpty();
    }

    @Test
    void quittingBeforeTheSessionIsReadyBreaksItOff() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.quit();
        assertThat(dialogue.events).containsExactly("ended: quit");
        assertThat(dialogue.connection.calls).containsExactly("abort");
    }

    @Test
    void repliesOfSeveralLinesAreReadAsOne() {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com"));
        dialogue.server("250 OK\r\n");
        dialogue.server("550-5.1.1 No such\r\n550-5.1.1 user\r\n550 5.1.1 here\u0007\n");
        assertThat(dialogue.events).contains("refused at RCPT: 550 5.1.1 No such user here?");
    }
}
