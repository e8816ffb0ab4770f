package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.sharing.LookupOutcome;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.engine.spool.VerifiedAddress;
import org.dslab.engine.time.Timer;

/** The messages this site is responsible for, until every recipient is served or has failed for good (DS-31 to DS-34). */
public final class DeliveryQueue implements HostOutcomes {

    private final DeliveryParts parts;
    private final RetrySchedule schedule;
    private final QueueRecords records;
    private final LocalDelivery local;
    private final TreeMap<String, HostQueue> hosts = new TreeMap<>();

    public DeliveryQueue(DeliveryParts parts) {
        this.parts = parts;
        this.schedule = new RetrySchedule(parts.settings().retry());
        this.records = new QueueRecords(parts, this::add);
        this.local = new LocalDelivery(parts, records, this::later, this::reroute);
    }

    /** Messages that are not done yet. */
    public int size() {
        return records.size();
    }

    /** Goes on with what was in the spool. */
    public void recover(List<StoredMessage> messages) {
        messages.forEach(this::add);
    }

    /** Takes on a message that is durable in the spool. */
    public void add(StoredMessage stored) {
        QueuedMessage message = new QueuedMessage(stored);
        Timer expiry = parts.timers().at(schedule.end(stored.arrivedAt()), () -> expire(message));
        records.put(message, expiry);
        for (PendingRecipient recipient : message.recipients()) {
            Instant due = recipient.stored().nextAttempt();
            if (due.isAfter(parts.timers().now())) {
                wait(recipient, due);
            } else {
                dispatch(recipient);
            }
        }
        work();
    }

    private void work() {
        List.copyOf(hosts.values()).forEach(HostQueue::work);
    }

    private void dispatch(PendingRecipient recipient) {
        switch (recipient.stored().route()) {
            case Route.Mailbox mailbox -> local.deliver(recipient, mailbox.account());
            case Route.Shared shared -> toSharingHost(recipient, shared.host());
            case Route.Gateway gateway -> toHost(recipient, gateway.host());
            case Route.ListCopy copy -> reroute(recipient, new Route.Shared(copy.host()));
            case Route.Fixed fixed -> toHost(recipient, fixed.host());
            case Route.ToSmartHost smart -> toHost(recipient, smart.host());
            case Route.Undecided undecided -> decide(recipient);
        }
    }

    private void toSharingHost(PendingRecipient recipient, HostPort host) {
        boolean isConfigured = parts.settings().sharing().hosts().stream()
                .anyMatch(known -> known.smtp().equals(host));
        if (!isConfigured) {
            // DS-71: mail for a host that was removed is looked up again.
            reroute(recipient, new Route.Undecided());
            return;
        }
        Optional<Route> smart = parts.router().afterSharedFailure();
        if (smart.isPresent() && hostQueue(host).isDown()) {
            reroute(recipient, smart.get());
        } else {
            toHost(recipient, host);
        }
    }

    private void toHost(PendingRecipient recipient, HostPort host) {
        hostQueue(host).enqueue(recipient);
    }

    private HostQueue hostQueue(HostPort host) {
        return hosts.computeIfAbsent(host.toString(), name -> new HostQueue(host, parts, schedule, this));
    }

    private void reroute(PendingRecipient recipient, Route route) {
        recipient.become(recipient.stored().routedTo(route));
        parts.effects()
                .record(new SiteEvent.RecipientRouted(
                        recipient.message().id(), recipient.address(), kindOf(route), targetOf(route)));
        dispatch(recipient);
    }

    /** DS-14: by the same table as at RCPT. */
    private void decide(PendingRecipient recipient) {
        Route initial = parts.router().initial(recipient.stored().address());
        if (!(initial instanceof Route.Undecided)) {
            reroute(recipient, initial);
            return;
        }
        String domain = recipient.stored().address().domainKey();
        if (!parts.domains().isLocal(domain)) {
            later(recipient, "451 4.4.4 no route to the domain and no smart host");
        } else if (!parts.domains().isShared(domain)) {
            fail(List.of(recipient), "550 5.1.1 no such user here");
        } else {
            Optional<VerifiedAddress> known =
                    parts.verified().find(recipient.stored().address());
            if (known.isPresent()) {
                parts.effects()
                        .record(new SiteEvent.RememberedUsed(
                                recipient.stored().address(),
                                known.get().host(),
                                known.get().verifiedAt(),
                                LookupPurpose.ROUTING));
                reroute(recipient, new Route.Shared(known.get().host()));
            } else {
                lookUp(recipient);
            }
        }
    }

    private void lookUp(PendingRecipient recipient) {
        recipient.isInFlight();
        boolean[] isAnswered = new boolean[1];
        Inquiry inquiry = parts.lookups().ask(recipient.stored().address(), LookupPurpose.ROUTING, outcome -> {
            isAnswered[0] = true;
            recipient.isInFlight();
            decided(recipient, outcome);
        });
        if (!isAnswered[0]) {
            recipient.waits(inquiry::cancel);
        }
    }

    private void decided(PendingRecipient recipient, LookupOutcome outcome) {
        if (parts.router().mailbox(recipient.stored().address()).isPresent()) {
            decide(recipient);
        } else {
            switch (outcome.result()) {
                case FOUND -> found(recipient, outcome.owner().orElseThrow().smtp());
                case NOT_FOUND ->
                    fail(
                            List.of(recipient),
                            recipient
                                    .stored()
                                    .staleRoute()
                                    .map(StaleRoute::reply)
                                    .orElse("550 5.1.1 no sharing host has this address"));
                case CANNOT_RECEIVE -> later(recipient, "450 4.2.1 the mailbox cannot receive at the moment");
                case UNDETERMINED -> later(recipient, "451 4.4.3 a sharing host cannot be asked");
            }
        }
        work();
    }

    /** The same host again would refuse it again (DS-08). */
    private void found(PendingRecipient recipient, HostPort owner) {
        Optional<String> refusal = recipient
                .stored()
                .staleRoute()
                .filter(stale -> stale.host().equals(owner))
                .map(StaleRoute::reply);
        if (refusal.isPresent()) {
            fail(List.of(recipient), refusal.get());
        } else {
            reroute(recipient, new Route.Shared(owner));
        }
    }

    @Override
    public void finished(List<PendingRecipient> recipients, List<RecipientOutcome> outcomes) {
        List<PendingRecipient> delivered = new ArrayList<>();
        List<PendingRecipient> failed = new ArrayList<>();
        List<PendingRecipient> unknown = new ArrayList<>();
        String target = targetOf(recipients.getFirst().stored().route());
        for (int i = 0; i < recipients.size(); i++) {
            PendingRecipient recipient = recipients.get(i);
            switch (outcomes.get(i)) {
                case RecipientOutcome.Delivered taken -> delivered.add(recipient);
                case RecipientOutcome.Refused refused -> {
                    if (isStaleRoute(recipient, refused.reply())) {
                        lookUpAgain(recipient, refused.reply());
                    } else if (refused.reply().isPermanent()) {
                        recipient.become(recipient
                                .stored()
                                .deferred(parts.timers().now(), refused.reply().line()));
                        failed.add(recipient);
                    } else {
                        temporarilyFailed(recipient, refused.reply().line());
                    }
                }
                case RecipientOutcome.NotAttempted lost -> temporarilyFailed(recipient, "4.4.2 " + lost.cause());
                case RecipientOutcome.Unknown lost -> unknown.add(recipient);
            }
        }
        if (!unknown.isEmpty()) {
            recordUnknown(unknown, target);
        }
        if (!delivered.isEmpty()) {
            records.delivered(delivered, recipient -> kindOf(recipient.stored().route()), target);
        }
        if (!failed.isEmpty()) {
            records.failed(failed);
        }
        work();
    }

    /** The next hop says for good that it does not have an address that was looked up (DS-08). */
    private static boolean isStaleRoute(PendingRecipient recipient, SmtpReply reply) {
        boolean saysUnknown = (reply.code() == 550 || reply.code() == 551 || reply.code() == 553)
                && (reply.enhanced().isEmpty() || reply.enhanced().startsWith("5.1."));
        return saysUnknown
                && recipient.stored().route() instanceof Route.Shared
                && recipient.stored().staleRoute().isEmpty();
    }

    /** Drops what was remembered and asks once more, for this recipient only (DS-08). */
    private void lookUpAgain(PendingRecipient recipient, SmtpReply reply) {
        if (recipient.stored().route() instanceof Route.Shared shared) {
            recipient.become(recipient.stored().refusedBy(new StaleRoute(shared.host(), reply.line())));
            if (parts.verified().drop(recipient.stored().address(), "the next hop does not have it")) {
                parts.effects()
                        .commit(
                                List.of(new Change.VerifiedDropped(
                                        recipient.stored().address().key())),
                                failure -> {});
            }
            reroute(recipient, new Route.Undecided());
        }
    }

    private void recordUnknown(List<PendingRecipient> recipients, String target) {
        QueuedMessage message = recipients.getFirst().message();
        parts.effects()
                .record(new SiteEvent.OutcomeUnknown(
                        message.id(),
                        message.envelope().messageId(),
                        recipients.stream().map(PendingRecipient::address).toList(),
                        target));
        recipients.forEach(recipient -> temporarilyFailed(recipient, "4.4.2 no reply to the message"));
    }

    @Override
    public void hostFailed(PendingRecipient recipient, String cause) {
        boolean isShared = recipient.stored().route() instanceof Route.Shared;
        Optional<Route> smart = isShared ? parts.router().afterSharedFailure() : Optional.empty();
        if (smart.isPresent()) {
            if (recipient.withdraw()) {
                reroute(recipient, smart.get());
                records.save(recipient.message());
                work();
            }
        } else {
            // It goes on waiting in the host's queue; its notification would name this cause.
            boolean isFirst = recipient.stored().lastReply().isEmpty();
            recipient.become(recipient.stored().deferred(parts.timers().now(), "4.4.1 " + cause));
            if (isFirst) {
                recordDeferred(recipient, schedule.next(now(), now()));
            }
        }
    }

    /** A next hop did not take it now (DS-31, DS-32). */
    private void temporarilyFailed(PendingRecipient recipient, String reply) {
        Optional<Route> smart = recipient.stored().route() instanceof Route.Shared
                ? parts.router().afterSharedFailure()
                : Optional.empty();
        if (smart.isPresent()) {
            reroute(recipient, smart.get());
            records.save(recipient.message());
        } else {
            later(recipient, reply);
        }
    }

    private void later(PendingRecipient recipient, String reply) {
        Instant arrivedAt = recipient.message().envelope().arrivedAt();
        Instant next = schedule.next(arrivedAt, now());
        recipient.become(recipient.stored().deferred(next, reply));
        if (!now().isBefore(schedule.end(arrivedAt))) {
            records.failed(List.of(recipient));
            return;
        }
        recordDeferred(recipient, next);
        wait(recipient, next);
        records.save(recipient.message());
    }

    private void recordDeferred(PendingRecipient recipient, Instant next) {
        StoredRecipient stored = recipient.stored();
        parts.effects()
                .record(new SiteEvent.RecipientDeferred(
                        recipient.message().id(),
                        recipient.address(),
                        targetOf(stored.route()),
                        stored.lastReply(),
                        next));
    }

    private void wait(PendingRecipient recipient, Instant due) {
        Timer timer = parts.timers().at(due, () -> {
            dispatch(recipient);
            work();
        });
        recipient.waits(timer::cancel);
    }

    private void fail(List<PendingRecipient> recipients, String reply) {
        for (PendingRecipient recipient : recipients) {
            recipient.become(recipient.stored().deferred(now(), reply));
        }
        records.failed(recipients);
    }

    /** Its time is over: what is not being attempted right now has failed (DS-34). */
    private void expire(QueuedMessage message) {
        List<PendingRecipient> expired = new ArrayList<>();
        for (PendingRecipient recipient : message.recipients()) {
            if (recipient.withdraw()) {
                if (recipient.stored().lastReply().isEmpty()) {
                    recipient.become(recipient.stored().deferred(now(), "4.4.7 delivery time expired"));
                }
                expired.add(recipient);
            }
        }
        if (!expired.isEmpty()) {
            records.failed(expired);
        }
    }

    private Instant now() {
        return parts.timers().now();
    }

    private static RouteKind kindOf(Route route) {
        return switch (route) {
            case Route.Mailbox mailbox -> RouteKind.MAILBOX;
            case Route.Shared shared -> RouteKind.SHARING_HOST;
            case Route.Gateway gateway -> RouteKind.GATEWAY;
            case Route.ListCopy copy -> RouteKind.UNDECIDED;
            case Route.Fixed fixed -> RouteKind.FIXED_ROUTE;
            case Route.ToSmartHost smart -> RouteKind.SMART_HOST;
            case Route.Undecided undecided -> RouteKind.UNDECIDED;
        };
    }

    private String targetOf(Route route) {
        return switch (route) {
            case Route.Mailbox mailbox -> mailbox.account().toString();
            case Route.Shared shared ->
                VerifiedAddresses.nameOf(
                        shared.host(), parts.settings().sharing().hosts());
            case Route.Gateway gateway -> gateway.host().toString();
            case Route.ListCopy copy ->
                VerifiedAddresses.nameOf(copy.host(), parts.settings().sharing().hosts());
            case Route.Fixed fixed -> fixed.host().toString();
            case Route.ToSmartHost smart -> smart.host().toString();
            case Route.Undecided undecided -> "";
        };
    }
}
