package org.dslab.history;

import java.time.Instant;
import java.util.List;

/**
 * What can happen in a run. Addresses are strings as written; a site is named by its scenario name, any other host as
 * configured. A mail is identified everywhere by its Message-ID field (with angle brackets), which the lab makes unique.
 */
public sealed interface Event {

    // What the lab did.

    /** A step of the scenario begins; {@code text} is how the scenario file puts it, on one line. */
    record StepBegan(int step, int line, String text) implements Event {}

    /** A fault is in force from now; its id is unique in the run. */
    record FaultInjected(int fault, String text) implements Event {}

    /** The fault touched traffic for the first time. */
    record FaultTouched(int fault, String what) implements Event {}

    record FaultHealed(int fault) implements Event {}

    /** The site was killed without warning: what was not committed is lost. */
    record SiteCrashed() implements Event {}

    /** An operator asked for an account or alias; it is created, or {@link AccountRefused}. */
    record AccountAsked(String address) implements Event {}

    // What the rest of the mail world saw: senders, the smart host, foreign domains.

    /** A sender outside begins with a mail. */
    record Submitted(String mail, String messageId, String from, List<String> to, String via) implements Event {
        public Submitted {
            to = List.copyOf(to);
        }
    }

    /**
     * What the sender was told in one attempt about one recipient, as seen by the sender: the reply to the final dot if
     * the recipient was accepted, else the reply that refused it. Code 0: no reply, the text has the cause.
     * {@code stage}: connection, mail, rcpt, data (the command) or message (its final dot).
     */
    record SubmissionReplied(
            String mail, String messageId, int attempt, String recipient, String stage, int code, String text)
            implements Event {}

    /** The sender gave up on a recipient: permanently refused, or its own schedule has ended. */
    record SubmissionGaveUp(String mail, String messageId, String recipient, String reason) implements Event {}

    /** The sender will try this recipient again. */
    record SubmissionWillRetry(String mail, String messageId, String recipient, Instant at) implements Event {}

    /** The outside accepted a message: as {@code smart-host} or as {@code foreign} mail server. */
    record OutsideReceived(String role, String messageId, String from, List<String> recipients, int received)
            implements Event {
        public OutsideReceived {
            recipients = List.copyOf(recipients);
        }
    }

    /** A delivery status notification reached its addressee, in a mailbox or outside. */
    record NotificationReceived(String addressee, String aboutMessageId, List<String> recipients) implements Event {
        public NotificationReceived {
            recipients = List.copyOf(recipients);
        }
    }

    /** The mailbox store of a site holds a new message, as seen in the store and not as the site reports. */
    record MailboxReceived(String mailbox, String messageId) implements Event {}

    // What a site records about itself: the engine's events, one to one.

    record SiteStarted(List<String> accounts, int queued) implements Event {
        public SiteStarted {
            accounts = List.copyOf(accounts);
        }
    }

    record SenderReplied(long session, String sender, int code, String text) implements Event {}

    /** {@code by}: local, list, lookup, remembered, gateway, relaying, not-shared or protocol. */
    record RecipientReplied(long session, String recipient, int code, String text, String by) implements Event {}

    record MessageReplied(
            long session, String queueId, String messageId, List<String> recipients, int code, String text)
            implements Event {
        public MessageReplied {
            recipients = List.copyOf(recipients);
        }
    }

    /** {@code purpose}: recipient, sender, routing or creation. */
    record LookupStarted(long lookup, String address, String purpose) implements Event {}

    record LookupJoined(long lookup, String address, String purpose) implements Event {}

    record HostAsked(long lookup, String host, String mailbox) implements Event {}

    /** {@code status} 0 to 5, or -1 for no usable answer, with its cause. */
    record HostAnswered(long lookup, String host, String mailbox, int status, String cause) implements Event {}

    /** {@code result}: found, not-found, cannot-receive or undetermined. */
    record LookupFinished(long lookup, String address, String result, String host) implements Event {}

    record ClaimedBySeveral(String address, List<String> hosts) implements Event {
        public ClaimedBySeveral {
            hosts = List.copyOf(hosts);
        }
    }

    record AddressRemembered(String address, String host) implements Event {}

    record RememberedUsed(String address, String host, Instant verifiedAt, String purpose) implements Event {}

    record RememberedDropped(String address, String reason) implements Event {}

    record QueryAnswered(String client, String mailbox, int status) implements Event {}

    record MessageQueued(String queueId, String messageId, String sender, List<String> recipients) implements Event {
        public MessageQueued {
            recipients = List.copyOf(recipients);
        }
    }

    /** {@code kind}: mailbox, sharing-host, gateway, fixed-route, smart-host or undecided. */
    record RecipientRouted(String queueId, String recipient, String kind, String target) implements Event {}

    record RecipientDelivered(String queueId, String messageId, String recipient, String kind, String target)
            implements Event {}

    record RecipientDeferred(String queueId, String recipient, String target, String reply, Instant nextAttempt)
            implements Event {}

    record RecipientFailed(String queueId, String messageId, String recipient, String reply) implements Event {}

    record OutcomeUnknown(String queueId, String messageId, List<String> recipients, String target) implements Event {
        public OutcomeUnknown {
            recipients = List.copyOf(recipients);
        }
    }

    record Filed(String queueId, String messageId, String recipient, String mailbox) implements Event {}

    record NotificationQueued(
            String queueId, String aboutQueueId, String aboutMessageId, String to, List<String> recipients)
            implements Event {
        public NotificationQueued {
            recipients = List.copyOf(recipients);
        }
    }

    /** A notification says that a message is delayed; it is still tried. */
    record DelayNotified(String queueId, String aboutQueueId, String aboutMessageId, String to, List<String> recipients)
            implements Event {
        public DelayNotified {
            recipients = List.copyOf(recipients);
        }
    }

    /** What an operator did with these recipients of a message; {@code action}: hold, release, bounce or delete. */
    record QueueOperated(String queueId, String messageId, String action, List<String> recipients) implements Event {
        public QueueOperated {
            recipients = List.copyOf(recipients);
        }
    }

    record MessageDone(String queueId) implements Event {}

    /** At every start of the site for each of its lists, and when one is made or changed. */
    record ListStored(String list, List<String> members) implements Event {
        public ListStored {
            members = List.copyOf(members);
        }
    }

    record ListRemoved(String list) implements Event {}

    /**
     * A list post has become a message to the members ({@code expansion}, empty if there are none) and one to the hosts that
     * may have the list too. {@code from} is the site whose copy it is, empty for a post that came to the list here.
     */
    record PostDistributed(
            String queueId,
            String messageId,
            String list,
            String from,
            String expansion,
            List<String> members,
            List<String> hosts)
            implements Event {
        public PostDistributed {
            members = List.copyOf(members);
            hosts = List.copyOf(hosts);
        }
    }

    record PostDiscarded(String queueId, String messageId, String list, String from) implements Event {}

    /**
     * Whether a host has a list too: {@code status} 0 to 5, or -1 for no usable answer, with its cause. A host that is not
     * asked any more counts as one that says 3.
     */
    record ListHostAnswered(String queueId, String messageId, String list, String host, int status, String cause)
            implements Event {}

    record AccountCreated(String address) implements Event {}

    /** The site has another name, whose mail goes to the target. */
    record AliasCreated(String address, String target) implements Event {}

    /** Others are asked about the address while this site has it reserved. */
    record AddressReserved(String address) implements Event {}

    /** The reservation has ended without an account. */
    record ReservationReleased(String address, String reason) implements Event {}

    /** {@code state}: active, disabled, full or moving; of an account, or of an alias that leads to it. */
    record AccountInState(String address, String state) implements Event {}

    /** The copy for a recipient that is an alias is for the target from now on. */
    record AliasFollowed(String queueId, String recipient, String target) implements Event {}

    record AccountRefused(String address, String reason, String host) implements Event {}

    record AccountRemoved(String address) implements Event {}

    record HostDenies(String host, int status) implements Event {}

    record HostAnswersAgain(String host) implements Event {}

    record HostAdded(String host) implements Event {}

    record HostRemoved(String host) implements Event {}

    record Warned(String text) implements Event {}
}
