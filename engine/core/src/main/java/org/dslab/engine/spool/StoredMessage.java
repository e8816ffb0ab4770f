package org.dslab.engine.spool;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.octets.Octets;

/**
 * A message this site has taken responsibility for: its envelope, and where its body is.
 *
 * @param id the queue id, unique over all starts of the site
 * @param sender the reverse path, empty for the null sender
 * @param recipients those that are not done yet
 * @param messageId the Message-ID field with its angle brackets, empty if the message has none
 * @param head the trace fields that this site put in front, CRLF-terminated lines
 * @param body id of the body: the message as it was received, headers included
 * @param bodySize octets of the body
 * @param received Received fields in head and body together (DS-35)
 * @param eightBit whether the client declared BODY=8BITMIME (RFC 6152)
 * @param utf8 whether the client declared SMTPUTF8 (RFC 6531)
 * @param held whether an operator stopped it: no attempts until released (DS-38)
 */
public record StoredMessage(
        String id,
        String sender,
        List<StoredRecipient> recipients,
        String messageId,
        Octets head,
        long body,
        long bodySize,
        int received,
        boolean eightBit,
        boolean utf8,
        Instant arrivedAt,
        boolean held) {

    public StoredMessage {
        recipients = List.copyOf(recipients);
    }

    public StoredMessage withRecipients(List<StoredRecipient> remaining) {
        return new StoredMessage(
                id, sender, remaining, messageId, head, body, bodySize, received, eightBit, utf8, arrivedAt, held);
    }
}
