package org.dslab.server.json;

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
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                line.append('\\').append((char) c);
            } else {
                Disguises.append(line, c);
            }
        });
        line.append('"');
    }
}
