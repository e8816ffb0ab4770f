package org.dslab.render;

import java.util.List;

/** What mail can carry to harm those who look at it. */
final class Hostile {

    static final String SCRIPT = "<script>alert(1)</script>";

    static final String EVERYTHING = SCRIPT + "\" onmouseover=\"alert(2)' x='&amp;]]>--><img src=x onerror=alert(3)>"
            + "javascript:alert(4)\u001B[2J\u001B]0;title\u0007\r\n\t\u0000\u007F\u009B31m\u202Egnp.exe\u2066\u200B\uFEFF"
            + "\u2028\uD83D \uFFFE \uDBFF\uDFFF ${7*7} @endif";

    private Hostile() {}

    /** Characters that none of our outputs may contain. */
    static List<String> unprintable() {
        return List.of(
                "\u001B", "\u0007", "\u0000", "\u007F", "\u009B", "\u202E", "\u2066", "\u200B", "\uFEFF", "\u2028",
                "\uD83D ", "\uFFFE");
    }
}
