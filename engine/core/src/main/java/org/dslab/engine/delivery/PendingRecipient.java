package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.Optional;
import org.dslab.engine.spool.StoredRecipient;

/** One recipient of one queued message that is not done yet, and where it waits. */
final class PendingRecipient {

    private final QueuedMessage message;
    private StoredRecipient stored;
    private Optional<WaitingPlace> place = Optional.empty();
    private Optional<Instant> lastAttempt = Optional.empty();
    private boolean isAnnounced;

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

    /** An attempt has failed at {@code at}; the next is not before {@code until}. */
    void failedAt(Instant at, Instant until, String reply) {
        stored = stored.deferred(until, reply);
        lastAttempt = Optional.of(at);
    }

    /** When the last attempt was, as far as this start of the site knows. */
    Optional<Instant> lastAttempt() {
        return place.flatMap(WaitingPlace::lastAttempt).or(() -> lastAttempt);
    }

    /** The reply or cause of the last failed attempt, or that of the host that it waits for. */
    String lastReply() {
        return place.flatMap(WaitingPlace::lastReply).orElse(stored.lastReply());
    }

    /** When it is tried next; its own schedule, or that of the host that it waits for. */
    Instant nextAttempt() {
        return place.flatMap(WaitingPlace::nextAttempt).orElse(stored.nextAttempt());
    }

    /** It waits somewhere and can be taken away from there. */
    void waitsAt(WaitingPlace where) {
        place = Optional.of(where);
    }

    boolean isAt(WaitingPlace where) {
        return place.filter(where::equals).isPresent();
    }

    /** Something is under way with it: the outcome has to be awaited. */
    void isInFlight() {
        place = Optional.empty();
    }

    /** Takes it away from where it waits; false if something is under way with it. */
    boolean withdraw() {
        if (place.isEmpty()) {
            return false;
        }
        WaitingPlace left = place.get();
        left.lastReply().ifPresent(reply -> {
            Instant until = left.nextAttempt().orElse(stored.nextAttempt());
            stored = stored.deferred(until, reply);
            lastAttempt = left.lastAttempt();
        });
        place = Optional.empty();
        left.leave(this);
        return true;
    }

    /** It is on record that it waits for its host; true the first time. */
    boolean announce() {
        boolean isFirst = !isAnnounced;
        isAnnounced = true;
        return isFirst;
    }

    boolean isAnnounced() {
        return isAnnounced;
    }
}
