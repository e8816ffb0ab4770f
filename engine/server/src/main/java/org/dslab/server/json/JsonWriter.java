package org.dslab.server.json;

import java.util.Locale;
import java.util.Map;

/** Writes JSON on one line, in ASCII as far as control characters go: whatever is in a string, it cannot end the line. */
public final class JsonWriter {

    private JsonWriter() {}

    public static void append(StringBuilder line, JsonValue value) {
        switch (value) {
            case JsonValue.Text text -> appendQuoted(line, text.value());
            case JsonValue.Whole number -> line.append(number.value());
            case JsonValue.Flag flag -> line.append(flag.value());
            case JsonValue.Nothing nothing -> line.append("null");
            case JsonValue.Items items -> {
                char before = '[';
                for (JsonValue item : items.values()) {
                    line.append(before);
                    append(line, item);
                    before = ',';
                }
                line.append(items.values().isEmpty() ? "[]" : "]");
            }
            case JsonValue.Members members -> {
                char before = '{';
                for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
                    line.append(before);
                    appendQuoted(line, member.getKey());
                    line.append(':');
                    append(line, member.getValue());
                    before = ',';
                }
                line.append(members.values().isEmpty() ? "{}" : "}");
            }
        }
    }

    /** A string with its quotes. */
    public static void appendQuoted(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (isSafe(text, i)) {
                line.append(c);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        line.append('"');
    }

    /** Control characters, other line ends and halves of a pair would confuse a terminal or a decoder. */
    private static boolean isSafe(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
    }
}
