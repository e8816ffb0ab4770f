package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.check.Story.BOTAN;
import static org.dslab.check.Story.M1;

import java.util.List;
import org.dslab.history.Event;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DS-37: delivered-once")
class DeliveredOnceTest {

    private static final String ALIAS = "bo@example.com";

    @Test
    void oneCopyHolds() {
        Verdict verdict = judge(arrived(), Outcome.HOLDS);

        assertThat(verdict.explanation()).isEqualTo("1 copy in mailboxes, none without its own cause");
    }

    @Test
    void aSecondCopyWithoutACauseIsBroken() {
        Verdict verdict = judge(arrived().filed("osaka", "o2", BOTAN, BOTAN), Outcome.FAILED);

        assertThat(verdict.explanation())
                .isEqualTo(
                        "<m1@lab.invalid> is 2 times in botan@example.com at osaka, but the history explains only 1");
        assertThat(verdict.evidence()).containsExactly(5L, 7L);
    }

    @Test
    void anUnknownOutcomeExplainsOneMoreCopyButNotTwo() {
        Story story = arrived()
                .at("tokyo", new Event.OutcomeUnknown("t1", M1, List.of("Botan@example.com"), "osaka"))
                .filed("osaka", "o2", BOTAN, BOTAN);

        judge(story, Outcome.HOLDS);
        judge(story.filed("osaka", "o3", BOTAN, BOTAN), Outcome.FAILED);
    }

    @Test
    void aCauseAfterTheLastCopyExplainsNothing() {
        judge(
                arrived()
                        .filed("osaka", "o2", BOTAN, BOTAN)
                        .at("tokyo", new Event.OutcomeUnknown("t1", M1, List.of(BOTAN), "osaka")),
                Outcome.FAILED);
    }

    @Test
    void aCauseForAnotherMailOrRecipientExplainsNothing() {
        judge(
                arrived()
                        .at("tokyo", new Event.OutcomeUnknown("t1", "<m2@lab.invalid>", List.of(BOTAN), "osaka"))
                        .at("tokyo", new Event.OutcomeUnknown("t1", M1, List.of("chie@example.com"), "osaka"))
                        .filed("osaka", "o2", BOTAN, BOTAN),
                Outcome.FAILED);
    }

    @Test
    void aLostFinalReplyToTheSenderExplainsASecondCopy() {
        judge(arrived().senderTold(BOTAN, "message", 0).filed("osaka", "o2", BOTAN, BOTAN), Outcome.HOLDS);
    }

    @Test
    void aSenderThatNeverCameThroughExplainsNothing() {
        judge(arrived().senderTold(BOTAN, "connection", 0).filed("osaka", "o2", BOTAN, BOTAN), Outcome.FAILED);
        judge(arrived().senderTold(BOTAN, "message", 451).filed("osaka", "o2", BOTAN, BOTAN), Outcome.FAILED);
    }

    @Test
    void aCrashOfASiteThatHadTheMailExplainsASecondCopy() {
        judge(arrived().at("tokyo", new Event.SiteCrashed()).filed("osaka", "o2", BOTAN, BOTAN), Outcome.HOLDS);
    }

    @Test
    void aCrashOfASiteThatWasDoneWithTheMailExplainsNothing() {
        judge(
                arrived()
                        .done("tokyo", "t1")
                        .at("tokyo", new Event.SiteCrashed())
                        .at("nagoya", new Event.SiteCrashed())
                        .filed("osaka", "o2", BOTAN, BOTAN),
                Outcome.FAILED);
    }

    @Test
    void twoRecipientsThatShareAMailboxGetACopyEach() {
        judge(arrived().filed("osaka", "o1", ALIAS, BOTAN), Outcome.HOLDS);
        judge(arrived().filed("osaka", "o1", ALIAS, BOTAN).filed("osaka", "o2", ALIAS, BOTAN), Outcome.FAILED);
    }

    private static Story arrived() {
        return Story.begin().queued("tokyo", "t1", BOTAN).filed("osaka", "o1", BOTAN, BOTAN);
    }

    private static Verdict judge(Story story, Outcome outcome) {
        return Story.only(story.judgedBy(new DeliveredOnce(), Story.facts()), outcome);
    }
}
