package org.dslab.engine.smtp;

import java.util.List;
import org.dslab.engine.octets.Octets;

/** Replies that leave together; whatever a text holds, a reply stays one line of printable ASCII (RFC 5321 4.2). */
final class ReplyBuffer {

    private StringBuilder text = new StringBuilder(0);

    void reply(SmtpReply reply) {
        line(reply.code(), ' ', reply.enhanced().isEmpty() ? reply.text() : reply.enhanced() + " " + reply.text());
    }

    /** One line of a reply; the separator is {@code -} if more lines follow. */
    void line(int code, char separator, String content) {
        text.append(code).append(separator);
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            text.append(c < ' ' || c > '~' ? '?' : c);
        }
        text.append("\r\n");
    }

    /** The reply to EHLO (RFC 5321 4.1.1.1). */
    void ehlo(String greeting, List<String> keywords) {
        line(250, '-', greeting);
        for (int i = 0; i < keywords.size(); i++) {
            line(250, i + 1 < keywords.size() ? '-' : ' ', keywords.get(i));
        }
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    Octets take() {
        Octets octets = Octets.latin1(text.toString());
        // Most sessions are idle most of the time, and then need no memory for this.
        text = new StringBuilder(0);
        return octets;
    }
}
