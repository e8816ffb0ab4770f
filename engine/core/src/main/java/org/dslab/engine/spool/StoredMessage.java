package org.dslab.engine.spool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param returnedFrom the numeric address of the client that brought it, if it has been here before: it bears this
 *     site's own Received field, and must not go where it came from (DS-35)
 * @param warned whether its sender has been told that it is delayed: that is not done twice (DS-34)
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
        boolean held,
        Optional<String> returnedFrom,
        boolean warned) {

    public StoredMessage {
        recipients = List.copyOf(recipients);
    }

    /** A message that has not been here before. */
    public StoredMessage(
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
        this(
                id,
                sender,
                recipients,
                messageId,
                head,
                body,
                bodySize,
                received,
                eightBit,
                utf8,
                arrivedAt,
                held,
                Optional.empty(),
                false);
    }

    public StoredMessage withRecipients(List<StoredRecipient> remaining) {
        return with(remaining, held, returnedFrom, warned);
    }

    /** Stopped or released (DS-38). */
    public StoredMessage withHeld(boolean isHeld) {
        return with(recipients, isHeld, returnedFrom, warned);
    }

    /** Its sender has been told that it is delayed (DS-34). */
    public StoredMessage withWarning() {
        return with(recipients, held, returnedFrom, true);
    }

    /** It bears this site's own trace, and this client brought it (DS-35). */
    public StoredMessage returnedFrom(String client) {
        return with(recipients, held, Optional.of(client), warned);
    }

    private StoredMessage with(
            List<StoredRecipient> remaining, boolean isHeld, Optional<String> broughtBackBy, boolean isWarned) {
        return new StoredMessage(
                id,
                sender,
                remaining,
                messageId,
                head,
                body,
                bodySize,
                received,
                eightBit,
                utf8,
                arrivedAt,
                isHeld,
                broughtBackBy,
                isWarned);
    }
}
