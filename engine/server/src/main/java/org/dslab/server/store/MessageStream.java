package org.dslab.server.store;

import java.io.IOException;
import java.io.InputStream;
import org.dslab.engine.octets.Octets;

/** A message as one stream: the head that this site wrote, then the body, a piece at a time. */
public final class MessageStream extends InputStream {

    private static final int PIECE = 64 << 10;

    private final Store store;
    private final long body;
    private Octets piece;
    private int position;
    private long offset;
    private boolean last;

    public MessageStream(Octets head, Store store, long body) {
        this.piece = head;
        this.store = store;
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        return more() ? piece.at(position++) : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, piece.length() - position);
        piece.slice(position, position + count).copyTo(target, from);
        position += count;
        return count;
    }

    private boolean more() throws IOException {
        while (position == piece.length()) {
            if (last) {
                return false;
            }
            BodyPiece next = store.readBody(body, offset, PIECE);
            piece = next.octets();
            position = 0;
            offset += piece.length();
            last = next.last();
        }
        return true;
    }
}
