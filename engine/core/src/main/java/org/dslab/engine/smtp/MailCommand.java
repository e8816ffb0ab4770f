package org.dslab.engine.smtp;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;

/**
 * A MAIL command (RFC 5321 4.1.1.2).
 *
 * @param sender empty for the null sender {@code <>}
 * @param declaredSize the SIZE parameter in octets, -1 if absent (RFC 1870)
 * @param eightBit BODY=8BITMIME (RFC 6152)
 * @param utf8 SMTPUTF8 (RFC 6531)
 */
public record MailCommand(Optional<EmailAddress> sender, long declaredSize, boolean eightBit, boolean utf8) {}
