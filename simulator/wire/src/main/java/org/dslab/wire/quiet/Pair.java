package org.dslab.wire.quiet;

import org.dslab.engine.network.Endpoint;

/** Two sockets, and a direction from one to the other. */
record Pair(Endpoint from, Endpoint to) {

    Pair reversed() {
        return new Pair(to, from);
    }
}
