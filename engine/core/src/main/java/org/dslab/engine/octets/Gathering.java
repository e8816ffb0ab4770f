package org.dslab.engine.octets;

import java.util.Arrays;

/** Octets that come in pieces and are wanted in one run. A piece that comes alone is passed on as it is, uncopied. */
public final class Gathering {

    private static final byte[] NOTHING = {};

    private Octets only = Octets.EMPTY;
    private byte[] joined = NOTHING;
    private int length;

    public void add(Octets piece) {
        if (length == 0) {
            only = piece;
        } else {
            int needed = Math.addExact(length, piece.length());
            if (needed > joined.length) {
                joined = Arrays.copyOf(joined, Math.max(needed, 2 * joined.length));
            }
            if (!only.isEmpty()) {
                only.copyTo(joined, 0);
                only = Octets.EMPTY;
            }
            piece.copyTo(joined, length);
        }
        length += piece.length();
    }

    /** Everything since the last call. */
    public Octets take() {
        Octets all = only.isEmpty() ? Octets.copyOf(joined, 0, length) : only;
        only = Octets.EMPTY;
        joined = NOTHING;
        length = 0;
        return all;
    }
}
