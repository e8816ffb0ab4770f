package org.dslab.engine.smtp;

/** Where a server session is. */
enum Phase {
    COMMANDS,
    /** The client was sent a challenge. */
    AUTH,
    /** TLS begins; nothing is said. */
    HANDSHAKE,
    BODY,
    /** The final dot came, the site decides. */
    MESSAGE,
    OVER
}
