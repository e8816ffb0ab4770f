package org.dslab.proxy;

/** A direction on a link. */
public enum Direction {
    /** From the client that came in at the entrance towards the target. */
    UP,
    /** From the target back to the client. */
    DOWN
}
