package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.check.Story.BOTAN;
import static org.dslab.check.Story.M1;

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

@DisplayName("LAB-02: standing checkers")
class StandingCheckersTest {

    private static final Event FAULT = new Event.FaultInjected(1, "cut: { to: osaka }");

    @Test
    void theirNamesAreThoseThatScenariosUse() {
        assertThat(StandingCheckers.names())
                .containsExactly(
                        "accepted-mail-is-never-lost",
                        "delivered-once",
                        "no-permanent-refusal-of-an-owned-address",
                        "no-acceptance-of-an-unowned-address",
                        "undetermined-means-try-again",
                        "gateway-recipients",
                        "verified-address-age",
                        "no-shared-mail-at-the-smart-host",
                        "no-lookup-for-a-null-sender",
                        "duplicate-accounts",
                        "list-posts-once-per-member",
                        "every-fault-strikes");
        assertThat(StandingCheckers.all())
                .allSatisfy(checker -> assertThat(checker.requirements()).isNotEmpty());
    }

    @Test
    void everyCheckerGivesAVerdictOnAnEmptyHistory() {
        assertThat(StandingCheckers.judge(List.of(), Story.facts(), List.of()))
                .hasSameSizeAs(StandingCheckers.all())
                .allMatch(verdict -> verdict.outcome() == Outcome.HOLDS && verdict.line() == 0);
    }

    @Test
    void aViolationProducedOnPurposeIsNoFailure() {
        Story story = Story.begin().at("tokyo", new Event.AccountCreated(BOTAN));

        List<Verdict> verdicts = StandingCheckers.judge(story.entries(), Story.facts(), List.of("duplicate-accounts"));

        assertThat(verdicts).noneMatch(Verdict::isFailure);
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.outcome() == Outcome.BROKEN_AS_EXPECTED)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.evidence()).containsExactly(2L, 3L));
    }

    @Test
    void aViolationOnPurposeThatDoesNotHappenIsAFailure() {
        List<Verdict> verdicts =
                StandingCheckers.judge(Story.begin().entries(), Story.facts(), List.of("duplicate-accounts"));

        assertThat(verdicts).filteredOn(Verdict::isFailure).singleElement().satisfies(verdict -> {
            assertThat(verdict.subject()).isEqualTo("duplicate-accounts");
            assertThat(verdict.explanation()).isEqualTo("was expected to be broken on purpose, but holds");
        });
    }

    @Test
    void anUnknownNameIsTheCallersError() {
        assertThatThrownBy(() -> StandingCheckers.judge(List.of(), Story.facts(), List.of("duplicate-account")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no standing checker is named duplicate-account; there are [accepted-mail");
    }

    @Test
    void aRunThatIsBrokenEverywhereHasAShortReport() {
        Story story = Story.begin();
        for (int i = 0; i < 1000; i++) {
            story.at("lab", new Event.FaultInjected(i, "cut"));
        }

        List<Verdict> verdicts = new EveryFaultStrikes().judge(story.entries(), Story.facts());

        assertThat(verdicts).hasSize(21).allMatch(Verdict::isFailure);
        assertThat(verdicts.getLast().explanation()).isEqualTo("and 980 more of this kind");
    }

    @Nested
    @DisplayName("LAB-02: every-fault-strikes")
    class Faults {

        @Test
        void aFaultThatTouchesTrafficHolds() {
            Verdict verdict = judge(
                    Story.begin().at("lab", FAULT).at("lab", new Event.FaultTouched(1, "tokyo->osaka")), Outcome.HOLDS);

            assertThat(verdict.explanation()).isEqualTo("1 fault has struck");
        }

        @Test
        void aFaultThatTouchesNothingIsBroken() {
            Verdict verdict = judge(
                    Story.begin()
                            .at("lab", FAULT)
                            .at("lab", new Event.FaultTouched(2, "tokyo->osaka"))
                            .at("lab", new Event.FaultHealed(1)),
                    Outcome.FAILED);

            assertThat(verdict.explanation())
                    .isEqualTo(
                            "the fault \"cut: { to: osaka }\" touched no traffic: the scenario may have passed because"
                                    + " its fault missed");
            assertThat(verdict.evidence()).containsExactly(3L);
        }

        private Verdict judge(Story story, Outcome outcome) {
            return Story.only(story.judgedBy(new EveryFaultStrikes(), Story.facts()), outcome);
        }
    }

    @Nested
    @DisplayName("DS-31: no-shared-mail-at-the-smart-host")
    class SmartHost {

        private final SiteFacts handsOver = new SiteFacts(true, false, true, Duration.ofDays(5), List.of("osaka"));

        @Test
        void foreignMailMayGoThere() {
            Verdict verdict = judge(
                    Story.begin()
                            .at(
                                    "tokyo",
                                    new Event.RecipientRouted("t1", "eve@elsewhere.test", "smart-host", "smart-host"))
                            .at("smart-host", received("eve@elsewhere.test")),
                    Story.facts(),
                    Outcome.HOLDS);

            assertThat(verdict.explanation())
                    .isEqualTo("1 message at the smart host, none that a site should have kept");
        }

        @Test
        void sharedMailOfASiteThatKeepsItMayNot() {
            Story routed = Story.begin()
                    .queued("tokyo", "t1", BOTAN)
                    .at("tokyo", new Event.RecipientRouted("t1", BOTAN, "smart-host", "smart-host"))
                    .at("smart-host", received(BOTAN))
                    .at("tokyo", new Event.RecipientDelivered("t1", M1, BOTAN, "smart-host", "smart-host"));
            Story delivered = Story.begin()
                    .at("tokyo", new Event.RecipientDelivered("t1", M1, BOTAN, "smart-host", "smart-host"));

            assertThat(judge(routed, Story.facts(), Outcome.FAILED).evidence()).containsExactly(4L);
            assertThat(judge(delivered, Story.facts(), Outcome.FAILED).explanation())
                    .startsWith("tokyo sent mail for botan@example.com to the smart host");
        }

        @Test
        void sharedMailOfASiteThatHandsItOverMay() {
            judge(
                    Story.begin()
                            .queued("tokyo", "t1", BOTAN)
                            .at("tokyo", new Event.RecipientRouted("t1", BOTAN, "smart-host", "smart-host"))
                            .at("smart-host", received(BOTAN)),
                    Story.facts(handsOver, Story.site("tokyo")),
                    Outcome.HOLDS);
        }

        @Test
        void sharedMailThatNoSiteOwnsUpToIsBrokenIfAllKeepIt() {
            Story story = Story.begin().at("smart-host", received("Botan@Example.com"));

            judge(story, Story.facts(), Outcome.FAILED);
            judge(story, Story.facts(handsOver, Story.site("tokyo")), Outcome.HOLDS);
        }

        @Test
        void sharedMailElsewhereIsNotJudged() {
            judge(
                    Story.begin()
                            .at("tokyo", new Event.RecipientRouted("t1", BOTAN, "sharing-host", "osaka"))
                            .at("outside", new Event.OutsideReceived("foreign", M1, "", List.of(BOTAN), 2)),
                    Story.facts(),
                    Outcome.HOLDS);
        }

        private Event received(String recipient) {
            return new Event.OutsideReceived("smart-host", M1, "eve@elsewhere.test", List.of(recipient), 1);
        }

        private Verdict judge(Story story, Facts facts, Outcome outcome) {
            return Story.only(story.judgedBy(new NoSharedMailAtTheSmartHost(), facts), outcome);
        }
    }
}
