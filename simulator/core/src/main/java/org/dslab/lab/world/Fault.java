package org.dslab.lab.world;

import java.time.Duration;
import java.util.List;

/**
 * A fault on directed links (DESIGN.md, "Faults: one vocabulary in all worlds").
 *
 * @param id unique in a run, from 1
 * @param name by which the scenario can heal it; empty if it has none
 * @param delay only for {@link Kind#DELAY}, else zero
 */
public record Fault(int id, String name, Kind kind, List<Link> links, List<Protocol> protocols, Duration delay) {

    public Fault {
        links = List.copyOf(links);
        protocols = List.copyOf(protocols);
    }

    /** What a fault does. */
    public enum Kind {
        /**
         * Everything sent over the link is lost; connections still open, but stay mute in that direction. Healing closes
         * the connections that lost something.
         */
        CUT,
        /** What is sent waits, in order, until the fault is healed; nothing is lost. */
        HOLD,
        /**
         * Nobody seems to listen: connections that {@code from} opens to {@code to} are refused, live ones of these are
         * closed, datagrams come to nothing and the sender is told so.
         */
        REFUSE,
        /** Connections that {@code from} opened or opens to {@code to} are reset as soon as {@code from} sends on them. */
        RESET,
        /** What is sent arrives later by {@link Fault#delay}, in order. */
        DELAY
    }
}
