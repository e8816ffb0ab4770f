package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;

/** What a session may do with its connection; the site turns each call into an effect. */
public interface Connection {

    void send(Octets octets);

    void reading(boolean on);

    /** Flush, send FIN, discard what still arrives. */
    void finish();

    /** Reset at once. */
    void abort();
}
