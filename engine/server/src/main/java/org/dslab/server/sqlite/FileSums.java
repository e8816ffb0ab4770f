package org.dslab.server.sqlite;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.dslab.engine.octets.Octets;

/** The checksums of a body in a file: a CRC32C for each 64 KiB, so that a part is checked without reading all of it. */
final class FileSums {

    static final int CHUNK = 64 << 10;

    private final CRC32C open = new CRC32C();
    private int inOpen;
    private ByteBuffer closed;
    private long size;

    FileSums() {
        closed = ByteBuffer.allocate(4 * Integer.BYTES);
    }

    /** As it was stored: {@link #size} and {@link #toBytes}. */
    FileSums(long size, byte[] sums) {
        closed = ByteBuffer.wrap(sums.clone());
        closed.position(closed.limit());
        this.size = size;
    }

    long size() {
        return size;
    }

    void append(Octets octets) {
        int from = 0;
        while (from < octets.length()) {
            int to = Math.min(octets.length(), from + CHUNK - inOpen);
            open.update(octets.slice(from, to).asByteBuffer());
            inOpen += to - from;
            from = to;
            if (inOpen == CHUNK) {
                closeChunk();
            }
        }
        size += octets.length();
    }

    private void closeChunk() {
        if (!closed.hasRemaining()) {
            closed = ByteBuffer.allocate(2 * closed.capacity() + Integer.BYTES).put(closed.flip());
        }
        closed.putInt((int) open.getValue());
        open.reset();
        inOpen = 0;
    }

    byte[] toBytes() {
        ByteBuffer all = ByteBuffer.allocate(closed.position() + (inOpen > 0 ? Integer.BYTES : 0));
        all.put(closed.duplicate().flip());
        if (inOpen > 0) {
            all.putInt((int) open.getValue());
        }
        return all.array();
    }

    /** Whether these octets, which begin with this chunk and end with a chunk or with the body, are the ones appended. */
    boolean areThese(int chunk, ByteBuffer octets) {
        byte[] sums = toBytes();
        ByteBuffer rest = octets.duplicate();
        for (int at = chunk; rest.hasRemaining(); at++) {
            if ((at + 1) * Integer.BYTES > sums.length) {
                return false;
            }
            int length = Math.min(CHUNK, rest.remaining());
            CRC32C sum = new CRC32C();
            sum.update(rest.slice(rest.position(), length));
            if ((int) sum.getValue() != ByteBuffer.wrap(sums).getInt(at * Integer.BYTES)) {
                return false;
            }
            rest.position(rest.position() + length);
        }
        return true;
    }
}
