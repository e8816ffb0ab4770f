package org.dslab.engine.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dslab.engine.octets.Octets;

/** A body in memory: however small the pieces it came in, it takes little more room than its octets and is read as quickly. */
final class KeptBody {

    private static final int CHUNK = 64 * 1024;

    private final List<Octets> full = new ArrayList<>();
    private byte[] open = new byte[0];
    private int used;

    void append(Octets piece) {
        int from = 0;
        while (from < piece.length()) {
            if (used == open.length) {
                int needed = Math.max(2 * open.length, used + piece.length() - from);
                open = Arrays.copyOf(open, Math.min(CHUNK, needed));
            }
            int to = Math.min(piece.length(), from + open.length - used);
            piece.slice(from, to).copyTo(open, used);
            used += to - from;
            from = to;
            if (used == CHUNK) {
                full.add(Octets.copyOf(open));
                open = new byte[0];
                used = 0;
            }
        }
    }

    long size() {
        return (long) full.size() * CHUNK + used;
    }

    /** At most {@code length} octets; fewer at the end of a chunk or of the body. */
    Octets read(long offset, int length) {
        if (offset >= size()) {
            return Octets.EMPTY;
        }
        int chunk = (int) (offset / CHUNK);
        int from = (int) (offset % CHUNK);
        if (chunk == full.size()) {
            return Octets.copyOf(open, from, Math.min(length, used - from));
        }
        return full.get(chunk).slice(from, Math.min(CHUNK, from + Math.min(length, CHUNK)));
    }
}
