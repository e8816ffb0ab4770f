package org.dslab.engine.settings;

import java.time.Duration;

/**
 * What SMTP clients can make a site hold or do, besides what {@link SmtpSettings} has always limited.
 *
 * @param maxConnectionsPerClient open at once from one address, or one /64 network of IPv6; more get 421 4.7.0
 * @param maxCommands in one session before 421 4.7.0
 * @param sessionLimit a session gets 421 after this time, however busy it is
 * @param maxOctetsHeld in memory for all connections; while there are more, new mail gets 452 4.3.1
 * @param maxQueued messages in the queue; while there are as many, new mail gets 452 4.3.1
 * @param maxAuthFailures of one client within {@link #authFailureWindow}; then AUTH gets 421 4.7.0
 * @param reservedConnections kept for sharing hosts and trusted clients, of {@code SmtpSettings.maxConnections}
 * @param minDataRate octets a second of a message that comes in, over any {@code SmtpSettings.idleLimit}; else 421 4.4.2
 */
public record SmtpLimits(
        int maxConnectionsPerClient,
        int maxCommands,
        Duration sessionLimit,
        long maxOctetsHeld,
        int maxQueued,
        int maxAuthFailures,
        Duration authFailureWindow,
        int reservedConnections,
        int minDataRate) {

    /** With 100 connections reserved, and 100 octets a second. */
    public SmtpLimits(
            int maxConnectionsPerClient,
            int maxCommands,
            Duration sessionLimit,
            long maxOctetsHeld,
            int maxQueued,
            int maxAuthFailures,
            Duration authFailureWindow) {
        this(
                maxConnectionsPerClient,
                maxCommands,
                sessionLimit,
                maxOctetsHeld,
                maxQueued,
                maxAuthFailures,
                authFailureWindow,
                100,
                100);
    }

    public static SmtpLimits defaults() {
        return new SmtpLimits(100, 10_000, Duration.ofHours(2), 64L << 20, 1_000_000, 10, Duration.ofMinutes(10));
    }
}
