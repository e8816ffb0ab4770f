package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;

/**
 * What arrived and is not yet worked off, and the command lines in it. A line ends at CRLF and nowhere else (RFC 5321
 * 2.3.8): a lone CR or LF spoils the whole line up to its CRLF, so that nothing behind it can pass for a command.
 */
final class CommandReader {

    /** Octets of a command line with its CRLF: 512 and what SIZE, 8BITMIME and SMTPUTF8 add, with room to spare. */
    static final int MAX_LINE = 2048;

    enum Next {
        /** More has to arrive. */
        NOTHING,
        /** A whole line is there; {@link #takeLine} gives it. */
        LINE,
        /** A line with a lone CR or LF was met; what follows up to its end is skipped. */
        SPOILED,
        /** A line over {@link #MAX_LINE} was met; what follows up to its end is skipped. */
        TOO_LONG
    }

    private Octets rest = Octets.EMPTY;
    private int scanned;
    private int lineEnd;
    private boolean skipping;
    private boolean skippedCr;

    void add(Octets octets) {
        rest = rest.concat(octets);
    }

    Octets rest() {
        return rest;
    }

    int length() {
        return rest.length();
    }

    boolean isEmpty() {
        return rest.isEmpty();
    }

    void consume(int octets) {
        rest = rest.slice(octets, rest.length());
        scanned = 0;
    }

    /** Copied, so that a short rest does not keep a large piece in memory. */
    void compact() {
        if (rest.length() <= 2 * MAX_LINE) {
            rest = rest.copy();
        }
    }

    void clear() {
        consume(rest.length());
    }

    Next next() {
        if (skipping && !skip()) {
            return Next.NOTHING;
        }
        int at = rest.indexOfEither('\r', '\n', scanned);
        int lineLength = at < 0 ? rest.length() : at;
        if (lineLength > MAX_LINE - 2) {
            return refuse(lineLength, Next.TOO_LONG);
        }
        if (at < 0) {
            scanned = rest.length();
            return Next.NOTHING;
        }
        if (rest.at(at) == '\n') {
            return refuse(at + 1, Next.SPOILED);
        }
        if (at + 1 == rest.length()) {
            scanned = at;
            return Next.NOTHING;
        }
        if (rest.at(at + 1) != '\n') {
            return refuse(at + 1, Next.SPOILED);
        }
        scanned = at;
        lineEnd = at;
        return Next.LINE;
    }

    /** The line that {@link #next} found, without taking it. */
    Octets line() {
        return rest.slice(0, lineEnd);
    }

    void takeLine() {
        consume(lineEnd + 2);
    }

    private Next refuse(int octets, Next why) {
        consume(octets);
        skipping = true;
        skippedCr = false;
        return why;
    }

    /** Drops octets up to the next CRLF; false if it has not arrived yet. */
    private boolean skip() {
        int from = 0;
        int lf;
        while ((lf = rest.indexOf('\n', from)) >= 0) {
            if (lf == 0 ? skippedCr : rest.at(lf - 1) == '\r') {
                consume(lf + 1);
                skipping = false;
                return true;
            }
            from = lf + 1;
        }
        if (!rest.isEmpty()) {
            skippedCr = rest.at(rest.length() - 1) == '\r';
            consume(rest.length());
        }
        return false;
    }
}
