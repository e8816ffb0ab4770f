package org.dslab.engine.reception;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.address.AsciiCase;

/**
 * Notices a Received field of this very site among the lines of a header (DS-35): one with {@code by} and this site's
 * host name (RFC 5321 4.4), in whatever case and however folded; comments do not count.
 */
final class OwnTrace {

    private static final String RECEIVED = "received:";
    private static final int MAX_FIELD = 4000;

    private final String hostname;
    private final StringBuilder field = new StringBuilder();
    private boolean isInReceived;
    private boolean isFound;

    OwnTrace(String hostname) {
        this.hostname = AsciiCase.lower(hostname);
    }

    /** The next line of the header without its line end; the empty one at the end of the header counts. */
    void line(String line) {
        boolean isContinued = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
        if (!isContinued) {
            isFound = isFound();
            field.setLength(0);
            isInReceived = AsciiCase.lower(line.substring(0, Math.min(line.length(), RECEIVED.length())))
                    .equals(RECEIVED);
        }
        if (isInReceived && field.length() < MAX_FIELD) {
            String text = isContinued ? line : line.substring(RECEIVED.length());
            field.append(' ').append(text, 0, Math.min(text.length(), MAX_FIELD - field.length()));
        }
    }

    /** What it keeps in memory. */
    int octetsKept() {
        return field.length();
    }

    boolean isFound() {
        return isFound || (isInReceived && isOurs(AsciiCase.lower(field.toString())));
    }

    private boolean isOurs(String value) {
        List<String> words = words(value);
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("by") && words.get(i + 1).equals(hostname)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ' ';
            if (c == '(') {
                depth++;
            }
            if (depth == 0 && c != ' ' && c != '\t' && c != ';') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (c == ')' && depth > 0) {
                depth--;
            }
        }
        return words;
    }
}
