package org.dslab.server;

import java.util.Optional;
import org.dslab.engine.network.Endpoint;

/**
 * Where a driver listens. Port 0 asks for any free port.
 *
 * @param smtp TCP
 * @param minger UDP and TCP, on one port
 * @param socketmap TCP; only a side-car has it
 */
public record Listeners(Optional<Endpoint> smtp, Optional<Endpoint> minger, Optional<Endpoint> socketmap) {

    /** The listeners of a site. */
    public Listeners(Optional<Endpoint> smtp, Optional<Endpoint> minger) {
        this(smtp, minger, Optional.empty());
    }

    public static final Listeners NONE = new Listeners(Optional.empty(), Optional.empty());
}
