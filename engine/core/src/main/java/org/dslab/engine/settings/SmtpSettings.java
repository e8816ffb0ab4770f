package org.dslab.engine.settings;

import java.time.Duration;

/**
 * Limits of the SMTP server side.
 *
 * @param maxMessageSize octets, announced as SIZE (RFC 1870); 25 MiB unless configured
 * @param maxRecipients per transaction, at least 100 (RFC 5321 4.5.3.1.8); then 452 4.5.3; 1000 unless configured
 * @param maxReceived a message with more Received fields is refused with 554 5.4.6 (DS-35); 100 unless configured
 * @param maxErrors bad commands and refused recipients in one session before 421; 100 unless configured
 * @param idleLimit a silent client gets 421 after this time; 5 min unless configured (RFC 5321 4.5.3.2.7)
 * @param maxConnections open at once; more get 421 4.3.2; 1000 unless configured
 * @param unknownRecipients per client; then 421 4.7.0 (DS-57); 20 an hour unless configured
 * @param limits of what the clients together can make a site hold
 * @param security what of TLS and AUTH is offered
 */
public record SmtpSettings(
        long maxMessageSize,
        int maxRecipients,
        int maxReceived,
        int maxErrors,
        Duration idleLimit,
        int maxConnections,
        RateLimit unknownRecipients,
        SmtpLimits limits,
        SmtpSecurity security) {

    /** With the usual further limits, and neither TLS nor AUTH. */
    public SmtpSettings(
            long maxMessageSize,
            int maxRecipients,
            int maxReceived,
            int maxErrors,
            Duration idleLimit,
            int maxConnections) {
        this(
                maxMessageSize,
                maxRecipients,
                maxReceived,
                maxErrors,
                idleLimit,
                maxConnections,
                new RateLimit(20, Duration.ofHours(1)),
                SmtpLimits.defaults(),
                SmtpSecurity.NONE);
    }

    /** How many connections strangers get together; a reserve that would leave them none is not kept. */
    public int connectionsOfStrangers() {
        return maxConnections > limits.reservedConnections()
                ? maxConnections - limits.reservedConnections()
                : maxConnections;
    }

    public static SmtpSettings defaults() {
        return new SmtpSettings(25L << 20, 1000, 100, 100, Duration.ofMinutes(5), 1000);
    }

    /** The same settings with these limits and offers. */
    public SmtpSettings with(SmtpLimits others, SmtpSecurity offers) {
        return new SmtpSettings(
                maxMessageSize,
                maxRecipients,
                maxReceived,
                maxErrors,
                idleLimit,
                maxConnections,
                unknownRecipients,
                others,
                offers);
    }
}
