package org.dslab.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.engine.time.Timer;

/** Keeps the spool in step with the queue: what is done, what remains, and the notifications of what failed. */
final class QueueRecords {

    private static final Duration STORE_AGAIN_AFTER = Duration.ofMinutes(1);

    private final DeliveryParts parts;
    private final Consumer<StoredMessage> queue;
    private final TreeMap<String, Entry> entries = new TreeMap<>();

    QueueRecords(DeliveryParts parts, Consumer<StoredMessage> queue) {
        this.parts = parts;
        this.queue = queue;
    }

    private record Entry(QueuedMessage message, Timer expiry) {}

    int size() {
        return entries.size();
    }

    void put(QueuedMessage message, Timer expiry) {
        entries.put(message.id(), new Entry(message, expiry));
    }

    /** A next hop, or a mailbox of this site, has these recipients' copies. */
    void delivered(List<PendingRecipient> recipients, Function<PendingRecipient, RouteKind> kind, String target) {
        QueuedMessage message = recipients.getFirst().message();
        for (PendingRecipient recipient : recipients) {
            parts.effects()
                    .record(new SiteEvent.RecipientDelivered(
                            message.id(),
                            message.envelope().messageId(),
                            recipient.address(),
                            kind.apply(recipient),
                            target));
            message.done(recipient);
        }
        save(message);
    }

    /** Makes the message's present state durable; a message without recipients is removed. */
    void save(QueuedMessage message) {
        boolean isDone = message.isDone();
        parts.effects().commit(List.of(stateOf(message)), failure -> {
            if (failure.isPresent()) {
                parts.timers().after(STORE_AGAIN_AFTER, () -> save(message));
            } else if (isDone) {
                removed(message);
            }
        });
    }

    private static Change stateOf(QueuedMessage message) {
        return message.isDone()
                ? new Change.MessageRemoved(message.id())
                : new Change.MessageStored(message.toStored());
    }

    private void removed(QueuedMessage message) {
        Entry entry = entries.remove(message.id());
        if (entry != null) {
            entry.expiry().cancel();
            parts.effects().emit(new Effect.DropBody(message.envelope().body()));
            parts.effects().record(new SiteEvent.MessageDone(message.id()));
        }
    }

    /**
     * These recipients of one message have failed for good; their last replies say why. They leave the queue in the same
     * commit that puts the notification into it (DS-34).
     */
    void failed(List<PendingRecipient> recipients) {
        QueuedMessage message = recipients.getFirst().message();
        StoredMessage about = message.envelope();
        for (PendingRecipient recipient : recipients) {
            recipient.isInFlight();
            message.done(recipient);
            parts.effects()
                    .record(new SiteEvent.RecipientFailed(
                            message.id(),
                            about.messageId(),
                            recipient.address(),
                            recipient.stored().lastReply()));
        }
        if (about.sender().isEmpty() || EmailAddress.parse(about.sender()).isEmpty()) {
            save(message);
        } else {
            List<StatusNotification.Failure> failures = recipients.stream()
                    .map(recipient -> new StatusNotification.Failure(
                            recipient.address(), recipient.stored().lastReply()))
                    .toList();
            storeWithNotification(message, failures);
        }
    }

    private void storeWithNotification(QueuedMessage message, List<StatusNotification.Failure> failures) {
        Instant now = parts.timers().now();
        String id = QueueIds.next(parts.random());
        long body = parts.random().nextId();
        String hostname = parts.settings().hostname();
        Octets text = StatusNotification.compose(id, hostname, message.envelope(), failures, now);
        StoredMessage notification = notification(id, body, text, message.envelope(), now);
        boolean isDone = message.isDone();
        parts.effects().emit(new Effect.AppendBody(body, text));
        List<Change> changes = new ArrayList<>();
        changes.add(stateOf(message));
        changes.add(new Change.MessageStored(notification));
        parts.effects().commit(changes, failure -> {
            if (failure.isPresent()) {
                parts.effects().emit(new Effect.DropBody(body));
                parts.timers().after(STORE_AGAIN_AFTER, () -> storeWithNotification(message, failures));
                return;
            }
            parts.effects()
                    .record(new SiteEvent.NotificationQueued(
                            id,
                            message.id(),
                            message.envelope().messageId(),
                            message.envelope().sender(),
                            failures.stream()
                                    .map(StatusNotification.Failure::recipient)
                                    .toList()));
            if (isDone) {
                removed(message);
            }
            queue.accept(notification);
        });
    }

    private StoredMessage notification(String id, long body, Octets text, StoredMessage about, Instant now) {
        EmailAddress sender = EmailAddress.of(about.sender());
        Route route = parts.router().initial(sender);
        return new StoredMessage(
                id,
                "",
                List.of(StoredRecipient.fresh(sender, route, now)),
                StatusNotification.messageId(id, parts.settings().hostname()),
                Octets.EMPTY,
                body,
                text.length(),
                0,
                hasEightBit(text),
                about.utf8(),
                now,
                false);
    }

    private static boolean hasEightBit(Octets text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) > 0x7F) {
                return true;
            }
        }
        return false;
    }
}
