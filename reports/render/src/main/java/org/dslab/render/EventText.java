package org.dslab.render;

import java.util.List;
import org.dslab.history.Event;
import org.dslab.history.InstantText;

/** Every event in plain words. The node that it happened at is not repeated. */
public final class EventText {

    private EventText() {}

    /** One line, safe to print: control characters in mail content are escaped. */
    public static String of(Event event) {
        return Printable.of(words(event));
    }

    private static String words(Event event) {
        return switch (event) {
            case Event.StepBegan e -> "step " + e.step() + ": " + e.text();
            case Event.FaultInjected e -> "fault " + e.fault() + " begins: " + e.text();
            case Event.FaultTouched e -> "fault " + e.fault() + " strikes for the first time: " + e.what();
            case Event.FaultHealed e -> "fault " + e.fault() + " ends";
            case Event.SiteCrashed e -> "is killed without warning";
            case Event.AccountAsked e -> "an operator asks for the address " + e.address();
            case Event.Submitted e ->
                "mail " + e.mail() + " from " + path(e.from()) + " to " + all(e.to()) + " is handed to " + e.via();
            case Event.SubmissionReplied e -> submissionReplied(e);
            case Event.SubmissionGaveUp e ->
                "the sender of " + e.mail() + " gives up on " + e.recipient() + ": " + e.reason();
            case Event.SubmissionWillRetry e ->
                "the sender of " + e.mail() + " will try " + e.recipient() + " again at " + InstantText.of(e.at());
            case Event.OutsideReceived e ->
                "takes " + id(e.messageId()) + " from " + path(e.from()) + " for " + all(e.recipients()) + ", with "
                        + e.received() + " Received fields (as " + e.role() + ")";
            case Event.NotificationReceived e ->
                e.addressee() + " is notified that " + id(e.aboutMessageId()) + " failed for " + all(e.recipients());
            case Event.MailboxReceived e -> "the mailbox " + e.mailbox() + " now holds " + id(e.messageId());
            case Event.SiteStarted e ->
                "is up with " + (e.accounts().isEmpty() ? "no accounts" : "the addresses " + all(e.accounts()))
                        + " and " + count(e.queued(), "message", "messages") + " waiting";
            case Event.SenderReplied e ->
                "MAIL FROM:" + path(e.sender()) + " in " + session(e.session()) + ": " + reply(e.code(), e.text());
            case Event.RecipientReplied e ->
                "RCPT TO:" + path(e.recipient()) + " in " + session(e.session()) + ": " + reply(e.code(), e.text())
                        + " (decided by " + e.by() + ")";
            case Event.MessageReplied e ->
                "end of message " + id(e.messageId()) + " for " + all(e.recipients()) + " in " + session(e.session())
                        + ": " + reply(e.code(), e.text());
            case Event.LookupStarted e ->
                lookup(e.lookup()) + " begins: who has the " + e.purpose() + " " + path(e.address()) + "?";
            case Event.LookupJoined e ->
                lookup(e.lookup()) + " serves the " + e.purpose() + " " + path(e.address()) + ", too";
            case Event.HostAsked e -> lookup(e.lookup()) + " asks " + e.host() + " about " + e.mailbox();
            case Event.HostAnswered e ->
                lookup(e.lookup()) + ": " + e.host() + " answers " + status(e.status(), e.cause()) + " about "
                        + e.mailbox();
            case Event.LookupFinished e ->
                lookup(e.lookup()) + " ends: " + e.address() + " is " + e.result()
                        + (e.host().isEmpty() ? "" : " at " + e.host());
            case Event.ClaimedBySeveral e -> e.address() + " is claimed by several hosts: " + all(e.hosts());
            case Event.AddressRemembered e -> "remembers that " + e.host() + " has " + e.address();
            case Event.RememberedUsed e ->
                "uses the remembered answer that " + e.host() + " has the " + e.purpose() + " " + e.address()
                        + ", verified at " + InstantText.of(e.verifiedAt());
            case Event.RememberedDropped e -> "forgets who has " + e.address() + ": " + e.reason();
            case Event.QueryAnswered e ->
                "answers a Minger query of " + e.client() + " about " + e.mailbox() + ": " + status(e.status(), "");
            case Event.MessageQueued e ->
                "keeps " + id(e.messageId()) + " from " + path(e.sender()) + " for " + all(e.recipients()) + " as "
                        + e.queueId();
            case Event.RecipientRouted e ->
                e.queueId() + " for " + e.recipient() + " goes to "
                        + (e.target().isEmpty() ? "nowhere yet" : e.target()) + " (" + e.kind() + ")";
            case Event.RecipientDelivered e ->
                e.queueId() + ", " + id(e.messageId()) + " for " + e.recipient() + ", was taken by " + e.target() + " ("
                        + e.kind() + ")";
            case Event.RecipientDeferred e ->
                e.queueId() + " for " + e.recipient() + " failed for now"
                        + (e.target().isEmpty() ? "" : " at " + e.target()) + ": " + e.reply() + "; next attempt at "
                        + InstantText.of(e.nextAttempt());
            case Event.RecipientFailed e ->
                e.queueId() + ", " + id(e.messageId()) + " for " + e.recipient() + ", failed for good: " + e.reply();
            case Event.OutcomeUnknown e ->
                e.queueId() + ", " + id(e.messageId()) + " for " + all(e.recipients())
                        + ": the final reply is lost, so " + e.target() + " may have it";
            case Event.Filed e ->
                e.queueId() + ", " + id(e.messageId()) + " for " + e.recipient() + ", is filed in " + e.mailbox();
            case Event.NotificationQueued e ->
                e.queueId() + " will notify " + e.to() + " that " + e.aboutQueueId() + ", " + id(e.aboutMessageId())
                        + ", failed for " + all(e.recipients());
            case Event.DelayNotified e ->
                e.queueId() + " will notify " + e.to() + " that " + e.aboutQueueId() + ", " + id(e.aboutMessageId())
                        + ", is delayed for " + all(e.recipients());
            case Event.QueueOperated e ->
                "its operator says " + e.action() + " to " + e.queueId() + ", " + id(e.messageId()) + " for "
                        + all(e.recipients());
            case Event.MessageDone e -> e.queueId() + " leaves the queue";
            case Event.ListStored e -> "has the list " + e.list() + " of " + all(e.members());
            case Event.ListRemoved e -> "does not have the list " + e.list() + " any more";
            case Event.PostDistributed e ->
                (e.from().isEmpty() ? "" : "takes the copy of " + e.from() + " and ") + "distributes "
                        + id(e.messageId()) + " of the list " + e.list() + " to " + all(e.members())
                        + (e.expansion().isEmpty() ? "" : " as " + e.expansion())
                        + (e.hosts().isEmpty() ? "" : "; copies for " + all(e.hosts()) + " if they have the list");
            case Event.PostDiscarded e ->
                "discards " + id(e.messageId()) + ", which the list " + e.list() + " has distributed before"
                        + (e.from().isEmpty() ? "" : " (a copy of " + e.from() + ")");
            case Event.ListHostAnswered e ->
                e.queueId() + ", " + id(e.messageId()) + ": asked about the list " + e.list() + ", " + e.host()
                        + " answers " + status(e.status(), e.cause());
            case Event.AccountCreated e -> "has the account " + e.address() + " now";
            case Event.AliasCreated e -> "has the alias " + e.address() + " for " + e.target() + " now";
            case Event.AddressReserved e -> "reserves " + e.address() + " while it asks the others";
            case Event.ReservationReleased e -> "gives the reservation of " + e.address() + " up: " + e.reason();
            case Event.AccountInState e -> e.address() + " is " + e.state() + " from now on";
            case Event.AliasFollowed e ->
                e.queueId() + " for " + e.recipient() + ", an alias, is for " + e.target() + " from now on";
            case Event.AccountRefused e ->
                "refuses to create " + e.address() + ": " + e.reason()
                        + (e.host().isEmpty() ? "" : " (" + e.host() + ")");
            case Event.AccountRemoved e -> "does not have " + e.address() + " any more";
            case Event.HostDenies e ->
                "alert: " + e.host() + " denies its answers, status " + status(e.status(), "")
                        + "; its addresses cannot be verified until somebody mends the configuration";
            case Event.HostAnswersAgain e -> e.host() + " answers again";
            case Event.HostAdded e -> "shares with " + e.host() + " from now on";
            case Event.HostRemoved e -> "does not share with " + e.host() + " any more";
            case Event.Warned e -> "warning: " + e.text();
        };
    }

    private static String submissionReplied(Event.SubmissionReplied e) {
        String where = "the sender of " + e.mail() + ", attempt " + e.attempt() + ", at " + e.stage() + ", about "
                + e.recipient();
        return e.code() == 0 ? where + ": no reply, " + e.text() : where + ", is told " + reply(e.code(), e.text());
    }

    private static String reply(int code, String text) {
        return code + " " + text;
    }

    /** Sites number the sessions of their clients downwards from -1. */
    private static String session(long number) {
        return "session " + Math.abs(number);
    }

    private static String lookup(long id) {
        return "lookup " + id;
    }

    private static String status(int status, String cause) {
        return switch (status) {
            case 0 -> "0 (invalid request)";
            case 1 -> "1 (access denied)";
            case 2 -> "2 (bad or missing credentials)";
            case 3 -> "3 (no such address)";
            case 4 -> "4 (cannot receive now)";
            case 5 -> "5 (exists)";
            default -> "nothing usable" + (cause.isEmpty() ? "" : " (" + cause + ")");
        };
    }

    private static String path(String address) {
        return address.isEmpty() ? "<>" : "<" + address + ">";
    }

    private static String id(String messageId) {
        return messageId.isEmpty() ? "a message without Message-ID" : messageId;
    }

    private static String all(List<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
