package org.dslab.engine.delivery;

/** Lines of a message of our own. What it quotes of others cannot begin a line, nor make one too long (RFC 5322 2.1.1). */
final class MailText {

    private static final int MAX_LINE = 900;

    private final StringBuilder text = new StringBuilder();

    /** One line. */
    void line(String line) {
        int end = Math.min(line.length(), MAX_LINE);
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            text.append((c < ' ' && c != '\t') || c == 0x7F ? '?' : c);
        }
        text.append("\r\n");
    }

    /** One line of printable ASCII, with a question mark for anything else. */
    void asciiLine(String line) {
        StringBuilder ascii = new StringBuilder();
        line.codePoints().forEach(c -> ascii.append(c > 0x7E ? '?' : (char) c));
        line(ascii.toString());
    }

    /** Text that consists of lines already. */
    void lines(String lines) {
        text.append(lines);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
