package org.dslab.engine.delivery;

import java.util.Optional;
import org.dslab.engine.spool.StoredRecipient;

/** One recipient of one queued message that is not done yet, and how to withdraw it from where it waits. */
final class PendingRecipient {

    private final QueuedMessage message;
    private StoredRecipient stored;
    private Optional<Runnable> withdrawal = Optional.empty();

    PendingRecipient(QueuedMessage message, StoredRecipient stored) {
        this.message = message;
        this.stored = stored;
    }

    QueuedMessage message() {
        return message;
    }

    StoredRecipient stored() {
        return stored;
    }

    String key() {
        return stored.address().key();
    }

    String address() {
        return stored.address().toString();
    }

    void become(StoredRecipient next) {
        stored = next;
    }

    /** It waits somewhere and can be taken away from there. */
    void waits(Runnable howToWithdraw) {
        withdrawal = Optional.of(howToWithdraw);
    }

    /** An attempt is under way: its outcome has to be awaited. */
    void isInFlight() {
        withdrawal = Optional.empty();
    }

    /** Takes it away from where it waits; false if an attempt is under way. */
    boolean withdraw() {
        Optional<Runnable> how = withdrawal;
        withdrawal = Optional.empty();
        how.ifPresent(Runnable::run);
        return how.isPresent();
    }
}
