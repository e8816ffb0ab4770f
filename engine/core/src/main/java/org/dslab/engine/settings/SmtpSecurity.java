package org.dslab.engine.settings;

/**
 * What the SMTP server side offers that needs the driver's certificate and passwords.
 *
 * @param starttls STARTTLS (RFC 3207)
 * @param auth AUTH (RFC 4954), within TLS only
 */
public record SmtpSecurity(boolean starttls, boolean auth) {

    public static final SmtpSecurity NONE = new SmtpSecurity(false, false);
}
