package org.dslab.engine.delivery;

import java.util.Optional;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.octets.Octets;

/** Fields of a message's header. */
final class HeaderField {

    private static final int MAX_LENGTH = 200;

    private HeaderField() {}

    /** The value of the first field of this name on one line (RFC 5322 2.2.3), at most 200 characters of it. */
    static Optional<String> value(Octets header, String name) {
        String start = AsciiCase.lower(name) + ":";
        StringBuilder value = new StringBuilder();
        boolean isFound = false;
        for (String line : header.utf8().split("\r\n", -1)) {
            boolean isContinued = line.startsWith(" ") || line.startsWith("\t");
            if (isFound && !isContinued) {
                break;
            }
            if (isFound) {
                value.append(' ').append(line.strip());
            } else if (AsciiCase.lower(line).startsWith(start)) {
                isFound = true;
                value.append(line.substring(start.length()).strip());
            }
        }
        String text = value.toString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
    }
}
