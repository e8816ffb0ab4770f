package org.dslab.check;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/** A site that keeps failed mail from the smart host never sends it mail for the shared domain (DS-31). */
final class NoSharedMailAtTheSmartHost implements Checker {

    private static final String SMART_HOST = "smart-host";

    @Override
    public String name() {
        return "no-shared-mail-at-the-smart-host";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-31");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        TreeMap<String, String> messageIds = new TreeMap<>();
        TreeSet<String> sent = new TreeSet<>();
        TreeSet<String> reported = new TreeSet<>();
        int received = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.MessageQueued queued ->
                    messageIds.put(place(entry.node(), queued.queueId()), queued.messageId());
                case Event.RecipientRouted routed
                when isShared(routed.kind(), routed.recipient(), facts) -> {
                    String messageId = messageIds.getOrDefault(place(entry.node(), routed.queueId()), "");
                    sent.add(copy(messageId, routed.recipient()));
                    if (keeps(entry.node(), facts)
                            && reported.add(copy(place(entry.node(), routed.queueId()), routed.recipient()))) {
                        report(entry, routed.recipient(), findings);
                    }
                }
                case Event.RecipientDelivered delivered
                when isShared(delivered.kind(), delivered.recipient(), facts) -> {
                    sent.add(copy(delivered.messageId(), delivered.recipient()));
                    if (keeps(entry.node(), facts)
                            && reported.add(copy(place(entry.node(), delivered.queueId()), delivered.recipient()))) {
                        report(entry, delivered.recipient(), findings);
                    }
                }
                case Event.OutsideReceived outside
                when outside.role().equals(SMART_HOST) -> {
                    received++;
                    judgeReceipt(entry, outside, sent, facts, findings);
                }
                default -> {}
            }
        }
        return findings.verdicts(Findings.count(received, "message", "messages")
                + " at the smart host, none that a site" + " should have kept");
    }

    private static boolean isShared(String kind, String recipient, Facts facts) {
        return kind.equals(SMART_HOST) && Addresses.isIn(recipient, facts.domain());
    }

    private static void report(Entry entry, String recipient, Findings findings) {
        findings.violation(
                entry.node() + " sent mail for " + recipient + " to the smart host, from which it should have kept it",
                entry.number());
    }

    /** The smart host has got what no site owns up to, although every site should keep it back. */
    private static void judgeReceipt(
            Entry entry, Event.OutsideReceived outside, SortedSet<String> sent, Facts facts, Findings findings) {
        boolean allKeep = facts.sites().keySet().stream().allMatch(site -> keeps(site, facts));
        for (String recipient : outside.recipients()) {
            boolean owned = sent.contains(copy(outside.messageId(), recipient));
            if (allKeep && !owned && Addresses.isIn(recipient, facts.domain())) {
                findings.violation(
                        "the smart host received " + outside.messageId() + " for " + recipient
                                + ", which every site should have kept from it",
                        entry.number());
            }
        }
    }

    private static boolean keeps(String node, Facts facts) {
        return facts.site(node)
                .filter(site -> site.sharing() && site.keepsFailedMailFromSmartHost())
                .isPresent();
    }

    private static String copy(String message, String recipient) {
        return place(message, Addresses.key(recipient));
    }

    private static String place(String where, String what) {
        return where + " " + what;
    }
}
