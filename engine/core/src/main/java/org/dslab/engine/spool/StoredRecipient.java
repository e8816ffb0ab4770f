package org.dslab.engine.spool;

import java.time.Instant;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;

/**
 * One recipient of a queued message that is not done yet.
 *
 * @param address as the client wrote it
 * @param attempts failed deliveries so far
 * @param nextAttempt not tried before
 * @param lastReply the reply or cause of the last failed attempt for the status notification: begins with a reply code
 *     if the next hop said it, with an enhanced status code (RFC 3463) if this site did; empty before any
 * @param staleRoute present once it has been looked up again: that is not done twice (DS-08)
 */
public record StoredRecipient(
        EmailAddress address,
        Route route,
        int attempts,
        Instant nextAttempt,
        String lastReply,
        Optional<StaleRoute> staleRoute) {

    /** A recipient that is due at once and was never tried. */
    public static StoredRecipient fresh(EmailAddress address, Route route, Instant now) {
        return new StoredRecipient(address, route, 0, now, "", Optional.empty());
    }

    public StoredRecipient routedTo(Route next) {
        return new StoredRecipient(address, next, attempts, nextAttempt, lastReply, staleRoute);
    }

    /** An alias that was followed. */
    public StoredRecipient sentTo(EmailAddress target) {
        return new StoredRecipient(target, route, attempts, nextAttempt, lastReply, staleRoute);
    }

    public StoredRecipient deferred(Instant until, String reply) {
        return new StoredRecipient(address, route, attempts + 1, until, reply, staleRoute);
    }

    /** Its verified owner has refused it for good, so it is looked up once more (DS-08). */
    public StoredRecipient refusedBy(StaleRoute refusal) {
        return new StoredRecipient(address, route, attempts, nextAttempt, lastReply, Optional.of(refusal));
    }
}
