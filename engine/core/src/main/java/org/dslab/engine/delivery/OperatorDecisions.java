package org.dslab.engine.delivery;

import java.util.List;
import java.util.TreeSet;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.event.SiteEvent;

/** What an operator has decided about single messages (DS-38), and recipients that come to rest only after that. */
final class OperatorDecisions {

    private static final String RETURNED = "5.0.0 returned by the operator";

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final Failures failures;
    private final TreeSet<String> damaged = new TreeSet<>();

    OperatorDecisions(DeliveryParts parts, QueueRecords records, Failures failures) {
        this.parts = parts;
        this.records = records;
        this.failures = failures;
    }

    /** Whether the recipient must not be tried now, because its message is held or its end has been decided. */
    boolean take(PendingRecipient recipient) {
        return switch (recipient.message().fate()) {
            case RETURN -> {
                bounce(List.of(recipient), () -> {});
                yield true;
            }
            case DELETE -> {
                delete(List.of(recipient), () -> {});
                yield true;
            }
            case DELIVER -> {
                if (recipient.message().isHeld()) {
                    recipient.waitsAt(WaitingPlace.HELD);
                }
                yield recipient.message().isHeld();
            }
        };
    }

    /** No attempts from now on; {@code then} runs once that is durable. */
    void hold(QueuedMessage message, Runnable then) {
        message.hold(true);
        for (PendingRecipient recipient : message.recipients()) {
            if (recipient.withdraw()) {
                recipient.waitsAt(WaitingPlace.HELD);
            }
        }
        save(message, QueueAction.HOLD, message.recipients(), then);
    }

    /** What the spool has is not what was accepted: held until the operator returns or deletes it (DS-36). */
    void damaged(QueuedMessage message) {
        damaged.add(message.id());
        parts.effects().record(new SiteEvent.Warned(damageOf(message.id())));
        if (!message.isHeld()) {
            hold(message, () -> {});
        }
    }

    private static String damageOf(String id) {
        return "the body of message " + id + " is damaged in the spool, so the message is held; return it with"
                + " `queue bounce " + id + "`, or delete it";
    }

    /** A sentence for each damaged message that is still held, in the order of their ids. */
    List<String> damaged() {
        damaged.removeIf(id -> records.find(id).filter(QueuedMessage::isHeld).isEmpty());
        return damaged.stream().map(OperatorDecisions::damageOf).toList();
    }

    /** No longer held; once that is durable, {@code then} has it tried. */
    void release(QueuedMessage message, Runnable then) {
        message.hold(false);
        save(message, QueueAction.RELEASE, message.recipients(), then);
    }

    private void save(QueuedMessage message, QueueAction action, List<PendingRecipient> recipients, Runnable then) {
        records.save(message, List.of(), () -> {
            record(message, action, recipients);
            then.run();
        });
    }

    /** Returns these recipients of one message, which nothing is under way with. */
    void bounce(List<PendingRecipient> recipients, Runnable then) {
        for (PendingRecipient recipient : recipients) {
            recipient.become(recipient.stored().deferred(parts.timers().now(), RETURNED));
        }
        failures.failed(recipients, () -> {
            record(recipients.getFirst().message(), QueueAction.BOUNCE, recipients);
            then.run();
        });
    }

    /** Forgets these recipients of one message, which nothing is under way with. */
    void delete(List<PendingRecipient> recipients, Runnable then) {
        QueuedMessage message = recipients.getFirst().message();
        recipients.forEach(PendingRecipient::isInFlight);
        recipients.forEach(message::done);
        save(message, QueueAction.DELETE, recipients, then);
    }

    private void record(QueuedMessage message, QueueAction action, List<PendingRecipient> recipients) {
        parts.effects()
                .record(new SiteEvent.QueueOperated(
                        message.id(),
                        message.envelope().messageId(),
                        action,
                        recipients.stream().map(PendingRecipient::address).toList()));
    }
}
