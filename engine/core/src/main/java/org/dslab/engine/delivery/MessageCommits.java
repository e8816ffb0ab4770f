package org.dslab.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Change;

/**
 * Commits about one message, one after the other: whether a recipient is done is only known when the commit that says so
 * has ended. If it fails, no later one may have taken the recipient out of the spool (DS-36). What comes meanwhile is in
 * the next commit together.
 */
final class MessageCommits {

    private final Effects effects;
    private final Consumer<QueuedMessage> removed;
    private final TreeMap<String, List<Wish>> next = new TreeMap<>();

    /** With {@code removed} for a message that is durably done. */
    MessageCommits(Effects effects, Consumer<QueuedMessage> removed) {
        this.effects = effects;
        this.removed = removed;
    }

    private record Wish(List<Change> others, Consumer<Optional<CommitFailure>> result) {}

    /** Makes the message's state, as it is when its turn comes, durable together with the other changes. */
    void commit(QueuedMessage message, List<Change> others, Consumer<Optional<CommitFailure>> result) {
        Wish wish = new Wish(others, result);
        List<Wish> line = next.get(message.id());
        if (line == null) {
            begin(message, List.of(wish));
        } else {
            line.add(wish);
        }
    }

    /** Something has not been asked of the store yet. */
    boolean isBehind() {
        return next.values().stream().anyMatch(line -> !line.isEmpty());
    }

    private void begin(QueuedMessage message, List<Wish> wishes) {
        next.put(message.id(), new ArrayList<>());
        boolean isDone = message.isDone();
        List<Change> changes = new ArrayList<>();
        changes.add(isDone ? new Change.MessageRemoved(message.id()) : new Change.MessageStored(message.toStored()));
        wishes.forEach(wish -> changes.addAll(wish.others()));
        effects.commit(changes, failure -> {
            wishes.forEach(wish -> wish.result().accept(failure));
            if (failure.isEmpty() && isDone) {
                removed.accept(message);
            }
            List<Wish> later = next.remove(message.id());
            if (later != null && !later.isEmpty()) {
                begin(message, later);
            }
        });
    }
}
