package org.dslab.engine.settings;

/**
 * How the recipients of all gateways are verified.
 *
 * @param alsoAskSharingHosts "Minger verification lookups also trigger domain sharing lookups" (DS-61); off unless
 *     configured
 * @param whenUnverifiable if the gateway's own server cannot be asked (DS-62); accept unless configured
 */
public record GatewayPolicy(boolean alsoAskSharingHosts, WhenUnverifiable whenUnverifiable) {

    public static GatewayPolicy defaults() {
        return new GatewayPolicy(false, WhenUnverifiable.ACCEPT);
    }

    /** What becomes of a recipient whose server cannot be asked. */
    public enum WhenUnverifiable {
        ACCEPT,
        /** 451 4.4.3. */
        TRY_AGAIN
    }
}
