package org.dslab.render;

/** Colours on a console that has them. The text must be printable already. */
final class Ink {

    private static final String ESCAPE = "\u001B[";

    private final boolean colour;

    Ink(boolean colour) {
        this.colour = colour;
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("1;31", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    /** By the news that an event is. */
    String toned(Tone tone, String text) {
        return switch (tone) {
            case PLAIN -> text;
            case GOOD -> paint("32", text);
            case WAIT -> paint("33", text);
            case BAD -> paint("31", text);
            case LAB -> paint("36", text);
        };
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
