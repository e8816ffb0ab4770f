package org.dslab.server;

import org.dslab.engine.octets.Octets;

/** A TCP connection in any of its states, as the machine's effects address it. All calls are within a step. */
sealed interface Stream permits Dial, Connection {

    void send(Octets octets);

    void reading(boolean on);

    void finish();

    void abort();

    /** The machine was told that it is closed. */
    void settleClosed();
}
