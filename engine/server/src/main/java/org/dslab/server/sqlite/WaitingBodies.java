package org.dslab.server.sqlite;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.octets.Octets;

/** Small bodies that no commit has named yet, in memory: they become durable in the transaction that names them. */
final class WaitingBodies {

    private static final class Waiting {
        private byte[] octets = {};
        private int size;

        /** Grows by more than is needed, but for the first piece, which often is all. */
        void append(Octets piece) {
            int needed = size + piece.length();
            if (needed > octets.length) {
                octets = Arrays.copyOf(octets, Math.max(needed, octets.length + octets.length / 2));
            }
            piece.copyTo(octets, size);
            size = needed;
        }
    }

    private final Map<Long, Waiting> bodies = new TreeMap<>();
    private long size;

    /** What all of them take in memory, in octets. */
    long size() {
        return size;
    }

    boolean has(long body) {
        return bodies.containsKey(body);
    }

    int size(long body) {
        Waiting waiting = bodies.get(body);
        return waiting == null ? 0 : waiting.size;
    }

    void append(long body, Octets octets) {
        Waiting waiting = bodies.computeIfAbsent(body, id -> new Waiting());
        size -= waiting.octets.length;
        waiting.append(octets);
        size += waiting.octets.length;
    }

    Optional<byte[]> find(long body) {
        return Optional.ofNullable(bodies.get(body)).map(waiting -> Arrays.copyOf(waiting.octets, waiting.size));
    }

    /** Forgets it; false if it was not there. */
    boolean remove(long body) {
        Waiting removed = bodies.remove(body);
        if (removed != null) {
            size -= removed.octets.length;
        }
        return removed != null;
    }
}
