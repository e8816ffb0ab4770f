package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Undecided commands: replies in command order, nothing overtakes what it depends on")
class SmtpServerPipeliningTest {

    private static final SmtpReply YES = new SmtpReply(250, "2.1.5", "Yes");
    private static final SmtpReply LATER = new SmtpReply(451, "4.4.3", "Later");

    private final ServerDialogue dialogue = ServerDialogue.greeted();

    @Test
    void recipientsWaitForTheSender() {
        dialogue.policy.deferred.add("eve@elsewhere.test");
        assertThat(dialogue.raw("MAIL FROM:<eve@elsewhere.test>\r\nRCPT TO:<botan@example.com>\r\n"))
                .isEmpty();
        assertThat(dialogue.policy.events).containsExactly("sender <eve@elsewhere.test>");
        dialogue.policy.decide("eve@elsewhere.test", YES);
        assertThat(dialogue.policy.events).contains("recipient <botan@example.com>");
        assertThat(dialogue.reply()).isEqualTo("250 2.1.5 Yes\r\n250 2.1.0 OK");
    }

    @Test
    @DisplayName("DS-11: lookups of one transaction run concurrently, replies come in command order")
    void severalRecipientsAreUndecidedAtOnce() {
        dialogue.policy.deferred.addAll(List.of("a@example.com", "b@example.com", "c@example.com"));
        dialogue.raw("""
                MAIL FROM:<>\r
                RCPT TO:<a@example.com>\r
                RCPT TO:<b@example.com>\r
                RCPT TO:<c@example.com>\r
                DATA\r
                """);
        assertThat(dialogue.policy.open).containsOnlyKeys("a@example.com", "b@example.com", "c@example.com");
        dialogue.policy.decide("c@example.com", YES);
        dialogue.policy.decide("b@example.com", LATER);
        assertThat(dialogue.reply()).isEmpty();
        dialogue.policy.decide("a@example.com", YES);
        assertThat(dialogue.reply())
                .startsWith("250 2.1.5 Yes\r\n451 4.4.3 Later\r\n250 2.1.5 Yes\r\n354 ")
                .doesNotContain("554");
        assertThat(dialogue.policy.events).endsWith("body from client.test (EHLO) for [a@example.com, c@example.com]");
    }

    @Test
    void aSyntaxErrorTakesItsPlaceBehindUndecidedRecipients() {
        dialogue.policy.deferred.add("a@example.com");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nRCPT TO:<b>\r\nBAD\nLINE\r\nNOOP\r\n");
        assertThat(dialogue.reply()).isEmpty();
        dialogue.policy.decide("a@example.com", YES);
        assertThat(dialogue.reply()).matches("250 2.1.5 Yes\r\n501 5.1.3 .*\r\n500 5.5.2 .*\r\n250 2.0.0 OK");
    }

    @Test
    void everythingWaitsForTheMessage() {
        dialogue.policy.deferred.add("message");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n");
        assertThat(dialogue.raw("x\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.com>\r\n"))
                .isEmpty();
        assertThat(dialogue.policy.events).endsWith("body ends");
        dialogue.policy.decide("message", YES);
        assertThat(dialogue.reply()).isEqualTo("250 2.1.5 Yes\r\n250 2.1.0 OK\r\n250 2.1.0 OK");
        assertThat(dialogue.policy.events)
                .endsWith("body ends", "transaction ends", "sender <>", "recipient <b@example.com>");
    }

    @Test
    void aWholeSessionInOneSegmentIsAnsweredInOne() {
        String replies = dialogue.raw(
                "MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\nx\r\n.\r\nMAIL FROM:<>\r\nRSET\r\nQUIT\r\n");
        assertThat(replies.lines().map(line -> line.substring(0, 3)))
                .containsExactly("250", "250", "354", "250", "250", "250", "221");
        assertThat(dialogue.connection.calls).endsWith("send", "finish");
    }

    @Test
    void aDecisionCannotBeMadeTwice() {
        dialogue.policy.deferred.add("a@example.com");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\n");
        Decision decision = dialogue.policy.open.get("a@example.com");
        assertThat(decision).isNotNull();
        decision.reply(YES);
        assertThatThrownBy(() -> decision.reply(LATER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("DS-11: a client that goes away cancels its lookups, and late decisions do no harm")
    void aClientThatGoesAwayCancelsWhatItAsked() {
        dialogue.policy.deferred.add("a@example.com");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\n");
        dialogue.session.endOfInput();
        assertThat(dialogue.policy.events).endsWith("recipient <a@example.com>", "transaction ends");
        assertThat(dialogue.connection.calls).endsWith("finish");
        dialogue.policy.decide("a@example.com", YES);
        assertThat(dialogue.reply()).isEmpty();
        dialogue.session.closed();
        assertThat(dialogue.policy.events)
                .filteredOn("transaction ends"::equals)
                .hasSize(1);
    }

    @Test
    void aConnectionThatIsLostCancelsWhatWasAsked() {
        dialogue.policy.deferred.add("a@example.com");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\n");
        int calls = dialogue.connection.calls.size();
        dialogue.session.closed();
        dialogue.policy.decide("a@example.com", YES);
        assertThat(dialogue.policy.events).endsWith("recipient <a@example.com>", "transaction ends");
        assertThat(dialogue.connection.calls).hasSize(calls);
        assertThat(dialogue.timers.next()).isEmpty();
    }

    @Test
    void aMessageBeingDecidedIsStillAnsweredAfterTheClientsEnd() {
        dialogue.policy.deferred.add("message");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n");
        dialogue.session.endOfInput();
        assertThat(dialogue.connection.isOver()).isFalse();
        dialogue.policy.decide("message", YES);
        assertThat(dialogue.reply()).isEqualTo("250 2.1.5 Yes\r\n221 2.0.0 Bye");
        assertThat(dialogue.connection.calls).endsWith("finish");
    }

    @Test
    void anUnfinishedMessageIsAbandonedAtTheClientsEnd() {
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<a@example.com>\r\nDATA\r\nx\r\n.");
        dialogue.session.endOfInput();
        assertThat(dialogue.policy.events).endsWith("body abandoned", "transaction ends");
        assertThat(dialogue.connection.calls).endsWith("finish");
        assertThat(dialogue.policy.messages).isEmpty();
    }
}
