package org.dslab.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.check.QueuedCopies.Copy;
import org.dslab.check.QueuedCopies.Ending;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * Whoever was told 250 for a message can forget it: the site has it in its queue (DS-36), and every copy in a queue is in
 * a mailbox, taken by the next hop, returned by a notification, or still waiting when the run ends (DS-34, DS-37).
 * Crashes are no excuse. What a site says of itself is compared with what mailbox stores and the next hop have seen.
 */
final class AcceptedMailIsNeverLost implements Checker {

    /** A message for one recipient that a site was handed and has answered for with 250. */
    private record Handed(String site, String messageId, String recipientKey) {}

    @Override
    public String name() {
        return "accepted-mail-is-never-lost";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-34", "DS-36", "DS-37");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        QueuedCopies copies = new QueuedCopies(history);
        Sightings sightings = new Sightings(history, copies);
        Map<Handed, List<Entry>> handed = handed(history, copies, facts);
        Map<Handed, Integer> queued = queued(copies);
        handed.forEach((what, entries) -> judgeTakenIn(what, entries, queued.getOrDefault(what, 0), findings));
        int accounted = 0;
        for (Copy copy : copies.all()) {
            for (String recipient : copy.recipients().values()) {
                judgeEnd(copy, recipient, sightings, facts, findings);
                accounted++;
            }
        }
        for (Entry entry : history) {
            if (entry.event() instanceof Event.SiteStarted started) {
                judgeRestart(entry, started, copies, sightings, findings);
            }
        }
        return findings.verdicts(
                Findings.count(accounted, "accepted copy accounted for", "accepted copies accounted for"));
    }

    /** Each time that a site has taken a message from a sender or another site, as these saw it. */
    private static Map<Handed, List<Entry>> handed(List<Entry> history, QueuedCopies copies, Facts facts) {
        Map<Handed, List<Entry>> handed = new LinkedHashMap<>();
        TreeMap<String, String> via = new TreeMap<>();
        TreeSet<String> attempts = new TreeSet<>();
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.Submitted submitted -> via.put(submitted.messageId(), submitted.via());
                case Event.SubmissionReplied replied
                when isPositive(replied.code()) -> {
                    String site = via.getOrDefault(replied.messageId(), "");
                    String recipient = Addresses.key(replied.recipient());
                    // A client may name a recipient twice; the site has one copy for both.
                    boolean first = attempts.add(replied.messageId() + " " + replied.attempt() + " " + recipient);
                    if (first && facts.site(site).isPresent()) {
                        add(handed, new Handed(site, replied.messageId(), recipient), entry);
                    }
                }
                default -> {}
            }
        }
        for (Copy copy : copies.all()) {
            for (Map.Entry<String, String> recipient : copy.recipients().entrySet()) {
                copy.endingsOf(recipient.getValue()).stream()
                        .filter(ending -> ending.kind() == Ending.Kind.DELIVERED
                                && !copy.messageId().isEmpty()
                                && facts.site(nodeOf(ending.target())).isPresent())
                        .findFirst()
                        .ifPresent(ending -> add(
                                handed,
                                new Handed(nodeOf(ending.target()), copy.messageId(), recipient.getKey()),
                                ending.entry()));
            }
        }
        return handed;
    }

    private static void add(Map<Handed, List<Entry>> handed, Handed what, Entry entry) {
        handed.computeIfAbsent(what, any -> new ArrayList<>()).add(entry);
    }

    /** How many copies each site had in its queue. */
    private static Map<Handed, Integer> queued(QueuedCopies copies) {
        Map<Handed, Integer> queued = new LinkedHashMap<>();
        for (Copy copy : copies.all()) {
            for (String recipient : copy.recipients().keySet()) {
                queued.merge(new Handed(copy.site(), copy.messageId(), recipient), 1, Integer::sum);
            }
        }
        return queued;
    }

    private static void judgeTakenIn(Handed what, List<Entry> entries, int queued, Findings findings) {
        if (queued < entries.size()) {
            String times = entries.size() == 1
                    ? "but never had it in its queue"
                    : entries.size() + " times, but had it in its queue " + queued + " times";
            findings.violation(
                    what.site() + " accepted " + what.messageId() + " for " + what.recipientKey() + ", " + times,
                    entries.stream().map(Entry::number).toList());
        }
    }

    private static void judgeEnd(Copy copy, String recipient, Sightings sightings, Facts facts, Findings findings) {
        List<Ending> endings = copy.endingsOf(recipient);
        if (endings.isEmpty()) {
            if (copy.isDone()) {
                findings.violation(
                        name(copy) + " left the queue of " + copy.site() + " without having been filed, passed on or"
                                + " returned for " + recipient,
                        copy.queued(),
                        copy.done());
            }
            return;
        }
        if (endings.stream().noneMatch(ending -> isGood(ending, copy, recipient, sightings, facts))) {
            Ending last = endings.getLast();
            findings.violation(
                    switch (last.kind()) {
                        case DELETED -> throw new AssertionError("what an operator does is not judged");
                        case FILED ->
                            copy.site() + " says that it filed " + name(copy) + " for " + recipient
                                    + ", but its mailbox store has not got it";
                        case DELIVERED ->
                            copy.site() + " says that it passed " + name(copy) + " for " + recipient + " on to "
                                    + last.target() + ", but nobody has got it";
                        case FAILED, RETURNED, DISTRIBUTED, NOT_NEEDED ->
                            name(copy) + " failed for good at " + copy.site() + " for " + recipient
                                    + ", but nobody was notified";
                        case FOLLOWED ->
                            name(copy) + " for " + recipient + " was an alias' at " + copy.site() + ", but there is no"
                                    + " copy for " + last.target();
                    },
                    copy.queued(),
                    last.entry().number());
        }
    }

    private static boolean isGood(Ending ending, Copy copy, String recipient, Sightings sightings, Facts facts) {
        return switch (ending.kind()) {
            case FILED -> sightings.inAMailbox(copy);
            // A site that was handed the message is judged by its own queue.
            case DELIVERED -> facts.site(nodeOf(ending.target())).isPresent() || sightings.elsewhere(copy, recipient);
            // An operator may (DS-38).
            case RETURNED, DELETED, DISTRIBUTED, NOT_NEEDED -> true;
            // The copy for the target is judged by itself.
            case FOLLOWED -> copy.isFor(ending.target());
            // A null sender gets no notification (DS-34); while the message is not done, one can still follow.
            case FAILED -> copy.hasNullSender() || !copy.isDone();
        };
    }

    /** A site that starts again must find every message that nobody else has got meanwhile. */
    private static void judgeRestart(
            Entry entry, Event.SiteStarted started, QueuedCopies copies, Sightings sightings, Findings findings) {
        List<Copy> waiting = copies.all().stream()
                .filter(copy -> copy.site().equals(entry.node())
                        && copy.queued() < entry.number()
                        && !copy.isDoneBefore(entry.number())
                        && copy.recipients().values().stream()
                                .anyMatch(recipient -> mustWait(copy, recipient, entry, sightings)))
                .toList();
        if (waiting.size() > started.queued()) {
            List<Long> evidence =
                    new ArrayList<>(waiting.stream().map(Copy::queued).toList());
            evidence.add(entry.number());
            findings.violation(
                    Findings.count(waiting.size(), "message waited", "messages waited") + " at " + entry.node()
                            + ", which found " + started.queued() + " when it started again",
                    evidence);
        }
    }

    private static boolean mustWait(Copy copy, String recipient, Entry start, Sightings sightings) {
        return copy.endingsOf(recipient).stream()
                        .noneMatch(ending -> ending.entry().number() < start.number())
                && !sightings.inAMailbox(copy)
                && !sightings.elsewhere(copy, recipient);
    }

    private static boolean isPositive(int code) {
        return code >= 200 && code < 300;
    }

    private static String name(Copy copy) {
        if (!copy.messageId().isEmpty()) {
            return copy.messageId();
        }
        return copy.aboutMessageId().isEmpty()
                ? "the message " + copy.queueId()
                : "the notification about " + copy.aboutMessageId();
    }

    /** The node of a target such as {@code osaka} or {@code osaka:2525}. */
    private static String nodeOf(String target) {
        int colon = target.lastIndexOf(':');
        return colon > 0 ? target.substring(0, colon) : target;
    }
}
