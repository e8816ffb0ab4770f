package org.dslab.server.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.octets.Octets;

/** Small bodies that no commit has named yet, in memory: they become durable in the transaction that names them. */
final class WaitingBodies {

    private static final class Waiting {
        private final List<Octets> pieces = new ArrayList<>();
        private int size;
    }

    private final Map<Long, Waiting> bodies = new TreeMap<>();
    private long size;

    /** Octets of all of them. */
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
        waiting.pieces.add(octets);
        waiting.size += octets.length();
        size += octets.length();
    }

    Optional<byte[]> find(long body) {
        return Optional.ofNullable(bodies.get(body)).map(WaitingBodies::join);
    }

    /** Forgets it; false if it was not there. */
    boolean remove(long body) {
        Waiting removed = bodies.remove(body);
        if (removed != null) {
            size -= removed.size;
        }
        return removed != null;
    }

    private static byte[] join(Waiting waiting) {
        byte[] joined = new byte[waiting.size];
        int at = 0;
        for (Octets piece : waiting.pieces) {
            piece.copyTo(joined, at);
            at += piece.length();
        }
        return joined;
    }
}
