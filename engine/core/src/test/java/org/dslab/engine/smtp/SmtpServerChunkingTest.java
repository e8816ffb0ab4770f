package org.dslab.engine.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("However the network cuts what a client sends, replies and messages are the same")
class SmtpServerChunkingTest {

    private static final List<String> FRAGMENTS = List.of(
            "EHLO client.test\r\n",
            "MAIL FROM:<eve@elsewhere.test>\r\n",
            "MAIL FROM:<eve@elsewhere.test> SIZE=2000\r\n",
            "RCPT TO:<botan@example.com>\r\n",
            "RCPT TO:<no@example.com>\r\n",
            "RCPT TO:<bad>\r\n",
            "DATA\r\n",
            "DATA\r\nSubject: x\r\n\r\n..\r\n.a\r\n...\r\n\r\n.\r\n",
            "\r\n.\r\n",
            ".\r\n",
            "..\r\n",
            ".",
            "\r",
            "\n",
            "\r\n",
            "RSET\r\n",
            "NOOP\r\n",
            "text\r\n",
            "text\n",
            "x".repeat(400) + "\r\n",
            "y".repeat(2047),
            "y".repeat(2046) + "\r\n");

    private static Octets conversation(SplittableRandom random) {
        StringBuilder text = new StringBuilder("EHLO client.test\r\n");
        int length = random.nextInt(5, 60);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(6) == 0) {
                text.append("MAIL FROM:<>\r\nRCPT TO:<botan@example.com>\r\nDATA\r\n");
            }
            text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        return Octets.latin1(text.toString());
    }

    private static ServerDialogue dialogue() {
        ServerDialogue dialogue = new ServerDialogue();
        dialogue.policy.replies.put("no@example.com", new SmtpReply(550, "5.1.1", "No"));
        return dialogue;
    }

    @Test
    void chunksDoNotMatter() {
        int messages = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Chunker chunker = new Chunker(seed);
            Octets conversation = conversation(chunker.random());
            ServerDialogue whole = dialogue();
            whole.session.receive(conversation);
            ServerDialogue pieces = dialogue();
            chunker.cut(conversation, piece -> {
                if (!pieces.connection.isOver()) {
                    pieces.session.receive(piece);
                }
            });
            assertThat(pieces.connection.all()).as("replies, seed " + seed).isEqualTo(whole.connection.all());
            assertThat(pieces.policy.messages).as("messages, seed " + seed).isEqualTo(whole.policy.messages);
            assertThat(pieces.policy.events).as("events, seed " + seed).isEqualTo(whole.policy.events);
            messages += whole.policy.messages.size();
        }
        assertThat(messages).isGreaterThan(500);
    }
}
