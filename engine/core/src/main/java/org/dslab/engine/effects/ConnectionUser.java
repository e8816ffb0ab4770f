package org.dslab.engine.effects;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.TlsSession;

/** Who is told what happens on one connection. */
public interface ConnectionUser {

    /** Established; only for connections that this machine opens. */
    default void opened() {}

    /** The TLS handshake that was asked for is done. */
    default void secured(TlsSession session) {}

    void received(Octets octets);

    /** So many octets have left for the network. */
    default void sent(long octets) {}

    void endOfInput();

    /** Once and last. */
    void closed(CloseCause cause);
}
