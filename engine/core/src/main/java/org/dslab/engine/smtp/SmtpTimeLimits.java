package org.dslab.engine.smtp;

import java.time.Duration;

/**
 * How long a client waits for its server (RFC 5321 4.5.3.2).
 *
 * @param connect for the connection
 * @param greeting for the 220 (4.5.3.2.1)
 * @param mail for the reply to MAIL (4.5.3.2.2), and to EHLO, HELO and RSET
 * @param rcpt for the reply to each RCPT (4.5.3.2.3)
 * @param data for the 354 (4.5.3.2.4)
 * @param dataBlock for the network to take some of the message (4.5.3.2.5)
 * @param finalDot for the reply to the message (4.5.3.2.6)
 * @param quit for the 221, which nothing depends on
 */
public record SmtpTimeLimits(
        Duration connect,
        Duration greeting,
        Duration mail,
        Duration rcpt,
        Duration data,
        Duration dataBlock,
        Duration finalDot,
        Duration quit) {

    /** What RFC 5321 recommends; the limits for the connection and for QUIT are chosen. */
    public static SmtpTimeLimits rfc5321() {
        return new SmtpTimeLimits(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5));
    }
}
