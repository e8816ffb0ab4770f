package org.dslab.engine.reception;

import java.util.function.Consumer;
import org.dslab.engine.octets.Octets;

/**
 * Puts an empty line in front of a message that does not begin with a header field, so that the trace fields before it
 * do not swallow its text (RFC 5322 2.1). Holds back no more than the name of the first field.
 */
final class MissingHeader {

    private static final Octets EMPTY_LINE = Octets.latin1("\r\n");

    /** A line has at most 998 octets without its CRLF (RFC 5322 2.1.1). */
    private static final int MAX_NAME = 998;

    private final Consumer<Octets> next;
    private Octets held = Octets.EMPTY;
    private boolean isDecided;
    private boolean isNameOver;

    /** Passes the message on to {@code next}, in its order. */
    MissingHeader(Consumer<Octets> next) {
        this.next = next;
    }

    /** The next octets of the message. */
    void feed(Octets octets) {
        if (isDecided) {
            next.accept(octets);
            return;
        }
        int begin = held.length();
        held = held.concat(octets);
        for (int at = begin; at < held.length() && !isDecided; at++) {
            decide(held.at(at), at);
        }
    }

    private void decide(int octet, int position) {
        if (octet == ':') {
            pass(position > 0);
        } else if (position == 0 && octet == '\r') {
            // The message brings its own empty line.
            pass(true);
        } else if (position > 0 && (octet == ' ' || octet == '\t')) {
            // Obsolete syntax allows white space before the colon (RFC 5322 4.5.8).
            isNameOver = true;
        } else if (isNameOver || octet <= ' ' || octet > '~' || position >= MAX_NAME) {
            pass(false);
        }
    }

    private void pass(boolean hasHeader) {
        isDecided = true;
        if (!hasHeader) {
            next.accept(EMPTY_LINE);
        }
        Octets first = held;
        held = Octets.EMPTY;
        next.accept(first);
    }

    /** What it keeps in memory. */
    long octetsKept() {
        return held.length();
    }

    /** The message is over. */
    void finish() {
        if (!isDecided && !held.isEmpty()) {
            pass(false);
        }
    }
}
