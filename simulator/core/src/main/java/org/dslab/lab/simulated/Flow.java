package org.dslab.lab.simulated;

import java.time.Instant;
import java.util.ArrayDeque;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Protocol;

/** One direction of one connection, or the datagrams of one link: what is sent arrives in order. */
final class Flow {

    private final Link link;
    private final Protocol protocol;
    private final ArrayDeque<Transmission> held = new ArrayDeque<>();
    private Instant lastArrival = Instant.EPOCH;

    Flow(Link link, Protocol protocol) {
        this.link = link;
        this.protocol = protocol;
    }

    /** Something on its way, and what happens if it arrives or is lost. */
    record Transmission(Runnable arrival, Runnable loss) {}

    Link link() {
        return link;
    }

    Protocol protocol() {
        return protocol;
    }

    ArrayDeque<Transmission> held() {
        return held;
    }

    /** Nothing overtakes what was sent before. */
    Instant arrivalAt(Instant earliest) {
        if (earliest.isAfter(lastArrival)) {
            lastArrival = earliest;
        }
        return lastArrival;
    }
}
