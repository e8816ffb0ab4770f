package org.dslab.engine.event;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;

/**
 * What a site records about itself, for its log and for the lab's history. Addresses appear as written; hosts of a
 * sharing set by their configured name ({@code SharingHost.name()}); never a password (DS-73).
 */
public sealed interface SiteEvent {

    /** The site is up: the addresses it has and how many messages wait. */
    record Started(List<EmailAddress> accounts, int queued) implements SiteEvent {
        public Started {
            accounts = List.copyOf(accounts);
        }
    }

    /** A reply to MAIL; the sender is empty for the null sender. */
    record SenderReplied(long session, String sender, int code, String text) implements SiteEvent {}

    /** A reply to RCPT, and what it was decided by. */
    record RecipientReplied(long session, String recipient, int code, String text, DecidedBy by) implements SiteEvent {}

    /** The reply to the message itself, after its final dot; the queue id is empty unless accepted. */
    record MessageReplied(
            long session, String queueId, String messageId, List<String> recipients, int code, String text)
            implements SiteEvent {
        public MessageReplied {
            recipients = List.copyOf(recipients);
        }
    }

    /** A question to every sharing host begins (DS-55). Lookup ids are unique within one start of the site. */
    record LookupStarted(long lookup, EmailAddress address, LookupPurpose purpose) implements SiteEvent {}

    /** Another user of the same address joins a running lookup (DS-55). */
    record LookupJoined(long lookup, EmailAddress address, LookupPurpose purpose) implements SiteEvent {}

    /** One exchange with one host begins; retransmissions are not recorded again. */
    record HostAsked(long lookup, String host, String mailbox) implements SiteEvent {}

    /** How the exchange ended: {@code status} 0 to 5 as received, or -1 with the cause why there is none. */
    record HostAnswered(long lookup, String host, String mailbox, int status, String cause) implements SiteEvent {}

    /** What the lookup makes of the answers (DS-03 to DS-12); the host is empty unless found. */
    record LookupFinished(long lookup, EmailAddress address, LookupResult result, String host) implements SiteEvent {}

    /** DS-10. */
    record ClaimedBySeveral(EmailAddress address, List<String> hosts) implements SiteEvent {
        public ClaimedBySeveral {
            hosts = List.copyOf(hosts);
        }
    }

    /** A positive answer is remembered (DS-06). */
    record AddressRemembered(EmailAddress address, HostPort host) implements SiteEvent {}

    /** A remembered answer decided without a lookup (DS-06). */
    record RememberedUsed(EmailAddress address, HostPort host, Instant verifiedAt, LookupPurpose purpose)
            implements SiteEvent {}

    /** A remembered answer is gone before its time, and why. */
    record RememberedDropped(String addressKey, String reason) implements SiteEvent {}

    /** This site answered a Minger query. */
    record QueryAnswered(Endpoint client, String mailbox, int status) implements SiteEvent {}

    /** A message is durably in the queue. */
    record MessageQueued(String queueId, String messageId, String sender, List<String> recipients)
            implements SiteEvent {
        public MessageQueued {
            recipients = List.copyOf(recipients);
        }
    }

    /** Where a recipient's copy goes now. */
    record RecipientRouted(String queueId, String recipient, RouteKind kind, String target) implements SiteEvent {}

    /** A next hop took a recipient's copy. */
    record RecipientDelivered(String queueId, String messageId, String recipient, RouteKind kind, String target)
            implements SiteEvent {}

    /** An attempt failed for now. Of a recipient that waits for a dead host it is recorded once, not at each probe. */
    record RecipientDeferred(String queueId, String recipient, String target, String reply, Instant nextAttempt)
            implements SiteEvent {}

    /** A recipient failed for good; a status notification follows unless the sender is null. */
    record RecipientFailed(String queueId, String messageId, String recipient, String reply) implements SiteEvent {}

    /** The connection broke between the final dot and its reply: the next hop may have the message (DS-37). */
    record OutcomeUnknown(String queueId, String messageId, List<String> recipients, String target)
            implements SiteEvent {
        public OutcomeUnknown {
            recipients = List.copyOf(recipients);
        }
    }

    /** A copy is durably in a mailbox of this site. */
    record Filed(String queueId, String messageId, String recipient, String mailbox) implements SiteEvent {}

    /** A delivery status notification was queued (DS-34). */
    record NotificationQueued(
            String queueId, String aboutQueueId, String aboutMessageId, String to, List<String> recipients)
            implements SiteEvent {
        public NotificationQueued {
            recipients = List.copyOf(recipients);
        }
    }

    /** A notification was queued that says that a message is delayed; it will still be tried (DS-34). */
    record DelayNotified(String queueId, String aboutQueueId, String aboutMessageId, String to, List<String> recipients)
            implements SiteEvent {
        public DelayNotified {
            recipients = List.copyOf(recipients);
        }
    }

    /** An operator's decision about these recipients of a message is durable (DS-38). */
    record QueueOperated(String queueId, String messageId, QueueAction action, List<String> recipients)
            implements SiteEvent {
        public QueueOperated {
            recipients = List.copyOf(recipients);
        }
    }

    /** A message left the queue: nobody is waiting for it any more. */
    record MessageDone(String queueId) implements SiteEvent {}

    /** This site has a list, with this roster; recorded for each at the start, and when one is made or changed. */
    record ListStored(EmailAddress list, List<EmailAddress> members) implements SiteEvent {
        public ListStored {
            members = List.copyOf(members);
        }
    }

    record ListRemoved(EmailAddress list) implements SiteEvent {}

    /**
     * A post has become messages to a list's members and to the hosts that may have the list too (DS-80).
     *
     * @param from the site whose copy it is, or empty for a post that came to the list here
     * @param expansion queue id of the message to the members, empty if there are none
     * @param hosts by name; each is asked whether it has the list
     */
    record PostDistributed(
            String queueId,
            String messageId,
            String list,
            String from,
            String expansion,
            List<String> members,
            List<String> hosts)
            implements SiteEvent {
        public PostDistributed {
            members = List.copyOf(members);
            hosts = List.copyOf(hosts);
        }
    }

    /** A post that was distributed here before came again (DS-81). */
    record PostDiscarded(String queueId, String messageId, String list, String from) implements SiteEvent {}

    /**
     * Whether a host has a list too: {@code status} 0 to 5, or -1 with the cause why there is none (DS-83). A host that is
     * not asked any more counts as one that says 3, with that cause.
     */
    record ListHostAnswered(String queueId, String messageId, String list, String host, int status, String cause)
            implements SiteEvent {}

    record AccountCreated(EmailAddress address) implements SiteEvent {}

    /** This site has another name, whose mail goes to the target. */
    record AliasCreated(EmailAddress address, EmailAddress target) implements SiteEvent {}

    /** The address is reserved, durably, while others are asked (DS-43.1). */
    record AddressReserved(EmailAddress address) implements SiteEvent {}

    /** The reservation has ended without an account, and why. */
    record ReservationReleased(EmailAddress address, String reason) implements SiteEvent {}

    /**
     * From now on the account is in this state; recorded for each alias that leads to it too, and at each start for
     * those that are not active.
     */
    record AccountInState(EmailAddress address, AccountState state) implements SiteEvent {}

    /** A recipient is an alias: its copy goes on to the target (DS-14). */
    record AliasFollowed(String queueId, String recipient, String target) implements SiteEvent {}

    /** DS-40, DS-41: the host is the one that has the address or that could not be asked, or empty. */
    record AccountRefused(EmailAddress address, String reason, String host) implements SiteEvent {}

    /** This site does not have the address any more; recorded for the account and for each of its aliases. */
    record AccountRemoved(EmailAddress address) implements SiteEvent {}

    /** A host denies its answers with status 1 or 2 from now on, so whatever it has is undetermined (DS-56). */
    record HostDenies(String host, int status) implements SiteEvent {}

    /** A host that denied its answers gives usable ones again (DS-56). */
    record HostAnswersAgain(String host) implements SiteEvent {}

    /** A sharing host is asked from now on (DS-71). */
    record HostAdded(String host) implements SiteEvent {}

    /** A sharing host is not asked any more (DS-71). */
    record HostRemoved(String host) implements SiteEvent {}

    /** Something an administrator should mend (DS-56), for the log. */
    record Warned(String text) implements SiteEvent {}
}
