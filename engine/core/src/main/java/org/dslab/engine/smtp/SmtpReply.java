package org.dslab.engine.smtp;

import org.dslab.engine.octets.Octets;

/**
 * A one-line SMTP reply (RFC 5321 4.2) with its enhanced status code (RFC 2034, RFC 3463).
 *
 * @param code 200 to 599
 * @param enhanced {@code class.subject.detail}, or empty where RFC 2034 forbids one
 * @param text printable ASCII
 */
public record SmtpReply(int code, String enhanced, String text) {

    public boolean isPositive() {
        return code < 400;
    }

    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    public boolean isPermanent() {
        return code >= 500;
    }

    /** The reply as one line without its line end. */
    public String line() {
        return code + " " + (enhanced.isEmpty() ? "" : enhanced + " ") + text;
    }

    public Octets octets() {
        return Octets.latin1(line() + "\r\n");
    }
}
