package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.time.Timer;

/** The messages this site is responsible for, until every recipient is served or has failed for good (DS-31 to DS-38). */
public final class DeliveryQueue {

    private final DeliveryParts parts;
    private final RouteNames names;
    private final RetrySchedule schedule;
    private final QueueRecords records;
    private final DelayWarnings warnings;
    private final Retries retries;
    private final OperatorDecisions decisions;
    private final LocalDelivery local;
    private final RoutingTurns turns;
    private final Homecomings homecomings;
    private final GatewayRouting gateways;
    private final UndecidedRecipients undecided;
    private final HostQueues hosts;
    private final ListRouting lists;
    private final QueueOperations operations;

    public DeliveryQueue(DeliveryParts parts) {
        this.parts = parts;
        names = new RouteNames(parts.lookups().hosts());
        schedule = new RetrySchedule(parts.settings().retry());
        records = new QueueRecords(parts, names);
        Notifications notifications = new Notifications(parts, schedule);
        warnings = new DelayWarnings(parts, records, notifications, this::add);
        Failures failures = new Failures(parts, records, notifications, this::add);
        retries = new Retries(parts, schedule, records, failures, names, this::dispatch);
        decisions = new OperatorDecisions(parts, records, failures);
        local = new LocalDelivery(parts, records, retries::later, this::reroute, decisions::damaged);
        turns = new RoutingTurns(new Turns(parts.timers()));
        homecomings = new Homecomings(parts, records, turns, this::reroute, this::dispatch);
        gateways = new GatewayRouting(parts, retries, failures, turns, this::reroute);
        StaleRoutes staleRoutes = new StaleRoutes(parts, records, this::reroute);
        hosts = new HostQueues(
                parts,
                schedule,
                new Attempts(
                        parts,
                        records,
                        retries,
                        failures,
                        staleRoutes,
                        homecomings,
                        names,
                        this::reroute,
                        decisions::damaged));
        lists = new ListRouting(parts, records, retries, failures, hosts, this::dispatch, this::add);
        undecided = new UndecidedRecipients(parts, records, gateways, retries, failures, lists, turns, this::reroute);
        operations = new QueueOperations(parts, records, names, hosts, decisions, this::dispatch, this::reroute);
    }

    /** Messages that are not done yet. */
    public int size() {
        return records.size();
    }

    /** A sentence for each message that is held because its body is damaged. */
    public List<String> damaged() {
        return decisions.damaged();
    }

    /** What operators can do with the queue (DS-38). */
    public QueueOperations operations() {
        return operations;
    }

    /** The site stops: no more transactions with next hops are begun. */
    public void end() {
        hosts.end();
    }

    /** A transaction with a next hop is in progress, or its outcome is not on its way to the store yet. */
    public boolean isSending() {
        return hosts.isBusy() || records.isBehind();
    }

    /** Goes on with what was in the spool. */
    public void recover(List<StoredMessage> messages) {
        for (StoredMessage stored : messages) {
            QueuedMessage message = new QueuedMessage(stored);
            // That they wait was recorded, if it was, before the restart: a dead host's queue may be long.
            message.recipients().forEach(PendingRecipient::announce);
            begin(message);
        }
    }

    /** Takes on a message that is durable in the spool. */
    public void add(StoredMessage stored) {
        begin(new QueuedMessage(stored));
    }

    private void begin(QueuedMessage message) {
        List<Timer> timers = new ArrayList<>(1);
        Instant end = schedule.end(message.envelope().arrivedAt());
        timers.add(parts.timers().at(end, () -> retries.expire(message)));
        warnings.schedule(message).ifPresent(timers::add);
        records.put(message, timers);
        for (PendingRecipient recipient : message.recipients()) {
            Instant due = recipient.stored().nextAttempt();
            // An address can have become local just before the site was stopped.
            if (due.isAfter(parts.timers().now()) && !homecomings.isDue(recipient)) {
                retries.waitUntil(recipient, due);
            } else {
                dispatch(recipient);
            }
        }
    }

    /** These addresses are this site's from now on: mail that waits with them follows them home (DS-39). */
    public void areLocal(List<EmailAddress> addresses) {
        homecomings.begin(addresses);
    }

    /** Mail that waits for a host that was removed is looked up again, beginning at once (DS-71); copies of list posts end. */
    public void hostRemoved(HostPort host) {
        List<PendingRecipient> waiting = new ArrayList<>();
        records.after("")
                .forEach(message -> message.recipients().stream()
                        .filter(recipient -> isFor(host, recipient.stored().route()))
                        .forEach(waiting::add));
        for (PendingRecipient recipient : waiting) {
            turns.begin(() -> {
                if (isFor(host, recipient.stored().route()) && recipient.withdraw()) {
                    dispatch(recipient);
                }
            });
        }
    }

    private static boolean isFor(HostPort host, Route route) {
        return route.equals(new Route.Shared(host)) || route.equals(new Route.ListCopy(host));
    }

    private void dispatch(PendingRecipient recipient) {
        if (decisions.take(recipient) || homecomings.takes(recipient)) {
            return;
        }
        switch (recipient.stored().route()) {
            case Route.Mailbox mailbox -> local.deliver(recipient, mailbox.account());
            case Route.Shared shared -> toSharingHost(recipient, shared.host());
            case Route.Gateway gateway
            when !gateways.isServer(recipient, gateway) -> reroute(recipient, new Route.Undecided());
            case Route.Gateway gateway -> hosts.of(gateway.host()).enqueue(recipient);
            case Route.ListCopy copy -> lists.copy(recipient, copy);
            case Route.Fixed fixed -> hosts.of(fixed.host()).enqueue(recipient);
            case Route.ToSmartHost smart -> hosts.of(smart.host()).enqueue(recipient);
            case Route.Undecided nowhere -> undecided.decide(recipient);
        }
    }

    private void toSharingHost(PendingRecipient recipient, HostPort host) {
        if (parts.lookups().hosts().at(host).isEmpty()) {
            // DS-71: mail for a host that was removed is looked up again.
            turns.decide(recipient, removed -> reroute(removed, new Route.Undecided()));
            return;
        }
        Optional<Route> smart = parts.router().afterSharedFailure(host);
        if (smart.isPresent() && hosts.of(host).isDown()) {
            reroute(recipient, smart.get());
        } else {
            hosts.of(host).enqueue(recipient);
        }
    }

    private void reroute(PendingRecipient recipient, Route route) {
        recipient.become(recipient.stored().routedTo(route));
        parts.effects()
                .record(new SiteEvent.RecipientRouted(
                        recipient.message().id(),
                        recipient.address(),
                        RouteNames.kindOf(route),
                        names.targetOf(route)));
        dispatch(recipient);
    }
}
