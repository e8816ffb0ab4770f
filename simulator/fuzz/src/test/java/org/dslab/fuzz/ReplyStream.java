package org.dslab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a server session sends, which must be replies (RFC 5321 4.2): three digits, space or hyphen, at most 512 octets, CRLF. */
final class ReplyStream {

    private static final Pattern LINE = Pattern.compile("[2-5][0-9][0-9][ -][\\x20-\\x7e]{0,506}");

    private final List<Integer> codes = new ArrayList<>();

    /** The codes of the whole replies so far. */
    List<Integer> codes() {
        return codes;
    }

    /** The next octets that were sent: whole lines. */
    void add(String text) {
        if (!text.endsWith("\r\n")) {
            throw new AssertionError("not a whole reply: " + text);
        }
        for (String line : text.split("\r\n", -1)) {
            if (!line.isEmpty()) {
                addLine(line);
            }
        }
    }

    private void addLine(String line) {
        if (!LINE.matcher(line).matches()) {
            throw new AssertionError("not a reply: " + line);
        }
        if (line.charAt(3) == ' ') {
            codes.add(Integer.parseInt(line, 0, 3, 10));
        }
    }
}
