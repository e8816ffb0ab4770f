package org.dslab.render;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.Environment;
import org.dslab.history.Event;
import org.dslab.history.Recorder;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/** Runs to report about, as scenarios make them. */
final class SampleRuns {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String M1 = "<m1@lab.invalid>";
    private static final String EVE = "eve@elsewhere.test";
    private static final String BOTAN = "botan@example.com";

    private SampleRuns() {}

    static Environment environment(List<ScenarioRun> runs) {
        return new Environment(
                "dslab 0.1.0",
                "25.0.1",
                "OpenJDK 64-Bit Server VM 25.0.1+8",
                "Linux 6.1 amd64",
                2,
                Instant.parse("2026-02-03T04:05:06Z"),
                812,
                runs.stream()
                        .map(run -> new Environment.ScenarioTime(run.file(), run.wallMillis()))
                        .toList());
    }

    static ScenarioRun passing() {
        return outage(451, "4.4.3 the recipient cannot be verified at the moment, try again later");
    }

    static ScenarioRun failing() {
        return outage(550, "5.1.1 no such user");
    }

    /** The owner of an address is cut off; the sender is told something, and tries again later. */
    private static ScenarioRun outage(int code, String text) {
        boolean passes = code == 451;
        Recorder history = new Recorder();
        history.record(START, "tokyo", new Event.SiteStarted(List.of("akira@example.com"), 0));
        history.record(START, "osaka", new Event.SiteStarted(List.of(BOTAN), 0));
        history.record(START, "lab", new Event.StepBegan(1, 8, "cut: { to: osaka }"));
        history.record(START, "lab", new Event.FaultInjected(1, "cut tokyo->osaka, outside->osaka"));
        history.record(
                START,
                "lab",
                new Event.StepBegan(
                        2, 9, "send: { mail: m1, from: eve@elsewhere.test, to: botan@example.com, via: tokyo }"));
        history.record(START, "outside", new Event.Submitted("m1", M1, EVE, List.of(BOTAN), "tokyo"));
        history.record(START, "tokyo", new Event.SenderReplied(-1, EVE, 250, "2.1.0 sender ok"));
        history.record(START, "tokyo", new Event.LookupStarted(1, BOTAN, "recipient"));
        history.record(START, "tokyo", new Event.HostAsked(1, "osaka", BOTAN));
        history.record(START, "lab", new Event.FaultTouched(1, "a Minger query from tokyo to osaka"));
        Instant timeout = START.plusSeconds(5);
        history.record(timeout, "tokyo", new Event.HostAnswered(1, "osaka", BOTAN, -1, "no answer in time"));
        history.record(timeout, "tokyo", new Event.LookupFinished(1, BOTAN, passes ? "undetermined" : "not-found", ""));
        history.record(timeout, "tokyo", new Event.RecipientReplied(-1, BOTAN, code, text, "lookup"));
        history.record(timeout, "outside", new Event.SubmissionReplied("m1", M1, 1, BOTAN, "rcpt", code, text));
        history.record(timeout, "lab", new Event.StepBegan(3, 10, "expect: { mail: m1, reply: 451 }"));
        history.record(timeout, "lab", new Event.StepBegan(4, 11, "heal: all"));
        history.record(timeout, "lab", new Event.FaultHealed(1));
        history.record(timeout, "lab", new Event.StepBegan(5, 12, "advance: 10m"));
        if (passes) {
            retry(history, START.plus(Duration.ofMinutes(10)));
        }
        Instant end = START.plus(Duration.ofMinutes(10)).plusSeconds(5);
        history.record(
                end, "lab", new Event.StepBegan(6, 13, "expect: { mail: m1, delivered-to: botan@osaka, times: 1 }"));
        return run(
                "The owner's site is cut off, so the sender is told to try again",
                "outage.yaml",
                history,
                passes ? passed(history) : failed(),
                12);
    }

    private static void retry(Recorder history, Instant at) {
        history.record(at, "tokyo", new Event.LookupStarted(2, BOTAN, "recipient"));
        history.record(at, "tokyo", new Event.HostAsked(2, "osaka", BOTAN));
        history.record(at, "osaka", new Event.QueryAnswered("tokyo", BOTAN, 5));
        history.record(at, "tokyo", new Event.HostAnswered(2, "osaka", BOTAN, 5, ""));
        history.record(at, "tokyo", new Event.LookupFinished(2, BOTAN, "found", "osaka"));
        history.record(at, "tokyo", new Event.AddressRemembered(BOTAN, "osaka"));
        history.record(at, "tokyo", new Event.RecipientReplied(-2, BOTAN, 250, "2.1.5 recipient ok", "lookup"));
        history.record(at, "tokyo", new Event.MessageQueued("Q1", M1, EVE, List.of(BOTAN)));
        history.record(at, "outside", new Event.SubmissionReplied("m1", M1, 2, BOTAN, "message", 250, "2.0.0 queued"));
        history.record(at, "osaka", new Event.MessageQueued("Q7", M1, EVE, List.of(BOTAN)));
        history.record(at, "tokyo", new Event.RecipientDelivered("Q1", M1, BOTAN, "sharing-host", "osaka"));
        history.record(at, "tokyo", new Event.MessageDone("Q1"));
        history.record(at, "osaka", new Event.MailboxReceived(BOTAN, M1));
        history.record(at, "osaka", new Event.Filed("Q7", M1, BOTAN, BOTAN));
        history.record(at, "osaka", new Event.MessageDone("Q7"));
    }

    private static List<Verdict> passed(Recorder history) {
        return List.of(
                verdict(Outcome.HOLDS, "expect: { mail: m1, reply: 451 }", 10, "eve was told 451 4.4.3", "DS-05", 14L),
                verdict(
                        Outcome.HOLDS,
                        "expect: { mail: m1, delivered-to: botan@osaka, times: 1 }",
                        13,
                        "it is there once",
                        "DS-03",
                        number(history, "mailbox")),
                verdict(Outcome.HOLDS, "accepted-mail-is-never-lost", 0, "2 accepted copies accounted for", "DS-36"),
                verdict(Outcome.HOLDS, "delivered-once", 0, "1 copy in mailboxes, none without its own cause", "DS-37"),
                verdict(Outcome.HOLDS, "every-fault-strikes", 0, "1 fault has struck", "LAB-02"));
    }

    private static List<Verdict> failed() {
        return List.of(
                verdict(
                        Outcome.FAILED,
                        "expect: { mail: m1, reply: 451 }",
                        10,
                        "eve was told 550 5.1.1 no such user, but 451 was expected",
                        "DS-05",
                        14L),
                verdict(
                        Outcome.FAILED,
                        "expect: { mail: m1, delivered-to: botan@osaka, times: 1 }",
                        13,
                        "m1 is nowhere, but was expected once in botan@example.com at osaka",
                        "DS-03"),
                verdict(Outcome.HOLDS, "accepted-mail-is-never-lost", 0, "0 accepted copies accounted for", "DS-36"),
                verdict(
                        Outcome.FAILED,
                        "no-permanent-refusal-of-an-owned-address",
                        0,
                        "tokyo refused the recipient botan@example.com for good, which osaka has",
                        "DS-05",
                        2L,
                        13L),
                verdict(
                        Outcome.FAILED,
                        "undetermined-means-try-again",
                        0,
                        "tokyo concluded not-found about botan@example.com, but the answers mean undetermined",
                        "DS-05",
                        8L,
                        11L,
                        12L),
                verdict(Outcome.HOLDS, "every-fault-strikes", 0, "1 fault has struck", "LAB-02"));
    }

    /** Two sites create one account at once, on purpose; one expectation cannot be judged. */
    static ScenarioRun race() {
        Recorder history = new Recorder();
        history.record(START, "tokyo", new Event.SiteStarted(List.of(), 0));
        history.record(START, "osaka", new Event.SiteStarted(List.of(), 0));
        history.record(START, "lab", new Event.StepBegan(1, 7, "together: [create at tokyo, create at osaka]"));
        history.record(START, "tokyo", new Event.AccountAsked("chie@example.com"));
        history.record(START, "osaka", new Event.AccountAsked("chie@example.com"));
        history.record(START, "tokyo", new Event.AccountCreated("chie@example.com"));
        history.record(START, "osaka", new Event.AccountCreated("chie@example.com"));
        return run(
                "Two sites create the same account at the same moment",
                "races.yaml",
                history,
                List.of(
                        verdict(
                                Outcome.BROKEN_AS_EXPECTED,
                                "duplicate-accounts",
                                0,
                                "chie@example.com belongs to tokyo and to osaka at the same time",
                                "DS-42",
                                6L,
                                7L),
                        verdict(
                                Outcome.NOT_APPLICABLE,
                                "delivered-once",
                                0,
                                "the world cannot see into mailboxes",
                                "DS-37")),
                5);
    }

    /** Mail content that wants to harm whoever reads the report. */
    static ScenarioRun hostile(String text) {
        Recorder history = new Recorder();
        history.record(START, text, new Event.StepBegan(1, 1, text));
        history.record(START, "outside", new Event.Submitted(text, text, text, List.of(text, text), text));
        history.record(START, text, new Event.RecipientReplied(1, text, 250, text, text));
        history.record(START, text, new Event.Warned(text));
        return new ScenarioRun(
                text,
                text,
                text,
                1,
                List.of(text),
                List.of(text),
                history.entries(),
                List.of(
                        verdict(Outcome.FAILED, text, 1, text, text, 1L, 2L, 3L, 4L),
                        verdict(Outcome.NOT_APPLICABLE, text, 0, text, text),
                        verdict(Outcome.BROKEN_AS_EXPECTED, text, 0, text, text)),
                1);
    }

    private static ScenarioRun run(
            String name, String file, Recorder history, List<Verdict> verdicts, long wallMillis) {
        List<Entry> entries = history.entries();
        List<String> steps = entries.stream()
                .filter(entry -> entry.event() instanceof Event.StepBegan)
                .map(entry -> ((Event.StepBegan) entry.event()).text())
                .toList();
        return new ScenarioRun(
                "scenarios/" + file, name, "sim", 1, List.of("DS-05", "DS-03"), steps, entries, verdicts, wallMillis);
    }

    private static Verdict verdict(
            Outcome outcome, String subject, int line, String explanation, String requirement, Long... evidence) {
        return new Verdict(outcome, subject, line, List.of(requirement), explanation, List.of(evidence));
    }

    private static long number(Recorder history, String what) {
        return history.entries().stream()
                .filter(entry -> EventText.of(entry.event()).contains(what))
                .findFirst()
                .map(Entry::number)
                .orElse(0L);
    }
}
