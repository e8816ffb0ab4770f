package org.dslab.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dslab.engine.event.RouteKind;

/**
 * A message of the queue as an operator sees it (DS-38).
 *
 * @param sender empty for the null sender
 * @param size octets of the body
 */
public record QueueEntry(
        String queueId,
        String messageId,
        String sender,
        Instant arrivedAt,
        Duration age,
        long size,
        boolean held,
        List<Recipient> recipients) {

    public QueueEntry {
        recipients = List.copyOf(recipients);
    }

    /**
     * One that is not done yet.
     *
     * @param target the next hop's name, or a mailbox of this site; empty if not decided
     * @param attempts those that failed; waiting for a dead host is none
     * @param lastReply the reply or cause of the last failure, empty before any
     */
    public record Recipient(
            String address, RouteKind kind, String target, int attempts, Instant nextAttempt, String lastReply) {}
}
