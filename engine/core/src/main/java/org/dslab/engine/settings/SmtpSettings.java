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
 */
public record SmtpSettings(
        long maxMessageSize,
        int maxRecipients,
        int maxReceived,
        int maxErrors,
        Duration idleLimit,
        int maxConnections) {

    public static SmtpSettings defaults() {
        return new SmtpSettings(25L << 20, 1000, 100, 100, Duration.ofMinutes(5), 1000);
    }
}
