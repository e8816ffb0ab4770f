package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.Route;

/** What becomes of recipients whose next hop was tried (DS-08, DS-31, DS-32, DS-37). */
final class Attempts implements HostOutcomes {

    private final DeliveryParts parts;
    private final QueueRecords records;
    private final Retries retries;
    private final Failures failures;
    private final StaleRoutes staleRoutes;
    private final Homecomings homecomings;
    private final RouteNames names;
    private final BiConsumer<PendingRecipient, Route> reroute;
    private final Consumer<QueuedMessage> damaged;

    Attempts(
            DeliveryParts parts,
            QueueRecords records,
            Retries retries,
            Failures failures,
            StaleRoutes staleRoutes,
            Homecomings homecomings,
            RouteNames names,
            BiConsumer<PendingRecipient, Route> reroute,
            Consumer<QueuedMessage> damaged) {
        this.parts = parts;
        this.records = records;
        this.retries = retries;
        this.failures = failures;
        this.staleRoutes = staleRoutes;
        this.homecomings = homecomings;
        this.names = names;
        this.reroute = reroute;
        this.damaged = damaged;
    }

    @Override
    public void finished(List<PendingRecipient> recipients, List<RecipientOutcome> outcomes) {
        List<PendingRecipient> delivered = new ArrayList<>();
        List<PendingRecipient> failed = new ArrayList<>();
        List<PendingRecipient> unknown = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            PendingRecipient recipient = recipients.get(i);
            switch (outcomes.get(i)) {
                case RecipientOutcome.Delivered taken -> delivered.add(recipient);
                case RecipientOutcome.Refused refused -> {
                    SmtpReply reply = refused.reply();
                    if (StaleRoutes.isOne(recipient, reply)) {
                        staleRoutes.lookUpAgain(recipient, reply);
                    } else if (reply.isPermanent()) {
                        failed.add(failedNow(recipient, reply.line()));
                    } else {
                        temporarilyFailed(recipient, reply.line());
                    }
                }
                case RecipientOutcome.Withheld withheld -> {
                    if (withheld.isPermanent()) {
                        failed.add(failedNow(recipient, withheld.cause()));
                    } else {
                        temporarilyFailed(recipient, withheld.cause());
                    }
                }
                case RecipientOutcome.NotAttempted lost -> temporarilyFailed(recipient, "4.4.2 " + lost.cause());
                case RecipientOutcome.Unknown lost -> unknown.add(recipient);
            }
        }
        if (!unknown.isEmpty()) {
            outcomeUnknown(unknown);
        }
        if (!delivered.isEmpty()) {
            records.delivered(delivered);
        }
        if (!failed.isEmpty()) {
            failures.failed(failed);
        }
    }

    private PendingRecipient failedNow(PendingRecipient recipient, String reason) {
        Instant now = parts.timers().now();
        recipient.failedAt(now, now, reason);
        return recipient;
    }

    private void outcomeUnknown(List<PendingRecipient> recipients) {
        QueuedMessage message = recipients.getFirst().message();
        parts.effects()
                .record(new SiteEvent.OutcomeUnknown(
                        message.id(),
                        message.envelope().messageId(),
                        recipients.stream().map(PendingRecipient::address).toList(),
                        names.targetOf(recipients.getFirst().stored().route())));
        recipients.forEach(recipient -> temporarilyFailed(recipient, "4.4.2 no reply to the message"));
    }

    @Override
    public void hostFailed(PendingRecipient recipient, Instant nextProbe) {
        retries.waitsForHost(recipient, nextProbe);
    }

    @Override
    public void damaged(QueuedMessage message) {
        damaged.accept(message);
    }

    @Override
    public boolean mustNotWait(PendingRecipient recipient) {
        return smartHostFor(recipient).isPresent();
    }

    @Override
    public void moveOn(PendingRecipient recipient, Runnable then) {
        recipient.withdraw();
        moveTo(recipient, smartHostFor(recipient).orElse(recipient.stored().route()), then);
    }

    /** A next hop did not take it now (DS-31, DS-32); meanwhile it may have become this site's (DS-39). */
    private void temporarilyFailed(PendingRecipient recipient, String reply) {
        if (homecomings.takes(recipient)) {
            return;
        }
        Optional<Route> smart = smartHostFor(recipient);
        if (smart.isPresent()) {
            moveTo(recipient, smart.get(), () -> {});
        } else {
            retries.later(recipient, reply);
        }
    }

    private Optional<Route> smartHostFor(PendingRecipient recipient) {
        return recipient.stored().route() instanceof Route.Shared shared
                ? parts.router().afterSharedFailure(shared.host())
                : Optional.empty();
    }

    private void moveTo(PendingRecipient recipient, Route smart, Runnable then) {
        reroute.accept(recipient, smart);
        records.save(recipient.message(), List.of(), then);
    }
}
