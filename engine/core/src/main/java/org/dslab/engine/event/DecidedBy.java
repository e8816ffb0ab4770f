package org.dslab.engine.event;

/** What a RCPT reply rests on. */
public enum DecidedBy {
    /** A local address (DS-02) or postmaster (DS-13). */
    LOCAL,
    /** A lookup that has just ended (DS-03 to DS-12). */
    LOOKUP,
    /** A remembered answer (DS-06). */
    REMEMBERED,
    /** Relaying for a trusted client (DS-09, DS-33), or refusing to. */
    RELAYING,
    /** The switch is off or the domain not shared: unknown local users are unknown (DS-70, DS-72). */
    NOT_SHARED,
    /** A limit, the order of commands, or a malformed path. */
    PROTOCOL
}
