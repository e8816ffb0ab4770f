package org.dslab.server.metrics;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.event.SiteEvent;
import org.dslab.server.EventSink;
import org.dslab.server.json.RecordJson;

/**
 * Counts a site's events as Prometheus counters. No label ever holds an address or anything else that a client chose: only
 * words of ours, reply classes, Minger statuses, and the names of sharing hosts.
 */
public final class SiteMetrics implements EventSink {

    private final Family accepted = Family.counter(
                    "dslab_messages_accepted_total", "Messages this site took responsibility for.")
            .single();
    private final Family messageReplies =
            Family.counter("dslab_message_replies_total", "Replies to a message after its final dot.");
    private final Family senderReplies = Family.counter("dslab_sender_replies_total", "Replies to MAIL.");
    private final Family recipientReplies =
            Family.counter("dslab_recipient_replies_total", "Replies to RCPT, and what they rest on.");
    private final Family delivered =
            Family.counter("dslab_recipients_delivered_total", "Copies taken by their next hop or mailbox.");
    private final Family deferred =
            Family.counter("dslab_recipients_deferred_total", "Delivery attempts that failed for now.");
    private final Family bounced = Family.counter(
                    "dslab_recipients_bounced_total", "Recipients that failed for good or ran out of time.")
            .single();
    private final Family notifications = Family.counter(
                    "dslab_notifications_total", "Delivery status notifications queued.")
            .single();
    private final Family unknown = Family.counter(
                    "dslab_outcomes_unknown_total", "Connections lost between the final dot and its reply.")
            .single();
    private final Family lookupsStarted =
            Family.counter("dslab_lookups_started_total", "Lookups at the sharing hosts, by purpose.");
    private final Family lookupsJoined =
            Family.counter("dslab_lookups_joined_total", "Lookups that joined one under way, by purpose.");
    private final Family lookups = Family.counter("dslab_lookups_finished_total", "Lookups by result.");
    private final Family hostAnswers = Family.counter(
            "dslab_host_answers_total", "Exchanges with a sharing host by Minger status, or none without an answer.");
    private final Family claimed = Family.counter(
                    "dslab_addresses_claimed_by_several_total", "Lookups that several hosts answered with yes.")
            .single();
    private final Family queries =
            Family.counter("dslab_minger_queries_answered_total", "Minger queries answered, by status.");
    private final Family remembered = Family.counter("dslab_verified_remembered_total", "Positive answers remembered.")
            .single();
    private final Family used = Family.counter(
            "dslab_verified_used_total", "Decisions by a remembered answer instead of a lookup, by purpose.");
    private final Family forgotten = Family.counter(
                    "dslab_verified_dropped_total", "Remembered answers dropped before their time.")
            .single();
    private final Family accounts =
            Family.counter("dslab_account_changes_total", "Accounts created, refused and removed.");
    private final Family posts =
            Family.counter("dslab_list_posts_total", "Posts to lists, distributed or discarded as repeats.");
    private final Family listAnswers = Family.counter(
            "dslab_list_host_answers_total",
            "Questions to a sharing host whether it has a list, by Minger status, or none without an answer.");
    private final Family warnings = Family.counter("dslab_warnings_total", "Warnings for the administrator.")
            .single();
    private final Family troubles = Family.counter(
                    "dslab_driver_troubles_total", "Troubles the driver met and dealt with.")
            .single();

    private final List<Family> all = List.of(
            accepted,
            messageReplies,
            senderReplies,
            recipientReplies,
            delivered,
            deferred,
            bounced,
            notifications,
            unknown,
            lookupsStarted,
            lookupsJoined,
            lookups,
            hostAnswers,
            claimed,
            queries,
            remembered,
            used,
            forgotten,
            accounts,
            posts,
            listAnswers,
            warnings,
            troubles);

    @Override
    public void event(Instant at, SiteEvent event) {
        switch (event) {
            case SiteEvent.SenderReplied replied -> senderReplies.count("code", classOf(replied.code()));
            case SiteEvent.RecipientReplied replied ->
                recipientReplies.count("code", classOf(replied.code()), "by", RecordJson.word(replied.by()));
            case SiteEvent.MessageReplied replied -> {
                messageReplies.count("code", classOf(replied.code()));
                accepted.add(replied.code() / 100 == 2 ? 1 : 0);
            }
            case SiteEvent.LookupStarted started -> lookupsStarted.count("purpose", RecordJson.word(started.purpose()));
            case SiteEvent.LookupJoined joined -> lookupsJoined.count("purpose", RecordJson.word(joined.purpose()));
            case SiteEvent.LookupFinished finished -> lookups.count("result", RecordJson.word(finished.result()));
            case SiteEvent.HostAnswered answered ->
                hostAnswers.count("host", answered.host(), "status", statusOf(answered.status()));
            case SiteEvent.ClaimedBySeveral several -> claimed.add(1);
            case SiteEvent.AddressRemembered address -> remembered.add(1);
            case SiteEvent.RememberedUsed address -> used.count("purpose", RecordJson.word(address.purpose()));
            case SiteEvent.RememberedDropped address -> forgotten.add(1);
            case SiteEvent.QueryAnswered answered -> queries.count("status", statusOf(answered.status()));
            case SiteEvent.RecipientDelivered recipient -> delivered.count("kind", RecordJson.word(recipient.kind()));
            case SiteEvent.RecipientDeferred recipient -> deferred.count("kind", kindOf(recipient.target()));
            case SiteEvent.RecipientFailed recipient -> bounced.add(1);
            case SiteEvent.NotificationQueued notification -> notifications.add(1);
            case SiteEvent.OutcomeUnknown outcome ->
                unknown.add(outcome.recipients().size());
            case SiteEvent.AccountCreated account -> accounts.count("change", "created");
            case SiteEvent.AccountRefused account -> accounts.count("change", "refused");
            case SiteEvent.AccountRemoved account -> accounts.count("change", "removed");
            case SiteEvent.PostDistributed post -> posts.count("result", "distributed");
            case SiteEvent.PostDiscarded post -> posts.count("result", "discarded");
            case SiteEvent.ListHostAnswered answered ->
                listAnswers.count("host", answered.host(), "status", statusOf(answered.status()));
            case SiteEvent.Warned warned -> warnings.add(1);
            default -> {
                // The rest says nothing that a number could.
            }
        }
    }

    @Override
    public void trouble(Instant at, String text) {
        troubles.add(1);
    }

    /** {@code 2xx}, {@code 4xx}, {@code 5xx}. */
    private static String classOf(int code) {
        return code / 100 + "xx";
    }

    private static String statusOf(int status) {
        return status < 0 ? "none" : Integer.toString(status);
    }

    /** The event has no kind: a mailbox has an address, a next hop none, and what is still undecided has no name. */
    private static String kindOf(String target) {
        if (target.isEmpty()) {
            return "undecided";
        }
        return target.indexOf('@') >= 0 ? "mailbox" : "next-hop";
    }

    /** All counters in the text exposition format 0.0.4. */
    public String text() {
        StringBuilder text = new StringBuilder();
        all.forEach(family -> family.appendTo(text));
        return text.toString();
    }

    /** One gauge in the same format, for what is counted elsewhere. */
    public static String gauge(String name, String help, long value) {
        return one(Family.gauge(name, help), value);
    }

    /** One counter in the same format, for what is counted elsewhere. */
    public static String counter(String name, String help, long value) {
        return one(Family.counter(name, help), value);
    }

    private static String one(Family family, long value) {
        StringBuilder text = new StringBuilder();
        family.add(value);
        family.appendTo(text);
        return text.toString();
    }
}
