package org.dslab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dslab.check.Lookups.Trace;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * A lookup comes to what the answers of the hosts come to (MINGER.md): found if one has the address, else undetermined if
 * one gave no usable answer, else cannot-receive if one says so, else not-found, which takes the answer of every host.
 * And the client is told just that (DS-03 to DS-05, DS-12, DS-20, DS-21): 451 where the answer could not be known.
 */
final class UndeterminedMeansTryAgain implements Checker {

    private static final String FOUND = "found";
    private static final String NOT_FOUND = "not-found";
    private static final String CANNOT_RECEIVE = "cannot-receive";
    private static final String UNDETERMINED = "undetermined";

    @Override
    public String name() {
        return "undetermined-means-try-again";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-03", "DS-04", "DS-05", "DS-12", "DS-20", "DS-21");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        Lookups lookups = new Lookups(history, facts);
        Ownership ownership = new Ownership(history);
        KnownHosts hosts = new KnownHosts(history, facts);
        int ended = 0;
        for (Trace trace : lookups.all()) {
            boolean isOfGateway = GatewayRecipients.serverOf(trace.site(), trace.address(), facts)
                    .isPresent();
            if (trace.end().isPresent() && !isOfGateway) {
                ended++;
                judgeResult(trace, trace.end().get(), hosts.of(trace.site(), trace.begin()), findings);
            }
        }
        int replies = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.RecipientReplied replied
                when replied.by().equals("lookup") -> {
                    replies++;
                    judgeRecipient(entry, replied, lookups.behind(entry, replied), findings);
                }
                case Event.SenderReplied replied
                when lookups.behindSender(entry).isPresent() && !becameLocal(entry, replied, ownership) -> {
                    replies++;
                    judgeSender(entry, replied, lookups.behindSender(entry).get(), findings);
                }
                default -> {}
            }
        }
        return findings.verdicts(Findings.count(ended, "lookup", "lookups") + " and "
                + Findings.count(replies, "reply", "replies") + " follow from the answers of the hosts");
    }

    /** A sender that was created here while others were asked is accepted, whatever they say. */
    private static boolean becameLocal(Entry entry, Event.SenderReplied replied, Ownership ownership) {
        return ownership.claimsThroughout(replied.sender(), entry.number(), entry.number()).stream()
                .anyMatch(claim -> claim.site().equals(entry.node()));
    }

    private static void judgeResult(Trace trace, Entry end, List<String> hosts, Findings findings) {
        Map<String, Entry> answers = trace.answersInTime();
        List<String> missing = hosts.stream()
                .filter(host -> !host.equals(trace.site()) && !answers.containsKey(host))
                .toList();
        List<Long> evidence = new ArrayList<>();
        evidence.add(trace.begin());
        answers.values().forEach(answer -> evidence.add(answer.number()));
        evidence.add(end.number());

        String expected = expected(answers, missing);
        String what = trace.site() + " concluded " + trace.result() + " about " + trace.address();
        if (!trace.result().equals(expected)) {
            String why = missing.isEmpty() ? "" : ", without an answer from " + String.join(", ", missing);
            findings.violation(what + ", but the answers mean " + expected + why, evidence);
        } else if (expected.equals(FOUND)
                && !(answers.containsKey(trace.host()) && status(answers.get(trace.host())) == 5)) {
            findings.violation(what + " at " + trace.host() + ", which has not said that it has it", evidence);
        }
    }

    private static String expected(Map<String, Entry> answers, List<String> missing) {
        List<Integer> statuses =
                answers.values().stream().map(UndeterminedMeansTryAgain::status).toList();
        if (statuses.contains(5)) {
            return FOUND;
        }
        if (!missing.isEmpty() || statuses.stream().anyMatch(status -> status != 3 && status != 4)) {
            return UNDETERMINED;
        }
        return statuses.contains(4) ? CANNOT_RECEIVE : NOT_FOUND;
    }

    private static int status(Entry entry) {
        return entry.event() instanceof Event.HostAnswered answered ? answered.status() : -1;
    }

    /** Several lookups can have ended since the client began, if others asked too; the reply must fit one of them. */
    private static void judgeRecipient(
            Entry entry, Event.RecipientReplied replied, List<Trace> behind, Findings findings) {
        if (behind.isEmpty()) {
            findings.violation(
                    entry.node() + " answered " + replied.code() + " to " + replied.recipient()
                            + " by a lookup that has not ended",
                    entry.number());
        } else if (behind.stream().noneMatch(trace -> codeForRecipient(trace.result()) == replied.code())) {
            report(entry, "recipient " + replied.recipient(), replied.code(), behind.getLast(), findings);
        }
    }

    /** For a sender an inactive address is good enough, whatever other hosts have to say (DS-20). */
    private static void judgeSender(Entry entry, Event.SenderReplied replied, Trace behind, Findings findings) {
        boolean exists = behind.result().equals(CANNOT_RECEIVE)
                || (replied.code() == 250
                        && behind.answersInTime().values().stream().anyMatch(answer -> status(answer) == 4));
        int expected = exists ? 250 : codeForRecipient(behind.result());
        if (replied.code() != expected) {
            report(entry, "sender " + replied.sender(), replied.code(), behind, findings);
        }
    }

    private static int codeForRecipient(String result) {
        return switch (result) {
            case FOUND -> 250;
            case NOT_FOUND -> 550;
            case CANNOT_RECEIVE -> 450;
            default -> 451;
        };
    }

    private static void report(Entry entry, String what, int code, Trace trace, Findings findings) {
        findings.violation(
                entry.node() + " answered " + code + " to the " + what + ", but the lookup's result was "
                        + trace.result(),
                trace.end().map(Entry::number).orElse(trace.begin()),
                entry.number());
    }
}
