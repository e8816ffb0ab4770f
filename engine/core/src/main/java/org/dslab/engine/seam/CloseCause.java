package org.dslab.engine.seam;

/** Why a connection is gone, or why a datagram could not be delivered. Exception texts stay in the driver's log. */
public enum CloseCause {
    /** Both directions ended in order. */
    FINISHED,
    /** This side aborted it. */
    ABORTED,
    /** The peer reset it. */
    RESET,
    /** Nobody listens there. */
    REFUSED,
    /** The name could not be resolved. */
    UNRESOLVABLE,
    /** No route, or the network failed. */
    UNREACHABLE,
    /** The connection attempt took too long. */
    TIMED_OUT,
    /** The TLS handshake failed, or what came later was no TLS. */
    TLS_FAILED,
    /** The TLS handshake failed because the peer's certificate does not prove that it is the target (DS-74). */
    NOT_VERIFIED
}
