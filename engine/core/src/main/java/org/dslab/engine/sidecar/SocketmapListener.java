package org.dslab.engine.sidecar;

import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.NotServed;
import org.dslab.engine.settings.SocketmapSettings;
import org.dslab.engine.time.Timers;

/** Gives every client of the maps a session, up to the configured number at once. */
final class SocketmapListener {

    private final SocketmapSettings settings;
    private final SocketmapSession.Maps maps;
    private final Connections connections;
    private final Timers timers;
    private int open;

    SocketmapListener(SocketmapSettings settings, SocketmapSession.Maps maps, Connections connections, Timers timers) {
        this.settings = settings;
        this.maps = maps;
        this.connections = connections;
        this.timers = timers;
    }

    void accepted(long id) {
        if (open >= settings.maxConnections()) {
            // Postfix takes that for a temporary failure.
            connections.accept(id, NotServed::new).connection().abort();
            return;
        }
        open++;
        connections
                .accept(id, connection -> new SocketmapSession(settings, maps, connection, timers, () -> open--))
                .open();
    }
}
