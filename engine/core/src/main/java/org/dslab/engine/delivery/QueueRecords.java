package org.dslab.engine.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.spool.Change;
import org.dslab.engine.time.Timer;

/** The messages of the queue, and the spool kept in step with them: what is done and what remains. */
final class QueueRecords {

    static final Duration STORE_AGAIN_AFTER = Duration.ofMinutes(1);

    private final DeliveryParts parts;
    private final RouteNames names;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final BodyUses bodies = new BodyUses();
    private final MessageCommits commits;

    QueueRecords(DeliveryParts parts, RouteNames names) {
        this.parts = parts;
        this.names = names;
        commits = new MessageCommits(parts.effects(), this::removed);
    }

    private record Entry(QueuedMessage message, List<Timer> timers) {}

    int size() {
        return entries.size();
    }

    /** What is done has not all gone to the store yet. */
    boolean isBehind() {
        return commits.isBehind();
    }

    void put(QueuedMessage message, List<Timer> timers) {
        entries.put(message.id(), new Entry(message, timers));
        bodies.add(message.envelope().body());
    }

    Optional<QueuedMessage> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::message);
    }

    /** Messages whose id comes after the given one, in the order of their ids. */
    Iterable<QueuedMessage> after(String id) {
        NavigableMap<String, Entry> rest = entries.tailMap(id, false);
        Collection<Entry> values = rest.values();
        return () -> values.stream().map(Entry::message).iterator();
    }

    /** A next hop, or a mailbox of this site, has these recipients' copies. */
    void delivered(List<PendingRecipient> recipients) {
        QueuedMessage message = recipients.getFirst().message();
        for (PendingRecipient recipient : recipients) {
            parts.effects()
                    .record(new SiteEvent.RecipientDelivered(
                            message.id(),
                            message.envelope().messageId(),
                            recipient.address(),
                            RouteNames.kindOf(recipient.stored().route()),
                            names.targetOf(recipient.stored().route())));
            message.done(recipient);
        }
        save(message);
    }

    /**
     * An alias is followed: the copy is for its target from now on.
     *
     * @return false if the message has a copy for the target anyway, so that nothing is left to do
     */
    boolean readdress(PendingRecipient recipient, EmailAddress target) {
        QueuedMessage message = recipient.message();
        parts.effects().record(new SiteEvent.AliasFollowed(message.id(), recipient.address(), target.toString()));
        boolean isNew = message.readdress(recipient, target);
        save(message);
        return isNew;
    }

    /** Makes the message's present state durable, again and again until it is. */
    void save(QueuedMessage message) {
        save(message, List.of(), () -> {});
    }

    /** Makes the message's present state and the other changes durable together; {@code then} runs once they are. */
    void save(QueuedMessage message, List<Change> others, Runnable then) {
        commit(message, others, failure -> {
            if (failure.isPresent()) {
                parts.timers().after(STORE_AGAIN_AFTER, () -> save(message, others, then));
            } else {
                then.run();
            }
        });
    }

    /** The same, once; the caller deals with a failure. A message without recipients leaves the queue. */
    void commit(QueuedMessage message, List<Change> others, Consumer<Optional<CommitFailure>> result) {
        commits.commit(message, others, result);
    }

    private void removed(QueuedMessage message) {
        Entry entry = entries.remove(message.id());
        if (entry != null) {
            entry.timers().forEach(Timer::cancel);
            if (bodies.remove(message.envelope().body())) {
                parts.effects().emit(new Effect.DropBody(message.envelope().body()));
            }
            parts.effects().record(new SiteEvent.MessageDone(message.id()));
        }
    }
}
