package org.dslab.lab.simulated;

import java.util.Optional;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.seam.TlsSide;

/**
 * A TLS handshake as the simulated world plays it: one message of fixed length each way, and plaintext afterwards. Every
 * server has a certificate that is trusted.
 */
record SimulatedHandshake(Optional<Octets> opening, Octets expected, Optional<Octets> answer) {

    static final TlsSession SESSION = new TlsSession("TLSv1.3", "simulated");

    /** About as long as real ones. */
    private static final Octets HELLO = message("client hello", 512);

    private static final Octets ANSWER = message("server hello", 2048);

    static SimulatedHandshake of(TlsSide side) {
        return switch (side) {
            case TlsSide.Server server -> new SimulatedHandshake(Optional.empty(), HELLO, Optional.of(ANSWER));
            case TlsSide.Opportunistic client -> client();
            case TlsSide.Verified client -> client();
        };
    }

    private static SimulatedHandshake client() {
        return new SimulatedHandshake(Optional.of(HELLO), ANSWER, Optional.empty());
    }

    private static Octets message(String name, int length) {
        return Octets.latin1(name + "\0".repeat(length - name.length()));
    }

    boolean accepts(Octets message) {
        return message.equals(expected);
    }
}
