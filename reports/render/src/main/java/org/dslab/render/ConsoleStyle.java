package org.dslab.render;

import java.util.Map;

/**
 * How a console can be written to.
 *
 * @param terminal whether a line can be rewritten in place
 * @param colour whether escape sequences for colours are understood and wanted
 * @param width columns, 80 to 120
 */
public record ConsoleStyle(boolean terminal, boolean colour, int width) {

    private static final int NARROWEST = 80;
    private static final int WIDEST = 120;
    private static final int USUAL = 100;

    public ConsoleStyle {
        width = Math.clamp(width, NARROWEST, WIDEST);
    }

    /** A file or a pipe: plain lines. */
    public static ConsoleStyle plain() {
        return new ConsoleStyle(false, false, USUAL);
    }

    /**
     * What the environment says: {@code TERM} (a dumb terminal is none), {@code NO_COLOR} (any value but the empty one
     * turns colours off) and {@code COLUMNS}.
     *
     * @param terminal whether standard output is one
     */
    public static ConsoleStyle of(boolean terminal, Map<String, String> environment) {
        boolean capable = terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean colour = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new ConsoleStyle(capable, colour, columns(environment.getOrDefault("COLUMNS", "")));
    }

    private static int columns(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }
}
