package org.dslab.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.smtp.ClientTls;

/**
 * How connections to one next hop deal with TLS: as its sharing host demands (DS-74), else where it is offered. Where the
 * handshake fails although nobody demands TLS, mail goes in plaintext for an hour.
 */
final class HostTls {

    private static final Duration PLAINTEXT = Duration.ofHours(1);

    private final HostPort host;
    private final DeliveryParts parts;
    private Instant plaintextUntil = Instant.EPOCH;

    HostTls(HostPort host, DeliveryParts parts) {
        this.host = host;
        this.parts = parts;
    }

    ClientTls next() {
        if (isRequired()) {
            return new ClientTls(ClientTls.Use.ALWAYS, host);
        }
        boolean isPlain = parts.timers().now().isBefore(plaintextUntil);
        return isPlain ? ClientTls.OFF : new ClientTls(ClientTls.Use.IF_OFFERED, host);
    }

    /** A handshake failed; returns whether to try again at once, in plaintext. */
    boolean goesOnInPlaintext() {
        if (isRequired()) {
            return false;
        }
        // Also when another connection has found that out before: what begins from now on does not try TLS.
        plaintextUntil = parts.timers().now().plus(PLAINTEXT);
        return true;
    }

    private boolean isRequired() {
        return parts.lookups().hosts().at(host).filter(SharingHost::tlsRequired).isPresent();
    }
}
