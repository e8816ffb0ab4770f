package org.dslab.proxy;

import java.time.Duration;

/**
 * A fault in force on some directions of some links.
 *
 * @param id chosen by the caller; one id can be healed at once everywhere
 * @param delay only for {@link Kind#DELAY}, else zero
 */
public record ProxyFault(int id, Kind kind, Duration delay) {

    public ProxyFault {
        if (delay.isNegative() || (kind == Kind.DELAY) == delay.isZero()) {
            throw new IllegalArgumentException(kind + " with a delay of " + delay);
        }
    }

    /** A fault without a delay. */
    public ProxyFault(int id, Kind kind) {
        this(id, kind, Duration.ZERO);
    }

    /**
     * What a fault does. Of several on one direction a reset goes before a cut, a cut before a hold, a hold before a
     * delay; of several cuts, holds or delays the first one counts.
     */
    public enum Kind {
        /**
         * Everything sent in this direction is lost. Connections still open, but stay mute; healing resets those that
         * lost something to it.
         */
        CUT,
        /** What is sent in this direction waits, in order, until the fault is healed. */
        HOLD,
        /**
         * The whole link's entrance is closed, whatever the direction: connections are refused and live ones reset,
         * datagrams come to nothing and their sender is told so.
         */
        REFUSE,
        /** Connections of the link are reset as soon as the client sends octets on them. Datagrams are not touched. */
        RESET,
        /** What is sent in this direction arrives later, in order. What is on its way when it is healed keeps its time. */
        DELAY
    }
}
