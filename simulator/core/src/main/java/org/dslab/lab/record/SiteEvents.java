package org.dslab.lab.record;

import java.util.List;
import java.util.Locale;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.history.Event;
import org.dslab.lab.world.AddressPlan;

/** The engine's events as history: one to one, with the lab's addresses replaced by the names of its nodes. */
public final class SiteEvents {

    private final AddressPlan plan;

    public SiteEvents(AddressPlan plan) {
        this.plan = plan;
    }

    public Event toHistory(SiteEvent event) {
        return switch (event) {
            case SiteEvent.Started e -> new Event.SiteStarted(texts(e.accounts()), e.queued());
            case SiteEvent.SenderReplied e -> new Event.SenderReplied(e.session(), e.sender(), e.code(), e.text());
            case SiteEvent.RecipientReplied e ->
                new Event.RecipientReplied(e.session(), e.recipient(), e.code(), e.text(), word(e.by()));
            case SiteEvent.MessageReplied e ->
                new Event.MessageReplied(e.session(), e.queueId(), e.messageId(), e.recipients(), e.code(), e.text());
            case SiteEvent.LookupStarted e ->
                new Event.LookupStarted(e.lookup(), e.address().toString(), word(e.purpose()));
            case SiteEvent.LookupJoined e ->
                new Event.LookupJoined(e.lookup(), e.address().toString(), word(e.purpose()));
            case SiteEvent.HostAsked e -> new Event.HostAsked(e.lookup(), name(e.host()), e.mailbox());
            case SiteEvent.HostAnswered e ->
                new Event.HostAnswered(e.lookup(), name(e.host()), e.mailbox(), e.status(), e.cause());
            case SiteEvent.LookupFinished e ->
                new Event.LookupFinished(e.lookup(), e.address().toString(), word(e.result()), name(e.host()));
            case SiteEvent.ClaimedBySeveral e ->
                new Event.ClaimedBySeveral(e.address().toString(), e.hosts());
            case SiteEvent.AddressRemembered e ->
                new Event.AddressRemembered(e.address().toString(), name(e.host()));
            case SiteEvent.RememberedUsed e ->
                new Event.RememberedUsed(e.address().toString(), name(e.host()), e.verifiedAt(), word(e.purpose()));
            case SiteEvent.RememberedDropped e -> new Event.RememberedDropped(e.addressKey(), e.reason());
            case SiteEvent.QueryAnswered e ->
                new Event.QueryAnswered(
                        plan.nodeAt(e.client().address()).orElse(e.client().address()), e.mailbox(), e.status());
            case SiteEvent.MessageQueued e ->
                new Event.MessageQueued(e.queueId(), e.messageId(), e.sender(), e.recipients());
            case SiteEvent.RecipientRouted e ->
                new Event.RecipientRouted(e.queueId(), e.recipient(), word(e.kind()), name(e.target()));
            case SiteEvent.RecipientDelivered e ->
                new Event.RecipientDelivered(
                        e.queueId(), e.messageId(), e.recipient(), word(e.kind()), name(e.target()));
            case SiteEvent.RecipientDeferred e ->
                new Event.RecipientDeferred(e.queueId(), e.recipient(), name(e.target()), e.reply(), e.nextAttempt());
            case SiteEvent.RecipientFailed e ->
                new Event.RecipientFailed(e.queueId(), e.messageId(), e.recipient(), e.reply());
            case SiteEvent.OutcomeUnknown e ->
                new Event.OutcomeUnknown(e.queueId(), e.messageId(), e.recipients(), name(e.target()));
            case SiteEvent.Filed e -> new Event.Filed(e.queueId(), e.messageId(), e.recipient(), e.mailbox());
            case SiteEvent.NotificationQueued e ->
                new Event.NotificationQueued(e.queueId(), e.aboutQueueId(), e.aboutMessageId(), e.to(), e.recipients());
            case SiteEvent.DelayNotified e ->
                new Event.DelayNotified(e.queueId(), e.aboutQueueId(), e.aboutMessageId(), e.to(), e.recipients());
            case SiteEvent.QueueOperated e ->
                new Event.QueueOperated(e.queueId(), e.messageId(), word(e.action()), e.recipients());
            case SiteEvent.MessageDone e -> new Event.MessageDone(e.queueId());
            case SiteEvent.ListStored e -> new Event.ListStored(e.list().toString(), texts(e.members()));
            case SiteEvent.ListRemoved e -> new Event.ListRemoved(e.list().toString());
            case SiteEvent.PostDistributed e ->
                new Event.PostDistributed(
                        e.queueId(), e.messageId(), e.list(), e.from(), e.expansion(), e.members(), e.hosts());
            case SiteEvent.PostDiscarded e -> new Event.PostDiscarded(e.queueId(), e.messageId(), e.list(), e.from());
            case SiteEvent.ListHostAnswered e ->
                new Event.ListHostAnswered(e.queueId(), e.messageId(), e.list(), e.host(), e.status(), e.cause());
            case SiteEvent.AccountCreated e ->
                new Event.AccountCreated(e.address().toString());
            case SiteEvent.AliasCreated e ->
                new Event.AliasCreated(e.address().toString(), e.target().toString());
            case SiteEvent.AddressReserved e ->
                new Event.AddressReserved(e.address().toString());
            case SiteEvent.ReservationReleased e ->
                new Event.ReservationReleased(e.address().toString(), e.reason());
            case SiteEvent.AccountInState e ->
                new Event.AccountInState(e.address().toString(), word(e.state()));
            case SiteEvent.AliasFollowed e -> new Event.AliasFollowed(e.queueId(), e.recipient(), e.target());
            case SiteEvent.AccountRefused e ->
                new Event.AccountRefused(e.address().toString(), e.reason(), e.host());
            case SiteEvent.AccountRemoved e ->
                new Event.AccountRemoved(e.address().toString());
            case SiteEvent.HostDenies e -> new Event.HostDenies(name(e.host()), e.status());
            case SiteEvent.HostAnswersAgain e -> new Event.HostAnswersAgain(name(e.host()));
            case SiteEvent.HostAdded e -> new Event.HostAdded(name(e.host()));
            case SiteEvent.HostRemoved e -> new Event.HostRemoved(name(e.host()));
            case SiteEvent.Warned e -> new Event.Warned(e.text());
        };
    }

    private static List<String> texts(List<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::toString).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String name(HostPort host) {
        return plan.nodeAt(host.host()).orElseGet(host::toString);
    }

    /** A target is a mailbox, a host's name, or {@code address:port}. */
    private String name(String target) {
        int colon = target.lastIndexOf(':');
        return colon < 0 ? target : plan.nodeAt(target.substring(0, colon)).orElse(target);
    }
}
