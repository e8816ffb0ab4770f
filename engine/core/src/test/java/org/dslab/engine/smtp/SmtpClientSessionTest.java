package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An SMTP client session carries transactions out as RFC 5321 says")
class SmtpClientSessionTest {

    @Test
    void delivers() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.opened();
        assertThat(dialogue.server("220 mx.test ESMTP\r\n")).isEqualTo("EHLO client.test\r\n");
        assertThat(dialogue.server("250-mx.test\r\n250 HELP\r\n")).isEmpty();
        assertThat(dialogue.events).containsExactly("ready");
        dialogue.session.transact(new OutgoingMessage(
                "eve@elsewhere.test",
                List.of(EmailAddress.of("botan@example.com")),
                Octets.latin1("Received: x\r\n"),
                9,
                false,
                false));
        assertThat(dialogue.said()).isEqualTo("MAIL FROM:<eve@elsewhere.test>\r\n");
        assertThat(dialogue.server("250 2.1.0 OK\r\n")).isEqualTo("RCPT TO:<botan@example.com>\r\n");
        assertThat(dialogue.server("250 2.1.5 OK\r\n")).isEqualTo("DATA\r\n");
        assertThat(dialogue.server("354 Go\r\n")).isEqualTo("Received: x\r\n");
        assertThat(dialogue.events).endsWith("body 0+9");
        assertThat(dialogue.body(".a\r\nb\r\n..", true)).isEqualTo("..a\r\nb\r\n...\r\n.\r\n");
        dialogue.server("250 2.6.0 Taken\r\n");
        assertThat(dialogue.events).endsWith("body 0+9", "delivered: 250 2.6.0 Taken", "ready");
        dialogue.session.quit();
        assertThat(dialogue.said()).isEqualTo("QUIT\r\n");
        dialogue.server("221 Bye\r\n");
        assertThat(dialogue.events).endsWith("ready", "ended: quit");
        assertThat(dialogue.connection.calls).endsWith("finish");
    }

    @Test
    void fallsBackToHelo() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.opened();
        dialogue.server("220-mx.test\r\n220 second line\r\n");
        assertThat(dialogue.server("502 What?\r\n")).isEqualTo("HELO client.test\r\n");
        dialogue.server("250 mx.test\r\n");
        assertThat(dialogue.events).containsExactly("ready");
        dialogue.session.transact(ClientDialogue.message(5, "botan@example.com"));
        assertThat(dialogue.said()).isEqualTo("MAIL FROM:<eve@elsewhere.test>\r\n");
    }

    @Test
    void aServerThatRefusesServiceEndsTheSession() {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.opened();
        dialogue.server("554 No service\r\n");
        assertThat(dialogue.events).containsExactly("ended: the server refuses service: 554 No service");
        ClientDialogue later = new ClientDialogue();
        later.session.opened();
        later.server("220 mx.test\r\n");
        later.server("451 Later\r\n");
        assertThat(later.events).containsExactly("ended: the server refuses service: 451 Later");
    }

    @Test
    @DisplayName("PIPELINING: MAIL and all RCPT together, DATA after their replies (RFC 2920)")
    void pipelines() {
        ClientDialogue dialogue = ClientDialogue.ready(ClientDialogue.EVERYTHING);
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com", "b@example.com", "c@example.com"));
        assertThat(dialogue.said()).isEqualTo("""
                        MAIL FROM:<eve@elsewhere.test> SIZE=5\r
                        RCPT TO:<a@example.com>\r
                        RCPT TO:<b@example.com>\r
                        RCPT TO:<c@example.com>\r
                        """);
        assertThat(dialogue.server("250 OK\r\n250 OK\r\n451 4.4.3 Later\r\n")).isEmpty();
        assertThat(dialogue.server("550 5.1.1 No\r\n")).isEqualTo("DATA\r\n");
        dialogue.server("354 Go\r\n");
        assertThat(dialogue.body("abc\r\n", true)).isEqualTo("abc\r\n.\r\n");
        dialogue.server("250 Taken\r\n");
        assertThat(dialogue.events)
                .endsWith(
                        "delivered: 250 Taken",
                        "refused at RCPT: 451 4.4.3 Later",
                        "refused at RCPT: 550 5.1.1 No",
                        "ready");
    }

    @Test
    void pipelinesManyRecipientsInWindows() {
        ClientDialogue dialogue = ClientDialogue.ready(ClientDialogue.EVERYTHING);
        String[] recipients = new String[250];
        for (int i = 0; i < recipients.length; i++) {
            recipients[i] = "r" + i + "@example.com";
        }
        dialogue.session.transact(ClientDialogue.message(5, recipients));
        assertThat(dialogue.said().lines()).hasSize(100);
        assertThat(dialogue.server("250 OK\r\n".repeat(100)).lines()).hasSize(100);
        assertThat(dialogue.server("250 OK\r\n".repeat(100)).lines()).hasSize(51);
        assertThat(dialogue.server("250 OK\r\n".repeat(51))).isEqualTo("DATA\r\n");
    }

    @Test
    void aRefusedSenderStandsForAllRecipients() {
        ClientDialogue dialogue = ClientDialogue.ready(ClientDialogue.EVERYTHING);
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com", "b@example.com"));
        dialogue.said();
        dialogue.server("550 5.1.0 No\r\n503 5.5.1 MAIL first\r\n");
        assertThat(dialogue.events).containsExactly("ready");
        dialogue.server("503 5.5.1 MAIL first\r\n");
        assertThat(dialogue.events)
                .containsExactly("ready", "refused at MAIL: 550 5.1.0 No", "refused at MAIL: 550 5.1.0 No", "ready");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com"));
        assertThat(dialogue.said()).startsWith("MAIL");
    }

    @Test
    void withoutPipeliningNoRecipientIsNamedAfterARefusedSender() {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com", "b@example.com"));
        dialogue.said();
        assertThat(dialogue.server("451 Later\r\n")).isEmpty();
        assertThat(dialogue.events).endsWith("refused at MAIL: 451 Later", "refused at MAIL: 451 Later", "ready");
    }

    @Test
    void noDataWhenAllRecipientsAreRefusedAndTheNextTransactionResetsFirst() {
        ClientDialogue dialogue = ClientDialogue.ready("250-mx.test\r\n250 PIPELINING\r\n");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com"));
        dialogue.said();
        assertThat(dialogue.server("250 OK\r\n550 5.1.1 No\r\n")).isEmpty();
        assertThat(dialogue.events).endsWith("refused at RCPT: 550 5.1.1 No", "ready");
        dialogue.session.transact(ClientDialogue.message(5, "b@example.com"));
        assertThat(dialogue.said()).isEqualTo("RSET\r\nMAIL FROM:<eve@elsewhere.test>\r\nRCPT TO:<b@example.com>\r\n");
        assertThat(dialogue.server("250 OK\r\n250 OK\r\n250 OK\r\n")).isEqualTo("DATA\r\n");
    }

    @Test
    void aRefusedDataStandsForTheAcceptedRecipients() {
        ClientDialogue dialogue = ClientDialogue.ready("250-mx.test\r\n250 PIPELINING\r\n");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com", "b@example.com"));
        dialogue.server("250 OK\r\n550 5.1.1 No\r\n250 OK\r\n");
        dialogue.server("452 4.3.1 Full\r\n");
        assertThat(dialogue.events)
                .endsWith("refused at RCPT: 550 5.1.1 No", "refused at DATA: 452 4.3.1 Full", "ready");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com"));
        assertThat(dialogue.said()).startsWith("RSET\r\n");
    }

    @Test
    void aRefusedMessageStandsForTheAcceptedRecipients() {
        ClientDialogue dialogue = ClientDialogue.inBody(5);
        dialogue.body("abc\r\n", true);
        dialogue.server("554 5.4.6 Loop\r\n");
        assertThat(dialogue.events).endsWith("refused at MESSAGE: 554 5.4.6 Loop", "ready");
        dialogue.session.transact(ClientDialogue.message(5, "a@example.com"));
        assertThat(dialogue.said()).startsWith("MAIL");
    }

    @Test
    @DisplayName("RFC 1870, 6152, 6531: what the server cannot take is refused without asking it")
    void doesNotSendWhatTheServerCannotTake() {
        ClientDialogue dialogue = ClientDialogue.ready("250-mx.test\r\n250 SIZE 1000\r\n");
        EmailAddress botan = EmailAddress.of("botan@example.com");
        EmailAddress foreign = EmailAddress.of("用户@example.com");
        dialogue.session.transact(ClientDialogue.message(1001, "a@example.com", "b@example.com"));
        dialogue.session.transact(
                new OutgoingMessage("", List.of(botan), Octets.latin1("x".repeat(992)), 9, false, false));
        dialogue.session.transact(new OutgoingMessage("", List.of(botan), Octets.EMPTY, 9, true, false));
        dialogue.session.transact(new OutgoingMessage("", List.of(botan), Octets.EMPTY, 9, false, true));
        dialogue.session.transact(
                new OutgoingMessage("ève@elsewhere.test", List.of(botan), Octets.EMPTY, 9, false, false));
        assertThat(dialogue.said()).isEmpty();
        assertThat(dialogue.events.stream().map(event -> event.substring(0, Math.min(16, event.length()))))
                .containsExactly(
                        "ready",
                        "withheld: 5.3.4 ",
                        "withheld: 5.3.4 ",
                        "ready",
                        "withheld: 5.3.4 ",
                        "ready",
                        "withheld: 5.6.3 ",
                        "ready",
                        "withheld: 5.6.7 ",
                        "ready",
                        "withheld: 5.6.7 ",
                        "ready");
        dialogue.session.transact(new OutgoingMessage("", List.of(foreign, botan), Octets.EMPTY, 9, false, false));
        assertThat(dialogue.said()).isEqualTo("MAIL FROM:<> SIZE=9\r\n");
        assertThat(dialogue.server("250 OK\r\n")).isEqualTo("RCPT TO:<botan@example.com>\r\n");
        dialogue.server("550 No\r\n");
        assertThat(dialogue.events.get(dialogue.events.size() - 3)).startsWith("withheld: 5.6.7");
    }

    @Test
    void usesTheExtensionsThatAreOfferedAndNeeded() {
        ClientDialogue dialogue = ClientDialogue.ready(ClientDialogue.EVERYTHING);
        EmailAddress foreign = EmailAddress.of("用户@example.com");
        dialogue.session.transact(new OutgoingMessage("", List.of(foreign), Octets.latin1("R: x\r\n"), 9, true, false));
        assertThat(Octets.latin1(dialogue.said()).utf8())
                .isEqualTo("MAIL FROM:<> SIZE=15 BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<用户@example.com>\r\n");
    }

    @Test
    void aListenerThatAnswersAtOnceNeedsNoDepth() {
        int[] left = {100_000};
        SmtpClientSession[] session = new SmtpClientSession[1];
        SmtpClientListener eager = new SmtpClientListener() {
            @Override
            public void ready() {
                if (left[0]-- > 0) {
                    session[0].transact(ClientDialogue.message(1001, "a@example.com"));
                }
            }

            @Override
            public void bodyWanted(long offset, int length) {}

            @Override
            public void finished(List<RecipientOutcome> outcomes) {}

            @Override
            public void ended(String cause) {}
        };
        ClientDialogue dialogue = new ClientDialogue();
        session[0] = new SmtpClientSession(
                SmtpTimeLimits.rfc5321(), "client.test", dialogue.connection, dialogue.timers, eager);
        session[0].opened();
        session[0].receive(Octets.latin1("220 x\r\n250-x\r\n250 SIZE 1000\r\n"));
        assertThat(left[0]).isEqualTo(-1);
    }

    @Test
    void aReversePathCannotHoldASecondCommand() {
        assertThatThrownBy(() ->
                        new OutgoingMessage("a@b.test>\r\nRCPT TO:<c@d.test", List.of(), Octets.EMPTY, 0, false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTransactionNeedsAReadySession() {
        ClientDialogue dialogue = ClientDialogue.inBody(5);
        OutgoingMessage message = ClientDialogue.message(5, "a@example.com");
        assertThatThrownBy(() -> dialogue.session.transact(message)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(dialogue.session::quit).isInstanceOf(IllegalStateException.class);
    }
}
