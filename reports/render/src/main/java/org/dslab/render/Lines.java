package org.dslab.render;

import java.util.ArrayList;
import java.util.List;

/** Text cut to the width of a console; a character counts as one column. */
final class Lines {

    private Lines() {}

    /** The text in exactly this many columns: filled with spaces, or cut and ended by three dots. */
    static String fit(String text, int columns) {
        int length = text.codePointCount(0, text.length());
        if (length <= columns) {
            return text + " ".repeat(columns - length);
        }
        return text.substring(0, text.offsetByCodePoints(0, columns - 3)) + "...";
    }

    /** The same with the spaces in front. */
    static String right(String text, int columns) {
        String fitted = fit(text, columns);
        String bare = fitted.stripTrailing();
        return " ".repeat(fitted.length() - bare.length()) + bare;
    }

    /** The text in lines of at most this many columns, broken at spaces where there are some. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.codePointCount(0, rest.length()) > columns) {
            int limit = rest.offsetByCodePoints(0, columns);
            int space = rest.lastIndexOf(' ', limit);
            int end = space > columns / 3 ? space : limit;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
