package org.dslab.engine.settings;

import java.time.Duration;

/**
 * How a side-car serves its maps to a foreign mail server.
 *
 * @param idleLimit a connection without a whole request for so long is closed; 1 min unless configured
 * @param maxConnections open at once; one more is closed at once; 1000 unless configured
 */
public record SocketmapSettings(Duration idleLimit, int maxConnections) {

    public static SocketmapSettings defaults() {
        return new SocketmapSettings(Duration.ofMinutes(1), 1000);
    }
}
