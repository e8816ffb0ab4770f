package org.dslab.server;

import java.time.Instant;
import org.dslab.engine.event.SiteEvent;

/** Where a driver puts what its machine records, and its own log. Called from the driver's threads. */
@FunctionalInterface
public interface EventSink {

    /** The machine recorded this at {@code at}. */
    void event(Instant at, SiteEvent event);

    /** Something the driver met and dealt with: the only place where exception texts go. */
    default void trouble(Instant at, String text) {}

    /** Tells this one, then the other. */
    default EventSink and(EventSink other) {
        EventSink first = this;
        return new EventSink() {
            @Override
            public void event(Instant at, SiteEvent event) {
                first.event(at, event);
                other.event(at, event);
            }

            @Override
            public void trouble(Instant at, String text) {
                first.trouble(at, text);
                other.trouble(at, text);
            }
        };
    }
}
