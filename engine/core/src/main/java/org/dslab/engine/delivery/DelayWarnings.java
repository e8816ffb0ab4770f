package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.time.Timer;

/**
 * Tells senders that a message is delayed, if the deployer wants it: once per message, with all recipients that wait at
 * that time (DS-34, RFC 3464 action {@code delayed}). Not while an operator holds the message.
 */
final class DelayWarnings {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final Notifications notifications;
    private final Consumer<StoredMessage> queue;

    DelayWarnings(
            DeliveryParts parts, QueueRecords records, Notifications notifications, Consumer<StoredMessage> queue) {
        this.parts = parts;
        this.records = records;
        this.notifications = notifications;
        this.queue = queue;
    }

    /** The timer of the message's warning; empty if there will be none. */
    Optional<Timer> schedule(QueuedMessage message) {
        StoredMessage envelope = message.envelope();
        return parts.settings()
                .retry()
                .warnAfter()
                .filter(after -> !envelope.warned() && Notifications.mayBeSentAbout(message))
                .map(after -> parts.timers().at(envelope.arrivedAt().plus(after), () -> warn(message)));
    }

    private void warn(QueuedMessage message) {
        if (!message.isHeld()) {
            OriginalHeader.read(
                    parts.effects(),
                    message.envelope(),
                    () -> records.find(message.id()).isPresent(),
                    header -> store(message, header));
        }
    }

    private void store(QueuedMessage message, Octets header) {
        List<PendingRecipient> recipients = message.recipients();
        if (recipients.isEmpty()) {
            return;
        }
        Notification notification = notifications.about(message, recipients, StatusNotification.Action.DELAYED, header);
        message.warned();
        parts.effects().emit(new Effect.AppendBody(notification.stored().body(), notification.text()));
        records.commit(message, List.of(new Change.MessageStored(notification.stored())), failure -> {
            if (failure.isPresent()) {
                parts.effects().emit(new Effect.DropBody(notification.stored().body()));
                Instant again = parts.timers().now().plus(QueueRecords.STORE_AGAIN_AFTER);
                parts.timers().at(again, () -> warn(message));
                return;
            }
            parts.effects()
                    .record(new SiteEvent.DelayNotified(
                            notification.stored().id(),
                            message.id(),
                            message.envelope().messageId(),
                            notification.to(),
                            recipients.stream().map(PendingRecipient::address).toList()));
            queue.accept(notification.stored());
        });
    }
}
