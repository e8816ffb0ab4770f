package org.dslab.engine.seam;

import org.dslab.engine.network.HostPort;

/** Which part this machine plays in a TLS handshake, and what it demands of the peer. */
public sealed interface TlsSide {

    /** The server, with the certificate that the driver was given. */
    record Server() implements TlsSide {}

    /** The client, content with any certificate (RFC 7435): it keeps out who only listens. */
    record Opportunistic(HostPort target) implements TlsSide {}

    /** The client; the certificate must be valid, trusted and made out to the target (DS-74). */
    record Verified(HostPort target) implements TlsSide {}
}
