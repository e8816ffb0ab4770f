package org.dslab.engine.smtp;

import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.TlsSide;

/**
 * How a client session deals with STARTTLS.
 *
 * @param target whom the session is with, as configured
 */
public record ClientTls(Use use, HostPort target) {

    /** Never. */
    public static final ClientTls OFF = new ClientTls(Use.NEVER, new HostPort("nobody.invalid", 25));

    /** When TLS is used. */
    public enum Use {
        NEVER,
        /** Where it is offered, with any certificate (RFC 7435). */
        IF_OFFERED,
        /** Always, with a certificate that proves the target; else nothing is sent (DS-74). */
        ALWAYS
    }

    boolean isRequired() {
        return use == Use.ALWAYS;
    }

    TlsSide side() {
        return isRequired() ? new TlsSide.Verified(target) : new TlsSide.Opportunistic(target);
    }
}
