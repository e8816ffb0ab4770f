package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.Optional;

/** Where a recipient waits that nothing is under way with, and what is known there about its host. */
interface WaitingPlace {

    /** A held message's recipients wait for the operator (DS-38). */
    WaitingPlace HELD = recipient -> {};

    /** The recipient goes away. */
    void leave(PendingRecipient recipient);

    /** Why its host has not taken it, if it waits for a host that cannot be reached. */
    default Optional<String> lastReply() {
        return Optional.empty();
    }

    /** When its host was tried, if it waits for one. */
    default Optional<Instant> lastAttempt() {
        return Optional.empty();
    }

    /** When its host is tried next, if it waits for one. */
    default Optional<Instant> nextAttempt() {
        return Optional.empty();
    }
}
