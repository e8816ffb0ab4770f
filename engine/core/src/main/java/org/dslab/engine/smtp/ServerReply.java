package org.dslab.engine.smtp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply as a client received it (RFC 5321 4.2.1).
 *
 * @param lines the text of each line, without code and separator; at least one
 */
record ServerReply(int code, List<String> lines) {

    private static final int MAX_TEXT = 500;
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: +(.*))?");

    ServerReply {
        lines = List.copyOf(lines);
    }

    /** The whole on one line, with the enhanced status code taken out of the text. */
    SmtpReply onOneLine() {
        String enhanced = "";
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String content = line;
            Matcher matcher = ENHANCED.matcher(line);
            if (matcher.matches() && line.charAt(0) - '0' == code / 100) {
                enhanced = enhanced.isEmpty() ? matcher.group(1) : enhanced;
                content = matcher.group(2) == null ? "" : matcher.group(2);
            }
            if (!content.isEmpty() && text.length() < MAX_TEXT) {
                text.append(text.isEmpty() ? "" : " ").append(content);
            }
        }
        if (text.length() > MAX_TEXT) {
            text.setLength(MAX_TEXT);
        }
        return new SmtpReply(code, enhanced, text.toString());
    }
}
