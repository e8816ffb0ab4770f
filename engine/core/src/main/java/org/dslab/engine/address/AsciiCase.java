package org.dslab.engine.address;

/** ASCII, and case folding of its letters only: the same in every locale, and never changing a string's length. */
public final class AsciiCase {

    private AsciiCase() {}

    /** Whether the text has no character above U+007F. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** The text with A to Z made a to z and every other character kept. */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                char[] folded = text.toCharArray();
                for (int j = i; j < folded.length; j++) {
                    if (isUpper(folded[j])) {
                        folded[j] = (char) (folded[j] + ('a' - 'A'));
                    }
                }
                return new String(folded);
            }
        }
        return text;
    }

    /** The text with a to z made A to Z and every other character kept. */
    public static String upper(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            if (folded[i] >= 'a' && folded[i] <= 'z') {
                folded[i] = (char) (folded[i] - ('a' - 'A'));
            }
        }
        return new String(folded);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
