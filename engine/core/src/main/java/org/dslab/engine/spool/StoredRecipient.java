package org.dslab.engine.spool;

import java.time.Instant;
import org.dslab.engine.address.EmailAddress;

/**
 * One recipient of a queued message that is not done yet.
 *
 * @param address as the client wrote it
 * @param attempts failed deliveries so far
 * @param nextAttempt not tried before
 * @param lastReply the reply or cause of the last failed attempt for the status notification; empty before any
 */
public record StoredRecipient(EmailAddress address, Route route, int attempts, Instant nextAttempt, String lastReply) {

    public StoredRecipient routedTo(Route next) {
        return new StoredRecipient(address, next, attempts, nextAttempt, lastReply);
    }

    public StoredRecipient deferred(Instant until, String reply) {
        return new StoredRecipient(address, route, attempts + 1, until, reply);
    }
}
