package org.dslab.server;

import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSide;

/** A TCP connection in any of its states, as the machine's effects address it. All calls are within a step. */
sealed interface Stream permits Dial, Connection {

    void send(Octets octets);

    void reading(boolean on);

    void secure(TlsSide side);

    void finish();

    void abort();

    /** The machine was told that it is closed. */
    void settleClosed();
}
