package org.dslab.server;

import java.io.IOException;
import org.dslab.engine.network.Endpoint;

/** A listening socket could not be opened; the message names the endpoint and the cause. */
public final class CannotListenException extends IOException {

    public CannotListenException(String service, Endpoint endpoint, Exception cause) {
        super("cannot listen on " + service + " " + endpoint + ": " + cause.getMessage(), cause);
    }
}
