package org.dslab.server.json;

import java.util.Locale;

/** Characters that move the cursor, turn the direction of writing or cannot be seen: a log shows them as escapes. */
public final class Disguises {

    private Disguises() {}

    /** Whether a log may show this code point as it is. */
    public static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Appends a code point, escaped unless it may be shown. */
    public static void append(StringBuilder line, int codePoint) {
        if (isShown(codePoint)) {
            line.appendCodePoint(codePoint);
            return;
        }
        for (char unit : Character.toChars(codePoint)) {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }
}
