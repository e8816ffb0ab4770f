package org.dslab.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;

/**
 * The queue as operators see and change it (DS-38). Holding and releasing concern whole messages; the other actions, if a
 * host is named, only the recipients that go there. What is under way is not broken off: an attempt that fails then meets
 * what was decided meanwhile, one that succeeds has delivered.
 */
public final class QueueOperations {

    /** Messages whose changes are on their way to the store at once. */
    private static final int BATCH = 200;

    private static final int MOST_ENTRIES = 500;
    private static final int MOST_RECIPIENTS = 2000;

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final RouteNames names;
    private final HostQueues hosts;
    private final OperatorDecisions decisions;
    private final Consumer<PendingRecipient> dispatch;
    private final BiConsumer<PendingRecipient, Route> reroute;

    QueueOperations(
            DeliveryParts parts,
            QueueRecords records,
            RouteNames names,
            HostQueues hosts,
            OperatorDecisions decisions,
            Consumer<PendingRecipient> dispatch,
            BiConsumer<PendingRecipient, Route> reroute) {
        this.parts = parts;
        this.records = records;
        this.names = names;
        this.hosts = hosts;
        this.decisions = decisions;
        this.dispatch = dispatch;
        this.reroute = reroute;
    }

    /** A part of the list, and whether more follow. */
    public record Page(List<QueueEntry> entries, boolean more) {}

    /**
     * Messages in the order of their queue ids.
     *
     * @param after begins behind this queue id; empty for the beginning
     * @param limit messages at most; large pages end before it
     */
    public Page list(QueueSelection selection, String after, int limit) {
        List<QueueEntry> entries = new ArrayList<>();
        int recipients = 0;
        for (QueuedMessage message : records.after(after)) {
            if (isMeant(message, selection)) {
                if (entries.size() >= Math.min(limit, MOST_ENTRIES) || recipients >= MOST_RECIPIENTS) {
                    return new Page(entries, true);
                }
                QueueEntry entry = entry(message);
                entries.add(entry);
                recipients += entry.recipients().size();
            }
        }
        return new Page(entries, false);
    }

    private QueueEntry entry(QueuedMessage message) {
        StoredMessage envelope = message.envelope();
        Instant now = parts.timers().now();
        return new QueueEntry(
                envelope.id(),
                envelope.messageId(),
                envelope.sender(),
                envelope.arrivedAt(),
                Duration.between(envelope.arrivedAt(), now),
                envelope.bodySize(),
                envelope.held(),
                message.recipients().stream()
                        .map(recipient -> new QueueEntry.Recipient(
                                recipient.address(),
                                RouteNames.kindOf(recipient.stored().route()),
                                names.targetOf(recipient.stored().route()),
                                recipient.stored().attempts(),
                                recipient.nextAttempt(),
                                recipient.lastReply()))
                        .toList());
    }

    private boolean isMeant(QueuedMessage message, QueueSelection selection) {
        return switch (selection) {
            case QueueSelection.All all -> true;
            case QueueSelection.Message one ->
                message.id().equals(one.id()) || message.envelope().messageId().equals(one.id());
            case QueueSelection.Host host -> !goingTo(message, selection).isEmpty();
        };
    }

    /** The recipients that an action concerns. */
    private List<PendingRecipient> goingTo(QueuedMessage message, QueueSelection selection) {
        return selection instanceof QueueSelection.Host host
                ? message.recipients().stream()
                        .filter(recipient -> names.leadsTo(recipient.stored().route(), host.host()))
                        .toList()
                : message.recipients();
    }

    /** Does it with the messages that are in the queue now; {@code done} gets their number once all of it is durable. */
    public void change(QueueSelection selection, QueueAction action, IntConsumer done) {
        List<String> ids = new ArrayList<>();
        for (QueuedMessage message : records.after("")) {
            if (isMeant(message, selection)) {
                ids.add(message.id());
            }
        }
        new Run(selection, action, ids.iterator(), done).go();
    }

    /** One change of many messages, a batch at a time. */
    private final class Run {

        private final QueueSelection selection;
        private final QueueAction action;
        private final Iterator<String> ids;
        private final IntConsumer done;
        private int open;
        private int changed;

        Run(QueueSelection selection, QueueAction action, Iterator<String> ids, IntConsumer done) {
            this.selection = selection;
            this.action = action;
            this.ids = ids;
            this.done = done;
        }

        void go() {
            while (open == 0 && ids.hasNext()) {
                // Counts itself, so that a change that is done at once does not begin the next batch.
                open = 1;
                for (int i = 0; i < BATCH && ids.hasNext(); i++) {
                    open++;
                    records.find(ids.next()).ifPresentOrElse(message -> act(message, this::oneDone), () -> open--);
                }
                open--;
            }
            if (open == 0) {
                done.accept(changed);
            }
        }

        private void oneDone() {
            changed++;
            if (--open == 0) {
                go();
            }
        }

        private void act(QueuedMessage message, Runnable then) {
            List<PendingRecipient> meant = goingTo(message, selection);
            switch (action) {
                case HOLD -> decisions.hold(message, then);
                case RELEASE ->
                    decisions.release(message, () -> {
                        message.recipients().forEach(QueueOperations.this::tryNow);
                        then.run();
                    });
                case RETRY -> {
                    meant.stream().filter(recipient -> !message.isHeld()).forEach(QueueOperations.this::retry);
                    then.run();
                }
                case BOUNCE -> end(message, meant, QueuedMessage.Fate.RETURN, decisions::bounce, then);
                case DELETE -> end(message, meant, QueuedMessage.Fate.DELETE, decisions::delete, then);
            }
        }

        private void end(
                QueuedMessage message,
                List<PendingRecipient> meant,
                QueuedMessage.Fate fate,
                Ending ending,
                Runnable then) {
            if (!(selection instanceof QueueSelection.Host)) {
                message.meets(fate);
            }
            List<PendingRecipient> atRest =
                    meant.stream().filter(PendingRecipient::withdraw).toList();
            if (atRest.isEmpty()) {
                then.run();
            } else {
                ending.end(atRest, then);
            }
        }
    }

    private interface Ending {
        void end(List<PendingRecipient> recipients, Runnable then);
    }

    private void tryNow(PendingRecipient recipient) {
        Optional<HostQueue> queue =
                RouteNames.hostOf(recipient.stored().route()).map(hosts::of);
        if (queue.isPresent() && recipient.isAt(queue.get())) {
            queue.get().tryNow();
        } else if (recipient.withdraw()) {
            dispatch.accept(recipient);
            RouteNames.hostOf(recipient.stored().route()).map(hosts::of).ifPresent(HostQueue::tryNow);
        }
    }

    /** The owner of domain-shared mail may be another one by now (DS-39); if it is the same, that is tried now. */
    private void retry(PendingRecipient recipient) {
        if (!(recipient.stored().route() instanceof Route.Shared shared)) {
            tryNow(recipient);
        } else if (recipient.withdraw()) {
            hosts.of(shared.host()).tryNow();
            reroute.accept(recipient, new Route.Undecided());
        }
    }
}
