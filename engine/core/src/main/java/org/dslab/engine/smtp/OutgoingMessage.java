package org.dslab.engine.smtp;

import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;

/**
 * One transaction for a client session to carry out. A reverse path with control characters is refused with
 * {@link IllegalArgumentException}: it would be more than one command.
 *
 * @param sender the reverse path, empty for the null sender
 * @param recipients in the order of their RCPT commands
 * @param head CRLF-terminated trace lines to send before the body
 * @param bodySize octets of the body before dot-stuffing
 * @param eightBit the body has octets above 127, as far as the sender of it declared
 * @param utf8 needs SMTPUTF8 at the next hop, else 5.6.7 for every recipient
 */
public record OutgoingMessage(
        String sender, List<EmailAddress> recipients, Octets head, long bodySize, boolean eightBit, boolean utf8) {

    public OutgoingMessage {
        recipients = List.copyOf(recipients);
        if (sender.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("control character in the reverse path");
        }
    }
}
