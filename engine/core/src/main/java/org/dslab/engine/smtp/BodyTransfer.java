package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;

/** How far the body of one transaction is with a client session: one piece is asked for at a time. */
final class BodyTransfer {

    private static final int MAX_PIECE = 64 * 1024;

    private final DotStuffer stuffer = new DotStuffer();
    private final long size;
    private long offset;
    private boolean asked;

    BodyTransfer(long size) {
        this.size = size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isAsked() {
        return asked;
    }

    long offset() {
        return offset;
    }

    /** Marks the next piece as asked for; returns its length. */
    int ask() {
        asked = true;
        return (int) Math.min(MAX_PIECE, size - offset);
    }

    /** Whether the body can go on with this piece: it must end where it was said to, or it is another body. */
    boolean fits(Octets piece, boolean last) {
        long end = offset + piece.length();
        return last ? end == size : !piece.isEmpty() && end < size;
    }

    Octets take(Octets piece) {
        asked = false;
        offset += piece.length();
        return stuffer.stuff(piece);
    }

    /** The trace fields before the body. */
    Octets head(Octets head) {
        return stuffer.stuff(head);
    }

    Octets end() {
        return stuffer.end();
    }
}
