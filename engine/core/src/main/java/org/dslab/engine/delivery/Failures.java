package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;

/**
 * Recipients that have failed for good. Those of one message that fail at the same moment are told of in one
 * notification, and leave the queue in the same commit that puts it there (DS-34). Until then they stay.
 */
final class Failures {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final Notifications notifications;
    private final Consumer<StoredMessage> queue;
    private final Turns turns;
    private final TreeMap<String, Pending> pending = new TreeMap<>();

    Failures(DeliveryParts parts, QueueRecords records, Notifications notifications, Consumer<StoredMessage> queue) {
        this.parts = parts;
        this.records = records;
        this.notifications = notifications;
        this.queue = queue;
        this.turns = new Turns(parts.timers());
    }

    private record Pending(List<PendingRecipient> recipients, List<Runnable> told) {}

    /** These recipients of one message have failed; their last replies say why. */
    void failed(List<PendingRecipient> recipients) {
        failed(recipients, () -> {});
    }

    /** The same for this reason, which is this site's own. */
    void failed(PendingRecipient recipient, String reason) {
        Instant now = parts.timers().now();
        recipient.failedAt(now, now, reason);
        failed(List.of(recipient));
    }

    /** The same; {@code then} runs once it is durable. */
    void failed(List<PendingRecipient> recipients, Runnable then) {
        recipients.forEach(PendingRecipient::isInFlight);
        QueuedMessage message = recipients.getFirst().message();
        Pending others = pending.get(message.id());
        if (others != null) {
            others.recipients().addAll(recipients);
            others.told().add(then);
            return;
        }
        Pending first = new Pending(new ArrayList<>(recipients), new ArrayList<>(List.of(then)));
        pending.put(message.id(), first);
        turns.begin(() -> settle(message, first));
    }

    /** In its turn, which ends when the store has answered. */
    private void settle(QueuedMessage message, Pending failed) {
        turns.hold();
        if (Notifications.mayBeSentAbout(message)) {
            OriginalHeader.read(parts.effects(), message.envelope(), () -> true, header -> {
                pending.remove(message.id());
                storeWithNotification(message, failed, header);
            });
        } else {
            pending.remove(message.id());
            failed.recipients().forEach(message::done);
            records.commit(message, List.of(), failure -> {
                if (failure.isPresent()) {
                    again(message, failed);
                } else {
                    record(message, failed);
                }
                turns.release();
            });
        }
    }

    private void storeWithNotification(QueuedMessage message, Pending failed, Octets header) {
        Notification notification =
                notifications.about(message, failed.recipients(), StatusNotification.Action.FAILED, header);
        failed.recipients().forEach(message::done);
        parts.effects().emit(new Effect.AppendBody(notification.stored().body(), notification.text()));
        records.commit(message, List.of(new Change.MessageStored(notification.stored())), failure -> {
            if (failure.isPresent()) {
                parts.effects().emit(new Effect.DropBody(notification.stored().body()));
                again(message, failed);
                turns.release();
                return;
            }
            record(message, failed);
            parts.effects()
                    .record(new SiteEvent.NotificationQueued(
                            notification.stored().id(),
                            message.id(),
                            message.envelope().messageId(),
                            notification.to(),
                            failed.recipients().stream()
                                    .map(PendingRecipient::address)
                                    .toList()));
            queue.accept(notification.stored());
            turns.release();
        });
    }

    /** It could not be stored: they are in the queue as before, and it is tried again. */
    private void again(QueuedMessage message, Pending failed) {
        message.restore(failed.recipients());
        parts.timers().after(QueueRecords.STORE_AGAIN_AFTER, () -> {
            Pending others = pending.get(message.id());
            if (others != null) {
                others.recipients().addAll(failed.recipients());
                others.told().addAll(failed.told());
            } else {
                pending.put(message.id(), failed);
                turns.begin(() -> settle(message, failed));
            }
        });
    }

    private void record(QueuedMessage message, Pending failed) {
        for (PendingRecipient recipient : failed.recipients()) {
            parts.effects()
                    .record(new SiteEvent.RecipientFailed(
                            message.id(),
                            message.envelope().messageId(),
                            recipient.address(),
                            recipient.stored().lastReply()));
        }
        failed.told().forEach(Runnable::run);
    }
}
