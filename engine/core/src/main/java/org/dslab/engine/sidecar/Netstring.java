package org.dslab.engine.sidecar;

import org.dslab.engine.octets.Octets;

/** {@code length ":" octets ","}, the frame of the socketmap protocol. */
sealed interface Netstring {

    /** The longest content that is read; the longest address that Postfix passes on has 2048 octets. */
    int MAX_CONTENT = 4096;

    int MAX_DIGITS = 4;

    /** More octets are needed. */
    record Incomplete() implements Netstring {}

    /** What arrived is no netstring, or one that is too long; nothing after it can be understood. */
    record Malformed() implements Netstring {}

    /** The content of the first one, and the octets after it. */
    record Complete(Octets content, Octets rest) implements Netstring {}

    /** The first netstring of what has arrived so far. */
    static Netstring read(Octets octets) {
        int length = 0;
        int at = 0;
        while (at < octets.length() && octets.at(at) != ':') {
            int digit = octets.at(at) - '0';
            // A zero only stands alone.
            boolean isDigit = digit >= 0 && digit <= 9 && (at == 0 || length > 0);
            if (!isDigit || at == MAX_DIGITS) {
                return new Malformed();
            }
            length = 10 * length + digit;
            at++;
        }
        if (at == octets.length()) {
            return new Incomplete();
        }
        int end = at + 1 + length;
        if (at == 0 || length > MAX_CONTENT) {
            return new Malformed();
        }
        if (octets.length() <= end) {
            return new Incomplete();
        }
        return octets.at(end) == ','
                ? new Complete(octets.slice(at + 1, end), octets.slice(end + 1, octets.length()))
                : new Malformed();
    }

    static Octets encode(Octets content) {
        return Octets.latin1(content.length() + ":").concat(content).concat(Octets.latin1(","));
    }
}
