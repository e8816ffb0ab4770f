package org.dslab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.octets.Octets;

/** What waits to be written to one connection. The machine bounds it (DESIGN.md, back-pressure). */
final class Output {

    /** Octets of plaintext (RFC 8446 5.1). */
    private static final int MAX_RECORD = 16 << 10;

    private final ArrayDeque<Octets> waiting = new ArrayDeque<>(1);

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Octets octets) {
        if (!octets.isEmpty()) {
            waiting.add(octets);
        }
    }

    void clear() {
        waiting.clear();
    }

    /** Writes as much as the network takes, small pieces together; returns how many octets it took. */
    long writeTo(SocketChannel channel, ByteBuffer buffer) throws IOException {
        long written = 0;
        while (!waiting.isEmpty()) {
            buffer.clear();
            for (Octets octets : waiting) {
                int part = Math.min(buffer.remaining(), octets.length());
                buffer.put(octets.asByteBuffer().limit(part));
                if (!buffer.hasRemaining()) {
                    break;
                }
            }
            buffer.flip();
            int count = channel.write(buffer);
            written += count;
            remove(count);
            if (buffer.hasRemaining()) {
                break;
            }
        }
        return written;
    }

    /** Views of the first octets, at least as many as a TLS record holds, if there are. */
    ByteBuffer[] first() {
        List<ByteBuffer> views = new ArrayList<>();
        int length = 0;
        for (Octets octets : waiting) {
            views.add(octets.asByteBuffer());
            length += octets.length();
            if (length >= MAX_RECORD) {
                break;
            }
        }
        return views.toArray(ByteBuffer[]::new);
    }

    /** The first octets need not be kept any more. */
    void remove(int count) {
        int left = count;
        while (left > 0) {
            Octets first = waiting.remove();
            if (first.length() > left) {
                waiting.addFirst(first.slice(left, first.length()));
                return;
            }
            left -= first.length();
        }
    }
}
