package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.check.Story.BOTAN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Facts.SiteFacts;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LookupCheckersTest {

    @Nested
    @DisplayName("DS-03 to DS-05, DS-12, DS-20, DS-21: undetermined-means-try-again")
    class Undetermined {

        private final Facts facts = Story.facts(Story.site("osaka", "nagoya", "tokyo"), Story.site("tokyo"));

        @Test
        void resultsThatFollowFromTheAnswersHold() {
            assertHolds(result("found", 5, 3));
            assertHolds(result("found", 5, -1));
            assertHolds(result("found", 5));
            assertHolds(result("not-found", 3, 3));
            assertHolds(result("undetermined", 3, -1));
            assertHolds(result("undetermined", 4, 2));
            assertHolds(result("undetermined", 3, 0));
            assertHolds(result("undetermined", 1, 3));
            assertHolds(result("undetermined", 3));
            assertHolds(result("undetermined"));
            assertHolds(result("cannot-receive", 4, 3));
            assertHolds(result("cannot-receive", 4, 4));
        }

        @Test
        void resultsThatDoNotFollowFromTheAnswersAreBroken() {
            assertBroken(result("not-found", 3, -1), "the answers mean undetermined");
            assertBroken(result("not-found", 3), "undetermined, without an answer from nagoya");
            assertBroken(result("not-found", 3, 4), "the answers mean cannot-receive");
            assertBroken(result("not-found", 5, 3), "the answers mean found");
            assertBroken(result("undetermined", 5, -1), "the answers mean found");
            assertBroken(result("undetermined", 3, 3), "the answers mean not-found");
            assertBroken(result("cannot-receive", 4, -1), "the answers mean undetermined");
            assertBroken(result("found", 3, 3), "the answers mean not-found");
            assertBroken(result("found", 3, 5), "found about botan@example.com at osaka, which has not said");
        }

        @Test
        void anAnswerAfterTheEndDoesNotCount() {
            Story story = result("undetermined", 3).at("tokyo", new Event.HostAnswered(1, "nagoya", BOTAN, 5, ""));

            assertHolds(story);
        }

        @Test
        void theEvidenceIsTheWholeLookup() {
            Verdict verdict = Story.only(judge(result("not-found", 3, -1)), Outcome.FAILED);

            assertThat(verdict.evidence()).containsExactly(3L, 4L, 5L, 6L);
        }

        @Test
        void repliesThatFollowFromTheResultHold() {
            assertHolds(result("found", 5).recipientReplied("tokyo", BOTAN, 250, "lookup"));
            assertHolds(result("not-found", 3, 3).recipientReplied("tokyo", BOTAN, 550, "lookup"));
            assertHolds(result("undetermined").recipientReplied("tokyo", BOTAN, 451, "lookup"));
            assertHolds(result("cannot-receive", 4, 4).recipientReplied("tokyo", BOTAN, 450, "lookup"));
        }

        @Test
        void repliesThatDoNotFollowFromTheResultAreBroken() {
            for (int code : List.of(250, 550, 450)) {
                assertBroken(
                        result("undetermined").recipientReplied("tokyo", BOTAN, code, "lookup"),
                        "tokyo answered " + code + " to the recipient botan@example.com, but the lookup's result was"
                                + " undetermined");
            }
            assertBroken(result("found", 5).recipientReplied("tokyo", BOTAN, 451, "lookup"), "result was found");
            assertBroken(
                    result("not-found", 3, 3).recipientReplied("tokyo", BOTAN, 451, "lookup"), "result was not-found");
            assertBroken(
                    result("cannot-receive", 4, 3).recipientReplied("tokyo", BOTAN, 550, "lookup"),
                    "result was cannot-receive");
        }

        @Test
        void aReplyByALookupNeedsOneThatEndedInItsTransaction() {
            assertBroken(
                    Story.begin().recipientReplied("tokyo", BOTAN, 451, "lookup"), "by a lookup that has not ended");
            assertBroken(
                    result("undetermined")
                            .at("tokyo", new Event.SenderReplied(-1, "eve@elsewhere.test", 250, "ok"))
                            .recipientReplied("tokyo", BOTAN, 451, "lookup"),
                    "by a lookup that has not ended");
            assertBroken(
                    result("undetermined")
                            .at("tokyo", new Event.SiteStarted(List.of(), 0))
                            .at("tokyo", new Event.SenderReplied(-1, "eve@elsewhere.test", 250, "ok"))
                            .recipientReplied("tokyo", BOTAN, 451, "lookup"),
                    "by a lookup that has not ended");
        }

        @Test
        void lookupIdsBeginAnewWithEachStart() {
            Story story = result("undetermined").at("tokyo", new Event.SiteStarted(List.of(), 0));
            story.lookup("tokyo", 1, BOTAN, "recipient", "osaka", 5, "found");

            assertHolds(story);
        }

        @Test
        void repliesToSendersFollowFromTheirLookups() {
            assertHolds(senderReplied(250, "found", 5));
            assertHolds(senderReplied(250, "cannot-receive", 4, 3));
            assertHolds(senderReplied(550, "not-found", 3, 3));
            assertHolds(senderReplied(451, "undetermined", -1, 3));
            assertBroken(senderReplied(250, "undetermined", -1, 3), "answered 250 to the sender botan@example.com");
            assertBroken(senderReplied(550, "undetermined", -1, 3), "answered 550 to the sender botan@example.com");
            assertBroken(senderReplied(451, "not-found", 3, 3), "result was not-found");
            assertBroken(senderReplied(550, "found", 5), "result was found");
        }

        @Test
        void anInactiveSenderIsGoodEnoughEvenIfAnotherHostIsSilent() {
            assertHolds(senderReplied(250, "undetermined", 4, -1));
            assertHolds(senderReplied(451, "undetermined", 4, -1));
            assertBroken(senderReplied(550, "undetermined", 4, -1), "answered 550");
        }

        @Test
        void aSenderThatWasCreatedHereMeanwhileIsAccepted() {
            assertHolds(result("sender", "not-found", 3, 3)
                    .at("tokyo", new Event.AccountCreated(BOTAN))
                    .at("tokyo", new Event.SenderReplied(-1, BOTAN, 250, "ok")));
        }

        @Test
        void aSenderThatJoinedALookupIsJudgedByItToo() {
            Story story = Story.begin()
                    .at("tokyo", new Event.LookupStarted(1, BOTAN, "recipient"))
                    .at("tokyo", new Event.LookupJoined(1, BOTAN, "sender"))
                    .at("tokyo", new Event.HostAnswered(1, "osaka", BOTAN, -1, "no answer in time"))
                    .at("tokyo", new Event.HostAnswered(1, "nagoya", BOTAN, 3, ""))
                    .at("tokyo", new Event.LookupFinished(1, BOTAN, "undetermined", ""))
                    .at("tokyo", new Event.SenderReplied(-1, BOTAN, 250, "ok"));

            assertBroken(story, "result was undetermined");
        }

        @Test
        void aLaterDecisionWithoutALookupIsNotJudgedByAnOldOne() {
            Story gone = result("sender", "undetermined").later(Duration.ofMinutes(1));

            assertHolds(gone.at("tokyo", new Event.SenderReplied(-1, BOTAN, 250, "ok")));
        }

        private Story senderReplied(int code, String result, int... statuses) {
            return result("sender", result, statuses).at("tokyo", new Event.SenderReplied(-1, BOTAN, code, "text"));
        }

        private Story result(String result, int... statuses) {
            return result("recipient", result, statuses);
        }

        private Story result(String purpose, String result, int... statuses) {
            Story story = Story.begin().at("tokyo", new Event.LookupStarted(1, BOTAN, purpose));
            for (int i = 0; i < statuses.length; i++) {
                String host = List.of("osaka", "nagoya").get(i);
                story.at("tokyo", new Event.HostAnswered(1, host, BOTAN, statuses[i], ""));
            }
            String owner = result.equals("found") ? "osaka" : "";
            return story.at("tokyo", new Event.LookupFinished(1, BOTAN, result, owner));
        }

        private List<Verdict> judge(Story story) {
            return story.judgedBy(new UndeterminedMeansTryAgain(), facts);
        }

        private void assertHolds(Story story) {
            Story.only(judge(story), Outcome.HOLDS);
        }

        private void assertBroken(Story story, String explanation) {
            assertThat(Story.only(judge(story), Outcome.FAILED).explanation()).contains(explanation);
        }
    }

    @Nested
    @DisplayName("DS-06, DS-07: verified-address-age")
    class Age {

        @Test
        void aUseWithinTheLifetimeHolds() {
            Story story = remembered();
            Instant verified = story.now();

            Verdict verdict =
                    judge(use(story.later(Duration.ofDays(5).minusNanos(1000)), "osaka", verified), Outcome.HOLDS);

            assertThat(verdict.explanation()).isEqualTo("1 use of a verified address, each in its lifetime");
        }

        @Test
        void aUseAtTheEndOfTheLifetimeIsBroken() {
            Story story = remembered();
            Instant verified = story.now();

            Verdict verdict = judge(use(story.later(Duration.ofDays(5)), "osaka", verified), Outcome.FAILED);

            assertThat(verdict.explanation()).contains("was PT120H old, not younger than PT120H");
            assertThat(verdict.evidence()).containsExactly(8L);
        }

        @Test
        void aUseMustSayWhatIsRemembered() {
            Story early = remembered();
            Instant verified = early.now();
            assertThat(judge(use(early.later(Duration.ofDays(1)), "osaka", early.now()), Outcome.FAILED)
                            .evidence())
                    .containsExactly(7L, 8L);
            judge(use(remembered(), "nagoya", verified), Outcome.FAILED);
            judge(use(Story.begin(), "osaka", verified), Outcome.FAILED);
        }

        @Test
        void aUseExtendsNothingAndADropEndsIt() {
            Story story = remembered();
            Instant verified = story.now();
            use(story.later(Duration.ofDays(4)), "osaka", verified);

            judge(use(story.later(Duration.ofDays(1)), "osaka", verified), Outcome.FAILED);
            judge(
                    use(
                            remembered().at("tokyo", new Event.RememberedDropped(BOTAN, "created here")),
                            "osaka",
                            verified),
                    Outcome.FAILED);
        }

        @Test
        void whatOneSiteRemembersAnotherDoesNot() {
            Story story = remembered();

            judge(
                    story.at("nagoya", new Event.RememberedUsed(BOTAN, "osaka", story.now(), "recipient")),
                    Outcome.FAILED);
        }

        @Test
        void onlyAPositiveAnswerJustNowIsRemembered() {
            Event memory = new Event.AddressRemembered(BOTAN, "osaka");
            judge(Story.begin().at("tokyo", memory), Outcome.FAILED);
            judge(
                    Story.begin()
                            .lookup("tokyo", 1, BOTAN, "recipient", "osaka", 4, "cannot-receive")
                            .at("tokyo", memory),
                    Outcome.FAILED);
            judge(
                    Story.begin()
                            .lookup("tokyo", 1, BOTAN, "recipient", "osaka", 5, "found")
                            .later(Duration.ofSeconds(1))
                            .at("tokyo", memory),
                    Outcome.FAILED);
        }

        @Test
        void theClockOfAVerificationDoesNotRunAhead() {
            Story story = remembered();
            Instant verified = story.now();
            List<Verdict> verdicts =
                    use(story, "osaka", verified.plusSeconds(1)).judgedBy(new VerifiedAddressAge(), Story.facts());

            assertThat(verdicts).anyMatch(verdict -> verdict.explanation().contains("verifies only later"));
        }

        private Story remembered() {
            return Story.begin()
                    .lookup("tokyo", 1, BOTAN, "recipient", "osaka", 5, "found")
                    .at("tokyo", new Event.AddressRemembered(BOTAN, "osaka"));
        }

        private Story use(Story story, String host, Instant verifiedAt) {
            return story.at("tokyo", new Event.RememberedUsed("Botan@EXAMPLE.com", host, verifiedAt, "recipient"));
        }

        private Verdict judge(Story story, Outcome outcome) {
            return Story.only(story.judgedBy(new VerifiedAddressAge(), Story.facts()), outcome);
        }
    }

    @Nested
    @DisplayName("DS-20, DS-22: no-lookup-for-a-null-sender")
    class NullSender {

        @Test
        void aSenderOfTheSharedDomainMayBeLookedUp() {
            Verdict verdict = judge(started(BOTAN, "sender"), Story.facts(), Outcome.HOLDS);

            assertThat(verdict.explanation()).isEqualTo("1 sender was looked up, none of them null or foreign");
        }

        @Test
        void nullAndForeignSendersAreNot() {
            judge(started("", "sender"), Story.facts(), Outcome.FAILED);
            judge(started("<>", "sender"), Story.facts(), Outcome.FAILED);
            judge(started("eve@elsewhere.test", "sender"), Story.facts(), Outcome.FAILED);
            Verdict joined = judge(
                    Story.begin().at("tokyo", new Event.LookupJoined(1, "", "sender")), Story.facts(), Outcome.FAILED);
            assertThat(joined.evidence()).containsExactly(3L);
        }

        @Test
        void otherPurposesAreNotJudged() {
            judge(started("eve@elsewhere.test", "recipient"), Story.facts(), Outcome.HOLDS);
        }

        @Test
        void aSiteThatIsToldNotToAskDoesNot() {
            SiteFacts notAsking = new SiteFacts(true, true, false, Duration.ofDays(5), List.of("osaka"));
            SiteFacts off = new SiteFacts(false, true, true, Duration.ofDays(5), List.of("osaka"));

            judge(started(BOTAN, "sender"), Story.facts(notAsking, Story.site()), Outcome.FAILED);
            judge(started(BOTAN, "sender"), Story.facts(off, Story.site()), Outcome.FAILED);
        }

        private Story started(String address, String purpose) {
            return Story.begin().at("tokyo", new Event.LookupStarted(1, address, purpose));
        }

        private Verdict judge(Story story, Facts facts, Outcome outcome) {
            return Story.only(story.judgedBy(new NoLookupForANullSender(), facts), outcome);
        }
    }
}
