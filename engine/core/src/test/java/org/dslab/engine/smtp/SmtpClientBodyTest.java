package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client session asks for a body in pieces, stuffs its dots, and ends it")
class SmtpClientBodyTest {

    @Test
    void asksForPiecesOf64KiB() {
        ClientDialogue dialogue = ClientDialogue.inBody(150_000);
        dialogue.body("x".repeat(65536), false);
        dialogue.body("x".repeat(65536), false);
        assertThat(dialogue.events).containsExactly("ready", "body 0+65536", "body 65536+65536", "body 131072+18928");
    }

    @Test
    @DisplayName("Back-pressure: the next piece is wanted when the network has taken most of the last")
    void waitsForTheNetwork() {
        ClientDialogue dialogue = ClientDialogue.inBody(1_000_000);
        dialogue.session.body(Octets.latin1("x".repeat(65536)), false);
        assertThat(dialogue.events).endsWith("body 65536+65536");
        dialogue.session.body(Octets.latin1("x".repeat(65536)), false);
        assertThat(dialogue.events).endsWith("body 65536+65536");
        dialogue.session.sent(65535);
        assertThat(dialogue.events).endsWith("body 65536+65536");
        dialogue.session.sent(1);
        assertThat(dialogue.events).endsWith("body 131072+65536");
    }

    @Test
    void anEmptyBodyIsNotAskedFor() {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        dialogue.session.transact(ClientDialogue.message(0, "botan@example.com"));
        dialogue.server("250 OK\r\n");
        dialogue.server("250 OK\r\n");
        assertThat(dialogue.server("354 Go\r\n")).isEqualTo(".\r\n");
        dialogue.server("250 OK\r\n");
        assertThat(dialogue.events).containsExactly("ready", "delivered: 250 OK", "ready");
    }

    @Test
    void aBodyThatIsNotAsLongAsItShouldBeIsNotPassedOff() {
        ClientDialogue shorter = ClientDialogue.inBody(100);
        assertThat(shorter.body("x\r\n", true)).isEmpty();
        assertThat(shorter.connection.calls).endsWith("abort");
        assertThat(shorter.events).anyMatch(event -> event.startsWith("not attempted"));
        ClientDialogue longer = ClientDialogue.inBody(3);
        longer.body("abcd", true);
        assertThat(longer.events).anyMatch(event -> event.startsWith("not attempted"));
        ClientDialogue endless = ClientDialogue.inBody(3);
        endless.body("abc", false);
        assertThat(endless.events).anyMatch(event -> event.startsWith("not attempted"));
    }

    @Test
    void aPieceThatNobodyAskedForIsAMistakeAndALateOneIsNot() {
        ClientDialogue dialogue = ClientDialogue.ready("250 mx.test\r\n");
        assertThatThrownBy(() -> dialogue.session.body(Octets.EMPTY, true)).isInstanceOf(IllegalStateException.class);
        ClientDialogue lost = ClientDialogue.inBody(3);
        lost.session.abort("the message was deleted");
        lost.session.body(Octets.latin1("a\r\n"), true);
        assertThat(lost.events).endsWith("not attempted: the message was deleted", "ended: the message was deleted");
    }

    @Test
    void stuffsDotsWhereverTheBodyIsCut() {
        String body = "..\r\n.\r\n\r\n.a.\r\nb\r\n\n.c\r.\r\n.\r\n.";
        String stuffed = "...\r\n..\r\n\r\n..a.\r\nb\r\n\n.c\r.\r\n..\r\n..\r\n.\r\n";
        for (int seed = 0; seed < 2000; seed++) {
            DotStuffer stuffer = new DotStuffer();
            StringBuilder sent = new StringBuilder();
            new Chunker(seed)
                    .cut(
                            Octets.latin1(body),
                            piece -> sent.append(stuffer.stuff(piece).latin1()));
            sent.append(stuffer.end().latin1());
            assertThat(sent.toString()).isEqualTo(stuffed);
        }
    }

    @Test
    void completesTheLastLine() {
        assertThat(ended("a\r\n")).isEqualTo("a\r\n.\r\n");
        assertThat(ended("a")).isEqualTo("a\r\n.\r\n");
        assertThat(ended("a\r")).isEqualTo("a\r\n.\r\n");
        assertThat(ended("a\n")).isEqualTo("a\n\r\n.\r\n");
        assertThat(ended("")).isEqualTo(".\r\n");
    }

    private static String ended(String body) {
        DotStuffer stuffer = new DotStuffer();
        return stuffer.stuff(Octets.latin1(body)).latin1() + stuffer.end().latin1();
    }
}
