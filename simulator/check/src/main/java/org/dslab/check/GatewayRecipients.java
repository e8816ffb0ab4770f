package org.dslab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.check.Lookups.Trace;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Facts.GatewayFacts;
import org.dslab.history.Verdict;

/**
 * A recipient in a gateway domain is decided by the answers about it (DS-61, DS-62): accepted where its server says 5, or
 * where a sharing host that is asked too does; accepted unseen where its server cannot be asked and the gateway fails
 * open; else 451, 450 or 550 by the table of domain sharing. The sharing hosts are asked only where that is configured,
 * and nothing about such a recipient is remembered.
 */
final class GatewayRecipients implements Checker {

    @Override
    public String name() {
        return "gateway-recipients";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-60", "DS-61", "DS-62");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        Lookups lookups = new Lookups(history, facts);
        int replies = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.RecipientReplied replied
                when replied.by().equals("gateway") -> {
                    replies++;
                    judgeReply(entry, replied, lookups.behind(entry, replied), facts, findings);
                }
                case Event.AddressRemembered remembered
                when serverOf(entry.node(), remembered.address(), facts).isPresent() ->
                    findings.violation(
                            entry.node() + " remembers " + remembered.address() + ", which is in a gateway domain",
                            entry.number());
                default -> {}
            }
        }
        for (Trace trace : lookups.all()) {
            judgeAsked(trace, facts, findings);
        }
        return findings.verdicts(Findings.count(replies, "recipient of a gateway was", "recipients of gateways were")
                + " decided by the answers about them");
    }

    /** The server behind the gateway domain that the address is in, if it is in one. */
    static Optional<String> serverOf(String site, String address, Facts facts) {
        return facts.site(site)
                .flatMap(known -> Optional.ofNullable(known.gateways().servers().get(Addresses.domainKey(address))));
    }

    private static void judgeAsked(Trace trace, Facts facts, Findings findings) {
        Optional<String> server = serverOf(trace.site(), trace.address(), facts);
        boolean asksOthers = facts.site(trace.site())
                .filter(site -> site.gateways().alsoAsksSharingHosts())
                .isPresent();
        if (server.isEmpty() || asksOthers) {
            return;
        }
        trace.answersInTime().forEach((host, answer) -> {
            if (!host.equals(server.get())) {
                findings.violation(
                        trace.site() + " asked " + host + " about " + trace.address()
                                + ", though only its gateway's server is to be asked",
                        trace.begin(),
                        answer.number());
            }
        });
    }

    private static void judgeReply(
            Entry entry, Event.RecipientReplied replied, List<Trace> behind, Facts facts, Findings findings) {
        Optional<String> server = serverOf(entry.node(), replied.recipient(), facts);
        if (server.isEmpty() || behind.isEmpty()) {
            findings.violation(
                    entry.node() + " answered " + replied.code() + " to " + replied.recipient()
                            + (server.isEmpty()
                                    ? " as a gateway, which it is not for this domain"
                                    : " by a lookup that has not ended"),
                    entry.number());
            return;
        }
        GatewayFacts gateways = facts.site(entry.node()).orElseThrow().gateways();
        List<Integer> expected = behind.stream()
                .map(trace -> codeFor(trace.answersInTime(), server.get(), gateways.failsOpen()))
                .toList();
        if (!expected.contains(replied.code())) {
            List<Long> evidence = new ArrayList<>();
            evidence.add(behind.getLast().begin());
            evidence.add(entry.number());
            findings.violation(
                    entry.node() + " answered " + replied.code() + " to the recipient " + replied.recipient()
                            + ", but the answers mean " + expected.getLast(),
                    evidence);
        }
    }

    private static int codeFor(Map<String, Entry> answers, String server, boolean failsOpen) {
        if (answers.values().stream().anyMatch(answer -> status(answer) == 5)) {
            return 250;
        }
        if (!answers.containsKey(server)) {
            return 451;
        }
        if (!isUsable(answers.get(server))) {
            return failsOpen ? 250 : 451;
        }
        if (!answers.values().stream().allMatch(GatewayRecipients::isUsable)) {
            return 451;
        }
        return answers.values().stream().anyMatch(answer -> status(answer) == 4) ? 450 : 550;
    }

    private static boolean isUsable(Entry answer) {
        return status(answer) >= 3;
    }

    private static int status(Entry entry) {
        return entry.event() instanceof Event.HostAnswered answered ? answered.status() : -1;
    }
}
