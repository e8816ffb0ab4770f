package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;

/** Replies that leave together; whatever a text holds, a reply stays one line of printable ASCII (RFC 5321 4.2). */
final class ReplyBuffer {

    private final StringBuilder text = new StringBuilder();

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

    /** The reply to EHLO (RFC 5321 4.1.1.1) with everything that a session here can do. */
    void ehlo(String greeting, long maxMessageSize) {
        line(250, '-', greeting);
        line(250, '-', "PIPELINING");
        line(250, '-', "SIZE " + maxMessageSize);
        line(250, '-', "8BITMIME");
        line(250, '-', "SMTPUTF8");
        line(250, ' ', "ENHANCEDSTATUSCODES");
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    Octets take() {
        Octets octets = Octets.latin1(text.toString());
        text.setLength(0);
        return octets;
    }
}
