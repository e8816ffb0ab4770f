package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.check.Story.AKIRA;
import static org.dslab.check.Story.BOTAN;

import java.time.Duration;
import java.util.List;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Facts.SiteFacts;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnershipCheckersTest {

    private static final String CHIE = "chie@example.com";

    @Nested
    @DisplayName("DS-02, DS-05, DS-21: no-permanent-refusal-of-an-owned-address")
    class Refusal {

        @Test
        void refusingAnAddressThatNobodyHasHolds() {
            Verdict verdict = judge(
                    Story.begin()
                            .lookup("tokyo", 1, CHIE, "recipient", "osaka", 3, "not-found")
                            .recipientReplied("tokyo", CHIE, 550, "lookup"),
                    Outcome.HOLDS);

            assertThat(verdict.explanation()).isEqualTo("1 refusal for good, none of an owned address");
        }

        @Test
        void refusingAnAddressThatASharingHostHasIsBroken() {
            Verdict verdict = judge(
                    Story.begin()
                            .lookup("tokyo", 1, BOTAN, "recipient", "osaka", -1, "not-found")
                            .recipientReplied("tokyo", "BOTAN@Example.com", 550, "lookup"),
                    Outcome.FAILED);

            assertThat(verdict.explanation())
                    .isEqualTo("tokyo refused the recipient BOTAN@Example.com for good, which osaka has");
            assertThat(verdict.evidence()).containsExactly(2L, 7L);
        }

        @Test
        void refusingAnAddressOfItsOwnIsBrokenUnlessItIsDisabled() {
            Story story = Story.begin().recipientReplied("tokyo", AKIRA, 550, "local");
            SiteFacts disabled =
                    new SiteFacts(true, true, true, Duration.ofDays(5), List.of("osaka"), List.of("Akira@example.com"));

            judge(story, Outcome.FAILED);
            judge(story, Story.facts(disabled, Story.site("tokyo")), Outcome.HOLDS);
        }

        @Test
        void anAccountIsInTheStateThatItsSiteSaidLast() {
            Story story = Story.begin().at("tokyo", new Event.AccountInState("Akira@example.com", "disabled"));
            judge(story.recipientReplied("tokyo", AKIRA, 550, "local"), Outcome.HOLDS);

            story.at("tokyo", new Event.AccountInState(AKIRA, "active"));
            judge(story.recipientReplied("tokyo", AKIRA, 550, "local"), Outcome.FAILED);
        }

        @Test
        void temporaryRefusalsAndPolicyAreNotJudged() {
            judge(
                    Story.begin()
                            .recipientReplied("tokyo", BOTAN, 451, "lookup")
                            .recipientReplied("tokyo", BOTAN, 550, "protocol")
                            .recipientReplied("tokyo", BOTAN, 550, "relaying")
                            .recipientReplied("tokyo", "eve@elsewhere.test", 550, "local"),
                    Outcome.HOLDS);
        }

        @Test
        void aSiteThatDoesNotShareOrDoesNotKnowTheOwnerMayRefuse() {
            Story story = Story.begin().recipientReplied("tokyo", BOTAN, 550, "not-shared");
            SiteFacts off = new SiteFacts(false, true, true, Duration.ofDays(5), List.of("osaka"));

            judge(story, Outcome.FAILED);
            judge(story, Story.facts(off, Story.site("tokyo")), Outcome.HOLDS);
            judge(story, Story.facts(Story.site("nagoya"), Story.site("tokyo")), Outcome.HOLDS);
        }

        @Test
        void anAddressThatCameOrWentDuringTheLookupMayBeRefused() {
            judge(
                    Story.begin()
                            .lookup("tokyo", 1, CHIE, "recipient", "osaka", 3, "not-found")
                            .at("osaka", new Event.AccountCreated(CHIE))
                            .recipientReplied("tokyo", CHIE, 550, "lookup"),
                    Outcome.HOLDS);
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountRemoved(BOTAN))
                            .recipientReplied("tokyo", BOTAN, 550, "lookup"),
                    Outcome.HOLDS);
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountCreated(CHIE))
                            .lookup("tokyo", 1, CHIE, "recipient", "osaka", 3, "not-found")
                            .recipientReplied("tokyo", CHIE, 550, "lookup"),
                    Outcome.FAILED);
        }

        @Test
        void anOwnerThatIsDownStillHasItsAddresses() {
            judge(
                    Story.begin().at("osaka", new Event.SiteCrashed()).recipientReplied("tokyo", BOTAN, 550, "lookup"),
                    Outcome.FAILED);
        }

        @Test
        void refusingASenderThatASharingHostHasIsBrokenUnlessTheSiteIsToldSo() {
            Story story = Story.begin().at("tokyo", new Event.SenderReplied(-1, BOTAN, 550, "5.1.0 unknown"));
            SiteFacts notAsking = new SiteFacts(true, true, false, Duration.ofDays(5), List.of("osaka"));

            assertThat(judge(story, Outcome.FAILED).explanation()).contains("refused the sender botan@example.com");
            judge(story, Story.facts(notAsking, Story.site("tokyo")), Outcome.HOLDS);
            judge(Story.begin().at("tokyo", new Event.SenderReplied(-1, BOTAN, 552, "5.3.4 too big")), Outcome.HOLDS);
        }

        private Verdict judge(Story story, Outcome outcome) {
            return judge(story, Story.facts(), outcome);
        }

        private Verdict judge(Story story, Facts facts, Outcome outcome) {
            return Story.only(story.judgedBy(new NoPermanentRefusalOfAnOwnedAddress(), facts), outcome);
        }
    }

    @Nested
    @DisplayName("DS-04, DS-06, DS-13: no-acceptance-of-an-unowned-address")
    class Acceptance {

        @Test
        void acceptingWhatSomebodyHasHolds() {
            Verdict verdict = judge(
                    Story.begin()
                            .recipientReplied("tokyo", AKIRA, 250, "local")
                            .recipientReplied("tokyo", BOTAN, 250, "lookup"),
                    Outcome.HOLDS);

            assertThat(verdict.explanation()).isEqualTo("2 accepted recipients had an owner");
        }

        @Test
        void acceptingWhatNobodyHasIsBroken() {
            for (String by : List.of("local", "lookup", "remembered", "not-shared", "relaying")) {
                Verdict verdict = judge(Story.begin().recipientReplied("tokyo", CHIE, 250, by), Outcome.FAILED);
                assertThat(verdict.explanation())
                        .isEqualTo("tokyo accepted chie@example.com, which nobody has (decided by " + by + ")");
                assertThat(verdict.evidence()).containsExactly(3L);
            }
        }

        @Test
        void refusalsPostmasterAndOtherDomainsAreNotJudged() {
            judge(
                    Story.begin()
                            .recipientReplied("tokyo", CHIE, 550, "lookup")
                            .recipientReplied("tokyo", "PostMaster@example.com", 250, "local")
                            .recipientReplied("tokyo", "eve@elsewhere.test", 250, "relaying"),
                    Outcome.HOLDS);
        }

        @Test
        void aVerificationOfTheLastFiveDaysExcusesTheOwnerWhoHasGone() {
            Story story = Story.begin().at("osaka", new Event.AccountRemoved(BOTAN));

            judge(story.recipientReplied("tokyo", BOTAN, 250, "remembered"), Outcome.HOLDS);
            judge(
                    story.later(Duration.ofDays(5).minusSeconds(1)).recipientReplied("tokyo", BOTAN, 250, "remembered"),
                    Outcome.HOLDS);
            judge(
                    story.later(Duration.ofSeconds(2)).recipientReplied("tokyo", BOTAN, 250, "remembered"),
                    Outcome.FAILED);
        }

        @Test
        void aVerificationExcusesNoOtherWayOfAccepting() {
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountRemoved(BOTAN))
                            .recipientReplied("tokyo", BOTAN, 250, "lookup"),
                    Outcome.FAILED);
        }

        @Test
        void anOwnerWhoGoesDuringTheLookupIsExcused() {
            judge(
                    Story.begin()
                            .at("tokyo", new Event.LookupStarted(1, BOTAN, "recipient"))
                            .at("tokyo", new Event.HostAnswered(1, "osaka", BOTAN, 5, ""))
                            .at("osaka", new Event.AccountRemoved(BOTAN))
                            .at("tokyo", new Event.LookupFinished(1, BOTAN, "found", "osaka"))
                            .recipientReplied("tokyo", BOTAN, 250, "lookup"),
                    Outcome.HOLDS);
        }

        @Test
        void aSiteThatStartsAgainWithoutAnAddressHasItNoMore() {
            judge(
                    Story.begin()
                            .at("osaka", new Event.SiteStarted(List.of(), 0))
                            .recipientReplied("tokyo", BOTAN, 250, "lookup"),
                    Outcome.FAILED);
        }

        private Verdict judge(Story story, Outcome outcome) {
            List<Verdict> verdicts = story.judgedBy(new NoAcceptanceOfAnUnownedAddress(), Story.facts());
            return Story.only(verdicts, outcome);
        }
    }

    @Nested
    @DisplayName("DS-40, DS-43: duplicate-accounts")
    class Duplicates {

        @Test
        void anAddressOfOneSiteOnlyHolds() {
            Verdict verdict = judge(
                    Story.begin()
                            .at("osaka", new Event.AccountRemoved(BOTAN))
                            .at("tokyo", new Event.AccountCreated(BOTAN)),
                    Story.facts(),
                    Outcome.HOLDS);

            assertThat(verdict.explanation()).isEqualTo("2 addresses have one owner each, or none");
        }

        @Test
        void anAddressOfTwoSitesAtOnceIsBroken() {
            Verdict verdict = judge(
                    Story.begin()
                            .at("osaka", new Event.AccountCreated(CHIE))
                            .at("tokyo", new Event.AccountCreated("Chie@example.com")),
                    Story.facts(),
                    Outcome.FAILED);

            assertThat(verdict.explanation())
                    .isEqualTo("Chie@example.com belongs to osaka and to tokyo at the same time");
            assertThat(verdict.evidence()).containsExactly(3L, 4L);
        }

        @Test
        void aDuplicateThatEndsLaterWasADuplicate() {
            judge(
                    Story.begin()
                            .at("tokyo", new Event.AccountCreated(BOTAN))
                            .at("tokyo", new Event.AccountRemoved(BOTAN)),
                    Story.facts(),
                    Outcome.FAILED);
        }

        @Test
        void anAliasIsAnAddressLikeAnAccount() {
            judge(
                    Story.begin().at("tokyo", new Event.AliasCreated(BOTAN, "akira@example.com")),
                    Story.facts(),
                    Outcome.FAILED);
        }

        @Test
        @DisplayName("DS-44: while it moves an account may be at both sites")
        void anAccountThatItsFormerSiteIsMovingAwayIsNoDuplicate() {
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountInState(BOTAN, "moving"))
                            .at("tokyo", new Event.AccountCreated(BOTAN)),
                    Story.facts(),
                    Outcome.HOLDS);
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountInState(BOTAN, "moving"))
                            .at("osaka", new Event.AccountInState(BOTAN, "active"))
                            .at("tokyo", new Event.AccountCreated(BOTAN)),
                    Story.facts(),
                    Outcome.FAILED);
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountInState(BOTAN, "full"))
                            .at("tokyo", new Event.AccountCreated(BOTAN)),
                    Story.facts(),
                    Outcome.FAILED);
        }

        @Test
        void aSiteCannotAskOnesItDoesNotKnow() {
            Story story = Story.begin().at("tokyo", new Event.AccountCreated(BOTAN));
            SiteFacts off = new SiteFacts(false, true, true, Duration.ofDays(5), List.of("osaka"));

            judge(story, Story.facts(Story.site(), Story.site("tokyo")), Outcome.HOLDS);
            judge(story, Story.facts(off, Story.site("tokyo")), Outcome.HOLDS);
            judge(story, Story.facts(Story.site("osaka"), Story.site()), Outcome.FAILED);
        }

        @Test
        void postmasterAndOtherDomainsAreEverywhere() {
            judge(
                    Story.begin()
                            .at("osaka", new Event.AccountCreated("postmaster@example.com"))
                            .at("tokyo", new Event.AccountCreated("postmaster@example.com"))
                            .at("osaka", new Event.AccountCreated("root@localhost"))
                            .at("tokyo", new Event.AccountCreated("root@localhost")),
                    Story.facts(),
                    Outcome.HOLDS);
        }

        private Verdict judge(Story story, Facts facts, Outcome outcome) {
            return Story.only(story.judgedBy(new DuplicateAccounts(), facts), outcome);
        }
    }
}
