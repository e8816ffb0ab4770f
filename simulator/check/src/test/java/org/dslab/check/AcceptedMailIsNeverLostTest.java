package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.check.Story.AKIRA;
import static org.dslab.check.Story.BOTAN;
import static org.dslab.check.Story.M1;

import java.time.Instant;
import java.util.List;
import org.dslab.history.Event;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DS-34, DS-36, DS-37: accepted-mail-is-never-lost")
class AcceptedMailIsNeverLostTest {

    private static final String DSN = "<dsn1@tokyo.example.com>";
    private static final String EVE = "eve@elsewhere.test";

    @Test
    void mailThatReachesItsMailboxThroughTwoSitesIsAccountedFor() {
        Verdict verdict =
                holds(passedOnToOsaka().filed("osaka", "o1", BOTAN, BOTAN).done("osaka", "o1"));

        assertThat(verdict.explanation()).isEqualTo("2 accepted copies accounted for");
        assertThat(verdict.requirements()).contains("DS-36");
    }

    @Test
    void mailThatStillWaitsAtTheEndIsAccountedFor() {
        holds(accepted(BOTAN));
        holds(accepted(BOTAN)
                .at("tokyo", new Event.RecipientDeferred("t1", BOTAN, "osaka", "no route", Instant.EPOCH)));
    }

    @Test
    void mailThatGoesOutsideIsAccountedForWhereItArrives() {
        holds(accepted(EVE)
                .at("smart-host", new Event.OutsideReceived("smart-host", M1, EVE, List.of("Eve@elsewhere.test"), 2))
                .passedOn("tokyo", "t1", EVE, "smart-host:2525")
                .done("tokyo", "t1"));
    }

    @Test
    void mailForAnAliasIsAccountedForByItsTarget() {
        String alias = "south@example.com";
        Story followed = accepted(alias).at("tokyo", new Event.AliasFollowed("t1", alias, BOTAN));
        holds(followed.passedOn("tokyo", "t1", BOTAN, "osaka")
                .queued("osaka", "o1", BOTAN)
                .done("tokyo", "t1")
                .filed("osaka", "o1", BOTAN, BOTAN)
                .done("osaka", "o1"));

        broken(accepted(alias)
                .at("tokyo", new Event.AliasFollowed("t1", alias, BOTAN))
                .done("tokyo", "t1"));
    }

    @Test
    void aReturnedMailIsAccountedForByItsNotification() {
        Story story = returned();
        assertThat(story.last()).isPositive();
        holds(story.at("tokyo", new Event.RecipientDelivered("t2", DSN, EVE, "fixed-route", "outside"))
                .at("outside", new Event.NotificationReceived(EVE, M1, List.of(BOTAN)))
                .done("tokyo", "t2"));
    }

    @Test
    void aFailureUnderANullSenderNeedsNoNotification() {
        holds(Story.begin()
                .at("tokyo", new Event.MessageQueued("t1", M1, "", List.of(BOTAN)))
                .at("tokyo", new Event.RecipientFailed("t1", M1, BOTAN, "550 5.1.1 unknown"))
                .done("tokyo", "t1"));
    }

    @Test
    void a250ForAMessageThatWasNeverQueuedIsALoss() {
        Story story = Story.begin().submitted("tokyo", BOTAN).senderTold(BOTAN, "message", 250);

        Verdict verdict = broken(story);

        assertThat(verdict.explanation())
                .isEqualTo("tokyo accepted <m1@lab.invalid> for botan@example.com, but never had it in its queue");
        assertThat(verdict.evidence()).containsExactly(4L);
    }

    @Test
    void aMessageQueuedForAnotherRecipientOnlyIsALoss() {
        broken(Story.begin()
                .submitted("tokyo", AKIRA, BOTAN)
                .queued("tokyo", "t1", AKIRA)
                .senderTold(BOTAN, "message", 250));
    }

    @Test
    void refusedRecipientsAreNobodysDuty() {
        holds(Story.begin()
                .submitted("tokyo", BOTAN)
                .senderTold(BOTAN, "rcpt", 451)
                .senderTold(BOTAN, "connection", 0));
    }

    @Test
    void aMessageThatLeavesTheQueueUnaccountedIsALoss() {
        Verdict verdict = broken(accepted(BOTAN).done("tokyo", "t1"));

        assertThat(verdict.explanation())
                .isEqualTo(
                        "<m1@lab.invalid> left the queue of tokyo without having been filed, passed on or returned for"
                                + " botan@example.com");
        assertThat(verdict.evidence()).containsExactly(4L, 6L);
    }

    @Test
    void oneOfSeveralRecipientsForgottenIsALoss() {
        broken(accepted(AKIRA, "chie@example.com")
                .filed("tokyo", "t1", AKIRA, AKIRA)
                .done("tokyo", "t1"));
    }

    @Test
    void aSiteThatSaysItFiledIsNotBelievedWithoutTheMailbox() {
        Story story = accepted(AKIRA)
                .at("tokyo", new Event.Filed("t1", M1, AKIRA, AKIRA))
                .done("tokyo", "t1");

        assertThat(broken(story).explanation()).contains("its mailbox store has not got it");
    }

    @Test
    void aSiteThatSaysItPassedMailOnIsNotBelievedWithoutTheReceiver() {
        Story toSite =
                accepted(BOTAN).passedOn("tokyo", "t1", BOTAN, "osaka:2525").done("tokyo", "t1");
        Story toOutside =
                accepted(EVE).passedOn("tokyo", "t1", EVE, "smart-host").done("tokyo", "t1");

        assertThat(broken(toSite).explanation())
                .isEqualTo("osaka accepted <m1@lab.invalid> for botan@example.com, but never had it in its queue");
        assertThat(broken(toOutside).explanation()).contains("on to smart-host, but nobody has got it");
    }

    @Test
    void everyCopyThatASiteAnswersForIsCounted() {
        Story story = passedOnToOsaka().senderTold(BOTAN, "message", 250);

        assertThat(broken(story).explanation()).contains("2 times, but had it in its queue 1 times");
    }

    @Test
    void aFailureWithoutNotificationIsALoss() {
        Story story = accepted(BOTAN).at("tokyo", new Event.RecipientFailed("t1", M1, BOTAN, "550 5.1.1 unknown"));
        holds(story);

        assertThat(broken(story.done("tokyo", "t1")).explanation()).endsWith("but nobody was notified");
    }

    @Test
    void aNotificationThatGetsLostIsALoss() {
        broken(returned().done("tokyo", "t2"));
        broken(returned()
                .at("tokyo", new Event.RecipientDelivered("t2", DSN, EVE, "fixed-route", "outside"))
                .done("tokyo", "t2"));
    }

    @Test
    void aCrashIsNoExcuseForAQueueThatIsEmptyAfterwards() {
        Story crashed = accepted(BOTAN).at("tokyo", new Event.SiteCrashed());
        holds(accepted(BOTAN).at("tokyo", new Event.SiteCrashed()).at("tokyo", started(1)));

        Verdict verdict = broken(crashed.at("tokyo", started(0)));

        assertThat(verdict.explanation()).isEqualTo("1 message waited at tokyo, which found 0 when it started again");
        assertThat(verdict.evidence()).containsExactly(4L, 7L);
    }

    @Test
    void aCrashBetweenAnEffectAndItsRecordIsNoLoss() {
        holds(accepted(BOTAN)
                .queued("osaka", "o1", BOTAN)
                .at("tokyo", new Event.SiteCrashed())
                .at("tokyo", started(0)));
        holds(accepted(AKIRA)
                .at("tokyo", new Event.MailboxReceived(AKIRA, M1))
                .at("tokyo", new Event.SiteCrashed())
                .at("tokyo", started(0)));
    }

    private static Event started(int queued) {
        return new Event.SiteStarted(List.of(AKIRA), queued);
    }

    private static Story accepted(String... recipients) {
        Story story = Story.begin().submitted("tokyo", recipients).queued("tokyo", "t1", recipients);
        return story.senderTold(recipients[0], "message", 250);
    }

    private static Story passedOnToOsaka() {
        return accepted(BOTAN)
                .queued("osaka", "o1", BOTAN)
                .passedOn("tokyo", "t1", BOTAN, "osaka")
                .done("tokyo", "t1");
    }

    /** DS-38: an operator may delete mail; what he does not delete must not get lost. */
    @Test
    void whatAnOperatorDeletesIsNotLost() {
        holds(accepted(BOTAN)
                .at("tokyo", new Event.QueueOperated("t1", M1, "delete", List.of(BOTAN)))
                .done("tokyo", "t1"));
        broken(accepted(BOTAN)
                .at("tokyo", new Event.QueueOperated("t1", M1, "hold", List.of(BOTAN)))
                .done("tokyo", "t1"));
    }

    /** DS-34: that a message is delayed does not end it. */
    @Test
    void aNotificationOfADelayIsNoReturn() {
        broken(accepted(BOTAN)
                .at("tokyo", new Event.DelayNotified("t2", "t1", M1, EVE, List.of(BOTAN)))
                .done("tokyo", "t1"));
    }

    private static Story returned() {
        return accepted(BOTAN)
                .at("tokyo", new Event.RecipientFailed("t1", M1, BOTAN, "550 5.1.1 unknown"))
                .at("tokyo", new Event.NotificationQueued("t2", "t1", M1, EVE, List.of(BOTAN)))
                .done("tokyo", "t1");
    }

    private static Verdict holds(Story story) {
        return Story.only(story.judgedBy(new AcceptedMailIsNeverLost(), Story.facts()), Outcome.HOLDS);
    }

    private static Verdict broken(Story story) {
        return Story.only(story.judgedBy(new AcceptedMailIsNeverLost(), Story.facts()), Outcome.FAILED);
    }
}
