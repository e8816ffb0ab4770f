package org.dslab.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * A mail reaches a mailbox once for each recipient, and each list, that leads there, and more often only where the history shows the
 * cause (DS-37): a final reply was lost on the way to the sender or to a site that passed the mail on, or a site crashed
 * while it had the mail.
 */
final class DeliveredOnce implements Checker {

    /** A mailbox of a site, and a mail in it. */
    private record Place(String site, String mailbox, String messageId) {}

    /** Something that can have made one more copy of a mail for these recipients. */
    private record Cause(long number, List<String> recipients) {}

    /** A message in a site's queue. */
    private record Waiting(String site, String messageId, List<String> recipients) {

        Waiting with(String recipient) {
            List<String> more = new ArrayList<>(recipients);
            more.add(recipient);
            return new Waiting(site, messageId, more);
        }
    }

    @Override
    public String name() {
        return "delivered-once";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-37");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Map<Place, List<Entry>> arrivals = new LinkedHashMap<>();
        Map<Place, TreeSet<String>> recipients = new LinkedHashMap<>();
        TreeMap<String, Waiting> queue = new TreeMap<>();
        TreeMap<String, List<Cause>> causes = new TreeMap<>();
        TreeMap<String, String> listOf = new TreeMap<>();
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.MailboxReceived received ->
                    arrivals.computeIfAbsent(
                                    place(entry, received.mailbox(), received.messageId()), any -> new ArrayList<>())
                            .add(entry);
                case Event.Filed filed ->
                    recipients
                            .computeIfAbsent(place(entry, filed.mailbox(), filed.messageId()), any -> new TreeSet<>())
                            .add(Addresses.key(filed.recipient())
                                    + listOf.getOrDefault(entry.node() + " " + filed.queueId(), ""));
                case Event.PostDistributed post ->
                    listOf.put(entry.node() + " " + post.expansion(), " by " + Addresses.key(post.list()));
                case Event.MessageQueued queued ->
                    queue.put(
                            entry.node() + " " + queued.queueId(),
                            new Waiting(entry.node(), queued.messageId(), queued.recipients()));
                case Event.AliasFollowed followed ->
                    queue.computeIfPresent(
                            entry.node() + " " + followed.queueId(), (id, waiting) -> waiting.with(followed.target()));
                case Event.MessageDone done -> queue.remove(entry.node() + " " + done.queueId());
                case Event.OutcomeUnknown unknown -> note(causes, unknown.messageId(), entry, unknown.recipients());
                case Event.SubmissionReplied replied
                when isLostFinalReply(replied) ->
                    note(causes, replied.messageId(), entry, List.of(replied.recipient()));
                case Event.SiteCrashed crashed ->
                    queue.values().stream()
                            .filter(waiting -> waiting.site().equals(entry.node()))
                            .forEach(waiting -> note(causes, waiting.messageId(), entry, waiting.recipients()));
                default -> {}
            }
        }
        Findings findings = new Findings(this);
        int copies = 0;
        for (Map.Entry<Place, List<Entry>> mail : arrivals.entrySet()) {
            Place place = mail.getKey();
            copies += mail.getValue().size();
            if (!place.messageId().isEmpty()) {
                judge(
                        place,
                        mail.getValue(),
                        recipients.getOrDefault(place, new TreeSet<>()),
                        causes.getOrDefault(place.messageId(), List.of()),
                        findings);
            }
        }
        return findings.verdicts(
                Findings.count(copies, "copy", "copies") + " in mailboxes, none without its own cause");
    }

    private static boolean isLostFinalReply(Event.SubmissionReplied replied) {
        return replied.code() == 0 && replied.stage().equals("message");
    }

    private static void note(
            SortedMap<String, List<Cause>> causes, String messageId, Entry entry, List<String> recipients) {
        causes.computeIfAbsent(messageId, any -> new ArrayList<>())
                .add(new Cause(
                        entry.number(), recipients.stream().map(Addresses::key).toList()));
    }

    private static void judge(
            Place place, List<Entry> arrivals, SortedSet<String> recipients, List<Cause> causes, Findings findings) {
        TreeSet<String> leadingHere = new TreeSet<>();
        recipients.forEach(recipient -> leadingHere.add(recipient.replaceFirst(" by .*", "")));
        leadingHere.add(place.mailbox());
        long last = arrivals.getLast().number();
        long explained = Math.max(1, recipients.size())
                + causes.stream()
                        .filter(cause -> cause.number() < last
                                && cause.recipients().stream().anyMatch(leadingHere::contains))
                        .count();
        if (arrivals.size() > explained) {
            findings.violation(
                    place.messageId() + " is " + arrivals.size() + " times in " + place.mailbox() + " at "
                            + place.site() + ", but the history explains only " + explained,
                    arrivals.stream().map(Entry::number).toList());
        }
    }

    private static Place place(Entry entry, String mailbox, String messageId) {
        return new Place(entry.node(), Addresses.key(mailbox), messageId);
    }
}
