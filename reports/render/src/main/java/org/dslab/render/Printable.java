package org.dslab.render;

import java.util.Locale;

/**
 * Text from mail and networks made harmless to show: control characters, direction overrides, invisible characters and
 * halves of surrogate pairs become visible escapes such as {@code \n} and {@code \u202E}, so that no text can move a
 * cursor, colour a terminal, disguise another text, or make XML ill-formed. Markup is not this class' affair.
 */
public final class Printable {

    private Printable() {}

    /** The text with escapes for all that is not shown as it is. */
    public static String of(String text) {
        int harmless = 0;
        while (harmless < text.length() && isPlain(text.charAt(harmless))) {
            harmless++;
        }
        if (harmless == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, harmless);
        int i = harmless;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isShown(c)) {
                shown.appendCodePoint(c);
            } else {
                escape(c, shown);
            }
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
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

    private static void escape(int c, StringBuilder shown) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                for (char unit : Character.toChars(c)) {
                    shown.append("\\u");
                    String hex = Integer.toHexString(unit);
                    shown.append("0".repeat(4 - hex.length())).append(upper(hex));
                }
            }
        }
    }

    private static String upper(String hex) {
        return hex.toUpperCase(Locale.ROOT);
    }
}
