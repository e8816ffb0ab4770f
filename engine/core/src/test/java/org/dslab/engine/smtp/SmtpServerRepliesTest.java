package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An SMTP server session answers as RFC 5321 and its announced extensions say")
class SmtpServerRepliesTest {

    @Test
    void greetsWithItsName() {
        ServerDialogue dialogue = new ServerDialogue();
        assertThat(dialogue.connection.all()).isEqualTo("220 mx.example.com ESMTP\r\n");
    }

    @Test
    void announcesItsExtensions() {
        ServerDialogue dialogue = new ServerDialogue();
        assertThat(dialogue.line("EHLO client.test") + "\r\n").isEqualTo(ServerDialogue.EHLO_REPLY);
    }

    @Test
    void answersHeloInOneLine() {
        ServerDialogue dialogue = new ServerDialogue();
        assertThat(dialogue.line("HELO client.test")).isEqualTo("250 mx.example.com Hello client.test [192.0.2.1]");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "EHLO [192.0.2.7]|250-",
                "ehlo [IPv6:2001:db8::1]|250-",
                "EHLO|501 5.5.4",
                "EHLO two words|501 5.5.4",
                "EHLO a(comment)b|501 5.5.4",
                "EHLO a<b>;|501 5.5.4",
                "HELO|501 5.5.4",
                "NOOP|250 2.0.0",
                "noop whatever|250 2.0.0",
                "'NOOP \t '|250 2.0.0",
                "RSET|250 2.0.0",
                "RSET now|501 5.5.4",
                "HELP|214 2.0.0",
                "HELP MAIL|214 2.0.0",
                "VRFY botan|252 2.0.0",
                "VRFY|501 5.5.4",
                "EXPN all|502 5.5.1",
                "QUIT|221 2.0.0",
                "QUIT now|501 5.5.4",
                "DATA|503 5.5.1",
                "MAIL FROM:<eve@elsewhere.test>|503 5.5.1",
                "RCPT TO:<botan@example.com>|503 5.5.1",
                "BDAT 12 LAST|500 5.5.1",
                "GET / HTTP/1.1|500 5.5.1",
                "''|500 5.5.1",
                "MAILFROM:<>|500 5.5.1",
            })
    void answersCommandsBeforeEhlo(String command, String reply) {
        assertThat(new ServerDialogue().line(command)).startsWith(reply);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<eve@elsewhere.test>|250 2.1.0|sender <eve@elsewhere.test>",
                "mail from:<eve@elsewhere.test>|250 2.1.0|sender <eve@elsewhere.test>",
                "MAIL FROM: <eve@elsewhere.test>|250 2.1.0|sender <eve@elsewhere.test>",
                "MAIL FROM:<>|250 2.1.0|sender <>",
                "MAIL FROM:<@a.test,@b.test:eve@elsewhere.test>|250 2.1.0|sender <eve@elsewhere.test>",
                "MAIL FROM:<\"a>b c\"@elsewhere.test>|250 2.1.0|sender <\"a>b c\"@elsewhere.test>",
                "MAIL FROM:<eve@elsewhere.test> SIZE=1000|250 2.1.0|sender <eve@elsewhere.test> size=1000",
                "MAIL FROM:<eve@elsewhere.test> size=0 body=8bitmime|250 2.1.0|sender <eve@elsewhere.test> size=0 8bit",
                "MAIL FROM:<eve@elsewhere.test>  BODY=7BIT  SMTPUTF8|250 2.1.0|sender <eve@elsewhere.test> utf8",
                "MAIL FROM:<eve@elsewhere.test> SIZE=1001|552 5.3.4|",
                "MAIL FROM:<eve@elsewhere.test> SIZE=99999999999999999999|552 5.3.4|",
                "MAIL FROM:<eve@elsewhere.test> SIZE=999999999999999999999|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test> SIZE=|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test> SIZE=-1|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test> SIZE=1 SIZE=1|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test> BODY=9BIT|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test> SMTPUTF8=yes|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test> RET=FULL|555 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test>SIZE=1|501 5.5.4|",
                "MAIL FROM:eve@elsewhere.test|501 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test|501 5.5.4|",
                "MAIL TO:<eve@elsewhere.test>|501 5.5.4|",
                "MAIL|501 5.5.4|",
                "MAIL FROM:<eve>|501 5.1.7|",
                "MAIL FROM:<eve@>|501 5.1.7|",
                "MAIL FROM:<@a.test,b:eve@elsewhere.test>|501 5.1.7|",
                "MAIL FROM:<eve@elsewhere.test>@b>|501 5.5.4|",
                "RCPT TO:<botan@example.com>|503 5.5.1|",
                "DATA|503 5.5.1|",
            })
    void answersMail(String command, String reply, @Nullable String event) {
        ServerDialogue dialogue = ServerDialogue.greeted();
        assertThat(dialogue.line(command)).startsWith(reply).doesNotContain("\r\n");
        if (event != null) {
            assertThat(dialogue.policy.events).containsExactly(event);
        } else {
            assertThat(dialogue.policy.events).noneMatch(seen -> seen.startsWith("sender"));
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT TO:<botan@example.com>|250 2.1.0|recipient <botan@example.com>",
                "rcpt to: <Botan@Example.com>|250 2.1.0|recipient <Botan@Example.com>",
                "RCPT TO:<PostMaster>|250 2.1.0|recipient <PostMaster@mx.example.com>",
                "RCPT TO:<postmaster@example.com>|250 2.1.0|recipient <postmaster@example.com>",
                "RCPT TO:<@a.test,@b.test:botan@example.com>|250 2.1.0|recipient <botan@example.com>",
                "RCPT TO:<\"a b\"@example.com>|250 2.1.0|recipient <\"a b\"@example.com>",
                "RCPT TO:<>|501 5.1.3|",
                "RCPT TO:<botan>|501 5.1.3|",
                "RCPT TO:botan@example.com|501 5.5.4|",
                "RCPT FROM:<botan@example.com>|501 5.5.4|",
                "RCPT|501 5.5.4|",
                "RCPT TO:<botan@example.com> NOTIFY=NEVER|555 5.5.4|",
                "MAIL FROM:<eve@elsewhere.test>|503 5.5.1|",
                "DATA|503 5.5.1|",
                "DATA now|501 5.5.4|",
            })
    void answersRcpt(String command, String reply, @Nullable String event) {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.policy.events.clear();
        assertThat(dialogue.line(command)).startsWith(reply).doesNotContain("\r\n");
        if (event != null) {
            assertThat(dialogue.policy.events).containsExactly(event);
        } else {
            assertThat(dialogue.policy.events).noneMatch(seen -> seen.startsWith("recipient"));
        }
    }

    @Test
    @DisplayName("553 5.6.7: an address beyond ASCII needs SMTPUTF8 (RFC 6531)")
    void wantsSmtputf8Declared() {
        ServerDialogue dialogue = ServerDialogue.greeted();
        assertThat(dialogue.utf8Line("MAIL FROM:<ève@elsewhere.test>")).startsWith("553 5.6.7");
        assertThat(dialogue.line("MAIL FROM:<eve@elsewhere.test>")).startsWith("250");
        assertThat(dialogue.utf8Line("RCPT TO:<用户@example.com>")).startsWith("553 5.6.7");
        dialogue.line("RSET");
        assertThat(dialogue.utf8Line("MAIL FROM:<ève@elsewhere.test> SMTPUTF8")).startsWith("250");
        assertThat(dialogue.utf8Line("RCPT TO:<用户@example.com>")).startsWith("250");
        assertThat(dialogue.policy.events).contains("recipient <用户@example.com>");
    }

    @Test
    void refusesOctetsThatAreNotUtf8() {
        ServerDialogue dialogue = ServerDialogue.greeted();
        assertThat(dialogue.line("MAIL FROM:<\u00ff@elsewhere.test> SMTPUTF8")).startsWith("501 5.1.7");
    }

    @Test
    void takesAMessage() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.line("RCPT TO:<botan@example.com>");
        dialogue.line("RCPT TO:<akira@example.com>");
        assertThat(dialogue.line("DATA")).startsWith("354 ");
        assertThat(dialogue.raw("Subject: x\r\n\r\n..dot\r\n.\r\n")).isEqualTo("250 2.6.0 Taken");
        assertThat(dialogue.policy.messages).containsExactly("Subject: x\r\n\r\n.dot\r\n");
        assertThat(dialogue.policy.events)
                .containsExactly(
                        "sender <eve@elsewhere.test>",
                        "recipient <botan@example.com>",
                        "recipient <akira@example.com>",
                        "body from client.test (EHLO) for [botan@example.com, akira@example.com]",
                        "body ends",
                        "transaction ends");
    }

    @Test
    void takesSeveralMessagesOnOneConnection() {
        ServerDialogue dialogue = new ServerDialogue();
        dialogue.line("HELO client.test");
        for (int i = 0; i < 3; i++) {
            dialogue.line("MAIL FROM:<>");
            dialogue.line("RCPT TO:<botan@example.com>");
            dialogue.line("DATA");
            assertThat(dialogue.raw("message " + i + "\r\n.\r\n")).startsWith("250");
        }
        assertThat(dialogue.policy.messages).containsExactly("message 0\r\n", "message 1\r\n", "message 2\r\n");
        assertThat(dialogue.policy.events).contains("body from client.test (HELO) for [botan@example.com]");
        assertThat(dialogue.line("DATA")).startsWith("503 5.5.1");
    }

    @Test
    @DisplayName("DS-11: 250, 451 and 550 in one transaction; every 250 is honoured")
    void decidesRecipientByRecipient() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.policy.replies.put("chie@example.com", new SmtpReply(451, "4.4.3", "Later"));
        dialogue.policy.replies.put("nobody@example.com", new SmtpReply(550, "5.1.1", "No"));
        assertThat(dialogue.line("RCPT TO:<chie@example.com>")).isEqualTo("451 4.4.3 Later");
        assertThat(dialogue.line("RCPT TO:<botan@example.com>")).startsWith("250");
        assertThat(dialogue.line("RCPT TO:<nobody@example.com>")).isEqualTo("550 5.1.1 No");
        assertThat(dialogue.line("DATA")).startsWith("354");
        assertThat(dialogue.policy.events).contains("body from client.test (EHLO) for [botan@example.com]");
    }

    @Test
    void refusesDataWhenNoRecipientWasAccepted() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.policy.replies.put("nobody@example.com", new SmtpReply(550, "5.1.1", "No"));
        dialogue.line("RCPT TO:<nobody@example.com>");
        assertThat(dialogue.line("DATA")).startsWith("554 5.5.1");
        assertThat(dialogue.line("RCPT TO:<botan@example.com>")).startsWith("250");
        assertThat(dialogue.line("DATA")).startsWith("354");
    }

    @Test
    void aRefusedSenderOpensNoTransaction() {
        ServerDialogue dialogue = ServerDialogue.greeted();
        dialogue.policy.replies.put("eve@elsewhere.test", new SmtpReply(550, "5.1.0", "No"));
        assertThat(dialogue.line("MAIL FROM:<eve@elsewhere.test>")).isEqualTo("550 5.1.0 No");
        assertThat(dialogue.line("RCPT TO:<botan@example.com>")).startsWith("503 5.5.1");
        assertThat(dialogue.line("MAIL FROM:<>")).startsWith("250");
        assertThat(dialogue.policy.events)
                .containsExactly(
                        "sender <eve@elsewhere.test>",
                        "transaction ends",
                        "RCPT TO:<botan@example.com> got 503",
                        "sender <>");
    }

    @ParameterizedTest
    @CsvSource({"RSET", "EHLO again.test", "HELO again.test"})
    void endsTheTransactionAt(String command) {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.line("RCPT TO:<botan@example.com>");
        assertThat(dialogue.line(command)).startsWith("250");
        assertThat(dialogue.policy.events).endsWith("transaction ends");
        assertThat(dialogue.line("DATA")).startsWith("503 5.5.1");
        assertThat(dialogue.line("MAIL FROM:<>")).startsWith("250");
    }

    @Test
    void quitEndsTheConnectionAndWhatFollowsIsIgnored() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        assertThat(dialogue.raw("QUIT\r\nNOOP\r\n")).isEqualTo("221 2.0.0 Bye");
        assertThat(dialogue.connection.calls).endsWith("send", "finish");
        assertThat(dialogue.policy.events).endsWith("transaction ends");
        assertThat(dialogue.line("NOOP")).isEmpty();
    }

    @Test
    void recordsWhatItRefusedByItself() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.line("RCPT TO:<botan>");
        dialogue.line("VRFY botan");
        dialogue.line("MAIL FROM:<>");
        assertThat(dialogue.policy.events)
                .containsExactly(
                        "sender <eve@elsewhere.test>",
                        "RCPT TO:<botan> got 501",
                        "VRFY botan got 252",
                        "MAIL FROM:<> got 503");
    }

    @Test
    @DisplayName("A reply stays one line whatever its text holds")
    void keepsRepliesOnOneLine() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.policy.replies.put("botan@example.com", new SmtpReply(550, "5.1.1", "a\r\n250 b\u00e9"));
        assertThat(dialogue.line("RCPT TO:<botan@example.com>")).isEqualTo("550 5.1.1 a??250 b?");
    }

    @Test
    void closesAfterADecisionOf421() {
        ServerDialogue dialogue = ServerDialogue.withTransaction();
        dialogue.policy.replies.put("botan@example.com", new SmtpReply(421, "4.7.0", "Enough"));
        assertThat(dialogue.raw("RCPT TO:<botan@example.com>\r\nRCPT TO:<akira@example.com>\r\n"))
                .isEqualTo("421 4.7.0 Enough");
        assertThat(dialogue.connection.calls).endsWith("finish");
        assertThat(dialogue.policy.events).endsWith("recipient <botan@example.com>", "transaction ends");
    }
}
