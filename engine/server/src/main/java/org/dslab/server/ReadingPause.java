package org.dslab.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Stops the reading from all connections while the store is behind, so that bodies do not pile up in memory. Nothing of
 * this is told to {@link Traffic}: what waits here is still under way.
 */
final class ReadingPause {

    private final LinkedHashSet<Connection> waiting = new LinkedHashSet<>();
    private boolean on;

    /** Whether this connection must wait; if so it is told when the pause is over. */
    boolean holds(Connection connection) {
        return on && (waiting.contains(connection) || waiting.add(connection));
    }

    boolean isOn() {
        return on;
    }

    void begin() {
        on = true;
    }

    void end() {
        on = false;
        List<Connection> released = new ArrayList<>(waiting);
        waiting.clear();
        released.forEach(Connection::updateInterest);
    }
}
