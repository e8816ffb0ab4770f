package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSide;

/** What a session may do with its connection; the site turns each call into an effect. */
public interface Connection {

    void send(Octets octets);

    void reading(boolean on);

    /** Begin a TLS handshake; nothing may be sent until the session is told that the connection is secured. */
    default void secure(TlsSide side) {
        throw new IllegalStateException("TLS was not asked for on this kind of connection");
    }

    /** So many octets of what arrived on it are kept until they can be worked off. */
    default void keeps(long octets) {}

    /** Flush, send FIN, discard what still arrives. */
    void finish();

    /** Reset at once. */
    void abort();
}
