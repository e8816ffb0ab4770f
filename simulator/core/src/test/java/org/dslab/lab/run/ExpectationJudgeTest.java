package org.dslab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Recorder;
import org.dslab.history.Verdict;
import org.dslab.lab.scenario.Expectation;
import org.dslab.lab.scenario.Expectation.Count;
import org.dslab.lab.scenario.PlacedStep;
import org.dslab.lab.scenario.Step;
import org.junit.jupiter.api.Test;

/** Every kind of expectation, holding and failing, on histories made by hand. */
class ExpectationJudgeTest {

    private static final String ID = "<m1@lab.invalid>";
    private static final String BOTAN = "botan@example.com";
    private static final EmailAddress BOTANS = EmailAddress.of(BOTAN);
    private static final Count ONCE = Count.exactly(1);

    private final Recorder recorder = new Recorder();

    private void happened(String node, Event event) {
        recorder.record(Instant.EPOCH, node, event);
    }

    private Verdict judge(Expectation expectation) {
        List<Entry> history = recorder.entries();
        PlacedStep placed = new PlacedStep(1, 12, "expect: ...", new Step.Expect(expectation));
        return new ExpectationJudge(history, List.of("DS-05")).judge(expectation, placed);
    }

    private void holds(Expectation expectation, Long... evidence) {
        Verdict verdict = judge(expectation);
        assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo(Verdict.Outcome.HOLDS);
        assertThat(verdict.evidence()).containsExactly(evidence);
        assertThat(verdict.explanation()).isNotEmpty();
    }

    private void fails(Expectation expectation, String seen) {
        Verdict verdict = judge(expectation);
        assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo(Verdict.Outcome.FAILED);
        assertThat(verdict.explanation()).isEqualTo(seen);
    }

    private static Expectation.Reply reply(int code) {
        return new Expectation.Reply("m1", Optional.empty(), code, Optional.empty());
    }

    private void replied(int attempt, String recipient, int code, String text) {
        happened("outside", new Event.SubmissionReplied("m1", ID, attempt, recipient, "rcpt", code, text));
    }

    @Test
    void aVerdictNamesItsLineAndRequirements() {
        Verdict verdict = judge(reply(250));

        assertThat(verdict.line()).isEqualTo(12);
        assertThat(verdict.subject()).isEqualTo("expect: ...");
        assertThat(verdict.requirements()).containsExactly("DS-05");
    }

    @Test
    void theLastReplyCountsForEachRecipientInWhateverSpelling() {
        replied(1, BOTAN, 451, "4.4.3 Try later");
        replied(2, "Botan@Example.com", 250, "2.0.0 Accepted");

        holds(reply(250), 2L);
        fails(reply(451), "the sender was told 250 2.0.0 Accepted for Botan@Example.com");
    }

    @Test
    void withoutANamedRecipientAllMustHaveGotTheReply() {
        happened("outside", new Event.Submitted("m1", ID, "eve@elsewhere.test", List.of(BOTAN, "x@example.com"), "t"));
        replied(1, BOTAN, 250, "2.0.0 Accepted");
        fails(reply(250), "the sender was told nothing for x@example.com; 250 2.0.0 Accepted for " + BOTAN);

        replied(1, "x@example.com", 550, "5.1.1 Unknown");
        fails(
                reply(250),
                "the sender was told 250 2.0.0 Accepted for " + BOTAN + "; 550 5.1.1 Unknown for x@example.com");
        holds(new Expectation.Reply("m1", Optional.of(BOTAN), 250, Optional.empty()), 2L);
    }

    @Test
    void anEnhancedStatusCodeIsPartOfTheReplyIfAskedFor() {
        replied(1, BOTAN, 451, "4.4.3 Try later");

        holds(new Expectation.Reply("m1", Optional.empty(), 451, Optional.of("4.4.3")), 1L);
        assertThat(judge(new Expectation.Reply("m1", Optional.empty(), 451, Optional.of("4.4.2")))
                        .isFailure())
                .isTrue();
    }

    @Test
    void noReplyIsNotTheExpectedReply() {
        fails(reply(250), "its sender has not been told anything");
        replied(1, BOTAN, 0, "reset");
        fails(reply(250), "the sender was told no reply (reset) for " + BOTAN);
    }

    @Test
    void copiesAreCountedInTheMailboxOfTheSite() {
        happened("osaka", new Event.MailboxReceived(BOTAN, ID));
        happened("kyoto", new Event.MailboxReceived(BOTAN, ID));
        happened("osaka", new Event.MailboxReceived("benkei@example.com", ID));
        happened("osaka", new Event.MailboxReceived(BOTAN, "<m2@lab.invalid>"));

        holds(new Expectation.Delivered("m1", BOTANS, "osaka", ONCE), 1L);
        fails(
                new Expectation.Delivered("m1", BOTANS, "osaka", Count.exactly(2)),
                "once in the mailbox of botan@example.com at osaka; also in botan@example.com at kyoto,"
                        + " benkei@example.com at osaka, not 2 times");
        holds(new Expectation.Delivered("m1", BOTANS, "tokyo", Count.exactly(0)));
    }

    @Test
    void aMailWaitsWhereItWasQueuedAndIsNotDone() {
        happened("tokyo", new Event.MessageQueued("q1", ID, "eve@elsewhere.test", List.of(BOTAN)));
        happened("tokyo", new Event.MessageQueued("q2", ID, "eve@elsewhere.test", List.of("x@example.com")));
        happened("kyoto", new Event.MessageQueued("q1", ID, "eve@elsewhere.test", List.of(BOTAN)));
        happened("tokyo", new Event.MessageDone("q1"));
        happened("osaka", new Event.MessageDone("q2"));
        holds(new Expectation.Queued("m1", List.of("tokyo", "kyoto")), 3L, 2L);
        fails(new Expectation.Queued("m1", List.of("tokyo")), "it waits at kyoto, tokyo");

        happened("tokyo", new Event.MessageDone("q2"));
        happened("kyoto", new Event.MessageDone("q1"));
        holds(new Expectation.Queued("m1", List.of()));
        fails(new Expectation.Queued("m1", List.of("tokyo")), "it waits nowhere");
    }

    @Test
    void aNotificationAboutTheMailIsABounce() {
        happened("outside", new Event.NotificationReceived("eve@elsewhere.test", "<m2@lab.invalid>", List.of(BOTAN)));
        holds(new Expectation.Bounced("m1", false));
        fails(new Expectation.Bounced("m1", true), "its sender has got no notification");

        happened("outside", new Event.NotificationReceived("eve@elsewhere.test", ID, List.of(BOTAN)));
        holds(new Expectation.Bounced("m1", true), 2L);
        fails(new Expectation.Bounced("m1", false), "its sender has got a notification once");
    }

    @Test
    void theSmartHostAndForeignReceiversAreToldApart() {
        happened("smart-host", new Event.OutsideReceived("smart-host", ID, "", List.of("eve@elsewhere.test"), 1));
        happened("outside", new Event.OutsideReceived("foreign", ID, "", List.of("eve@elsewhere.test"), 2));
        happened("outside", new Event.OutsideReceived("foreign", ID, "", List.of("eve@elsewhere.test"), 2));

        holds(new Expectation.AtSmartHost("m1", ONCE), 1L);
        holds(new Expectation.AtOutside("m1", new Count(1, 2)), 2L, 3L);
        fails(new Expectation.AtSmartHost("m1", Count.exactly(0)), "it came to the smart host once, not 0 times");
        fails(new Expectation.AtOutside("m1", new Count(3, Integer.MAX_VALUE)), """
                it came to the outside 2 times, not at least 3 times""");
    }

    /** DS-55: whoever joins a running lookup begins none. */
    @Test
    void onlyLookupsThatTheSiteBeganCount() {
        happened("tokyo", new Event.LookupStarted(1, "Botan@example.com", "recipient"));
        happened("tokyo", new Event.LookupJoined(1, BOTAN, "recipient"));
        happened("tokyo", new Event.LookupStarted(2, "x@example.com", "recipient"));
        happened("kyoto", new Event.LookupStarted(1, BOTAN, "sender"));

        holds(new Expectation.Lookups("tokyo", BOTANS, ONCE), 1L);
        fails(
                new Expectation.Lookups("tokyo", BOTANS, Count.exactly(2)),
                "tokyo has looked botan@example.com up once, not 2 times");
    }

    @Test
    void ownersFollowStartsCreationsAndRemovals() {
        happened("tokyo", new Event.SiteStarted(List.of("akira@example.com"), 0));
        happened("osaka", new Event.SiteStarted(List.of(BOTAN), 0));
        happened("tokyo", new Event.AccountCreated("Botan@example.com"));
        holds(new Expectation.Owned(BOTANS, List.of("tokyo", "osaka")), 2L, 3L);

        happened("osaka", new Event.AccountRemoved(BOTAN));
        holds(new Expectation.Owned(BOTANS, List.of("tokyo")), 3L);
        fails(new Expectation.Owned(BOTANS, List.of("osaka")), "it is an account of tokyo");

        happened("kyoto", new Event.AliasCreated(BOTAN, "chie@example.com"));
        holds(new Expectation.Owned(BOTANS, List.of("tokyo", "kyoto")), 5L, 3L);
        happened("kyoto", new Event.AccountRemoved(BOTAN));
        happened("tokyo", new Event.SiteStarted(List.of("akira@example.com"), 0));
        holds(new Expectation.Owned(BOTANS, List.of()));
        fails(new Expectation.Owned(BOTANS, List.of("tokyo")), "it is an account of no site");
    }
}
