package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.time.Timer;

/** What failed for now: when it is tried again, and when its time is over (DS-34). */
final class Retries {

    private final DeliveryParts parts;
    private final RetrySchedule schedule;
    private final QueueRecords records;
    private final Failures failures;
    private final RouteNames names;
    private final Consumer<PendingRecipient> dispatch;

    Retries(
            DeliveryParts parts,
            RetrySchedule schedule,
            QueueRecords records,
            Failures failures,
            RouteNames names,
            Consumer<PendingRecipient> dispatch) {
        this.parts = parts;
        this.schedule = schedule;
        this.records = records;
        this.failures = failures;
        this.names = names;
        this.dispatch = dispatch;
    }

    /** Tries it again later, unless its time is over. */
    void later(PendingRecipient recipient, String reply) {
        Instant next = schedule.next(recipient.message().envelope().arrivedAt(), now());
        recipient.failedAt(now(), next, reply);
        if (recipient.message().fate() != QueuedMessage.Fate.DELIVER) {
            dispatch.accept(recipient);
            return;
        }
        if (isOver(recipient)) {
            failures.failed(List.of(recipient));
            return;
        }
        recordDeferred(recipient, next);
        waitUntil(recipient, next);
        records.save(recipient.message());
    }

    /** Its host cannot be reached; it goes on waiting there, which is recorded once, unless its time is over. */
    void waitsForHost(PendingRecipient recipient, Instant nextProbe) {
        boolean isFirst = recipient.announce();
        if (isOver(recipient)) {
            recipient.withdraw();
            failures.failed(List.of(recipient));
        } else if (isFirst) {
            recordDeferred(recipient, nextProbe);
        }
    }

    /** Waits with nothing under way until it is due. */
    void waitUntil(PendingRecipient recipient, Instant due) {
        Timer timer = parts.timers().at(due, () -> {
            recipient.isInFlight();
            dispatch.accept(recipient);
        });
        recipient.waitsAt(gone -> timer.cancel());
    }

    private boolean isOver(PendingRecipient recipient) {
        return !recipient.message().isHeld()
                && schedule.isOver(recipient.message().envelope().arrivedAt(), now());
    }

    /** Its time is over: what nothing is under way with has failed. A held message has all the time it needs (DS-38). */
    void expire(QueuedMessage message) {
        if (message.isHeld()) {
            return;
        }
        List<PendingRecipient> expired =
                message.recipients().stream().filter(PendingRecipient::withdraw).toList();
        for (PendingRecipient recipient : expired) {
            if (recipient.stored().lastReply().isEmpty()) {
                recipient.become(recipient.stored().deferred(now(), "4.4.7 delivery time expired"));
            }
        }
        if (!expired.isEmpty()) {
            failures.failed(expired);
        }
    }

    private void recordDeferred(PendingRecipient recipient, Instant next) {
        parts.effects()
                .record(new SiteEvent.RecipientDeferred(
                        recipient.message().id(),
                        recipient.address(),
                        names.targetOf(recipient.stored().route()),
                        recipient.lastReply(),
                        next));
    }

    private Instant now() {
        return parts.timers().now();
    }
}
