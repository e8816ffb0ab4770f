package org.dslab.server;

import java.nio.ByteBuffer;
import org.dslab.server.tls.TlsContexts;

/**
 * What the connections of one driver share for TLS.
 *
 * @param aside where handshakes compute: a signature costs as much as hundreds of steps
 * @param plaintext room for what one read decrypts to
 */
record TlsKit(TlsContexts contexts, Aside aside, ByteBuffer plaintext) {

    TlsKit(TlsContexts contexts, Aside aside) {
        this(contexts, aside, ByteBuffer.allocateDirect(Shared.PIECE));
    }
}
