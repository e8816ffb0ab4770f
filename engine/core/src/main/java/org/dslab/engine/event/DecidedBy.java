package org.dslab.engine.event;

/** What a RCPT reply rests on. */
public enum DecidedBy {
    /** A local address (DS-02) or postmaster (DS-13). */
    LOCAL,
    /** A list of this site, or the address of its bounces (DS-80, DS-82, DS-84). */
    LIST,
    /** A lookup that has just ended (DS-03 to DS-12). */
    LOOKUP,
    /** A remembered answer (DS-06). */
    REMEMBERED,
    /** The server behind a gateway domain, and the sharing hosts if they are asked too (DS-60 to DS-62). */
    GATEWAY,
    /** Relaying for a trusted client (DS-09, DS-33), or refusing to. */
    RELAYING,
    /** The switch is off or the domain not shared: unknown local users are unknown (DS-70, DS-72). */
    NOT_SHARED,
    /** A limit, the order of commands, or a malformed path. */
    PROTOCOL
}
