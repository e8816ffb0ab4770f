package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.SmtpSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message ends at CRLF.CRLF and nowhere else (RFC 5321 2.3.8, 4.1.1.4, 4.5.2)")
class SmtpServerBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\r\n",
                "\r.\r\n",
                "\r\n.\n",
                "\r\n.\r",
                "\n.\n",
                "\r.\r",
                "\n\r.\r\n",
                "\r\n\r.\r\n",
                "\r\r\n.\n",
                "\r\n.\r\r\n",
                "\r\n.\0\r\n",
                "\n\n.\r\n",
                "\r\n..\r\n\n.\r\n"
            })
    void noOtherSequenceEndsAMessage(String end) {
        ServerDialogue dialogue = ServerDialogue.inBody();
        String smuggled = "MAIL FROM:<admin@example.com>\r\nRCPT TO:<victim@example.com>\r\nDATA\r\n";
        assertThat(dialogue.raw("x" + end + smuggled)).isEmpty();
        assertThat(dialogue.policy.events).noneMatch(event -> event.contains("admin"));
        boolean clean = end.equals("\r\n.\0\r\n");
        assertThat(dialogue.raw("\r\n.\r\n")).startsWith(clean ? "250 " : "550 5.6.0");
        assertThat(dialogue.policy.messages).hasSize(clean ? 1 : 0);
        assertThat(dialogue.policy.events).endsWith("transaction ends");
        if (!clean) {
            assertThat(dialogue.policy.events).endsWith("body abandoned", "transaction ends");
        }
        assertThat(dialogue.line("MAIL FROM:<>")).startsWith("250");
    }

    @Test
    void aSpoiledMessageIsAbandonedAtOnce() {
        ServerDialogue dialogue = ServerDialogue.inBody();
        dialogue.raw("x\ny");
        assertThat(dialogue.policy.events).endsWith("body abandoned");
        dialogue.session.closed();
        assertThat(dialogue.policy.events).endsWith("body abandoned", "transaction ends");
        assertThat(dialogue.policy.events).filteredOn("body abandoned"::equals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", "..\r\n", "...\r\n", "..x\r\n..\r\n", "\r\n\r\n", "x\r\n..\r\n\r\n", "x..y\r\n"})
    void removesOneLeadingDot(String sent) {
        ServerDialogue dialogue = ServerDialogue.inBody();
        assertThat(dialogue.raw(sent + ".\r\n")).startsWith("250");
        assertThat(dialogue.policy.messages).containsExactly(sent.replaceAll("(?m)^\\.", ""));
    }

    @Test
    @DisplayName("DATA is read to its end although the message is too large already; 552 5.3.4 then")
    void countsTheMessage() {
        ServerDialogue dialogue = ServerDialogue.inBody();
        String line = "x".repeat(98) + "\r\n";
        assertThat(dialogue.raw(line.repeat(10) + ".\r\n")).startsWith("250");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<botan@example.com>\r\nDATA\r\n");
        assertThat(dialogue.raw(line.repeat(10) + "\r\n")).isEmpty();
        assertThat(dialogue.policy.events).endsWith("body abandoned");
        assertThat(dialogue.raw(line.repeat(100))).isEmpty();
        assertThat(dialogue.raw(".\r\nNOOP\r\n")).matches("552 5.3.4 .*\r\n250 2.0.0 OK");
    }

    @Test
    void stuffingDotsDoNotCount() {
        ServerDialogue dialogue = ServerDialogue.inBody();
        assertThat(dialogue.raw("..a\r\n".repeat(250) + ".\r\n")).startsWith("250");
    }

    @Test
    void takesLinesLongerThan998() {
        ServerDialogue dialogue = new ServerDialogue(SmtpSettings.defaults());
        dialogue.raw("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<botan@example.com>\r\nDATA\r\n");
        String longest = "x".repeat(BodyReader.MAX_TEXT_LINE) + "\r\n";
        assertThat(dialogue.raw(longest + longest + ".\r\n")).startsWith("250");
        dialogue.raw("MAIL FROM:<>\r\nRCPT TO:<botan@example.com>\r\nDATA\r\n");
        assertThat(dialogue.raw("x" + longest + ".\r\n")).startsWith("550 5.6.0");
    }

    @Test
    void passesTheBodyOnInRunsAndNotInOctets() {
        ServerDialogue dialogue = ServerDialogue.inBody();
        int[] pieces = {0};
        BodyReader reader = new BodyReader(1 << 20, piece -> pieces[0]++, () -> {});
        Octets body = Octets.latin1("a line\r\n".repeat(5000) + ".\r\n");
        assertThat(reader.read(body)).isEqualTo(body.length());
        assertThat(reader.ended()).isTrue();
        assertThat(pieces[0]).isEqualTo(1);
        assertThat(dialogue.raw(".\r\n")).startsWith("250");
    }
}
