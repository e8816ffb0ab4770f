package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Reservation;
import org.junit.jupiter.api.Test;

/** The reserve protocol as one site sees it (DS-43); AccountRaceTest lets several sites play it against each other. */
class ReserveTest {

    private static final EmailAddress DORA = EmailAddress.of("dora@example.com");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private SiteHarness site = new SiteHarness(Settings.tokyo().build());

    /** Akita's name comes before those of its hosts. */
    private static SiteHarness akita() {
        return new SiteHarness(Settings.of("akita")
                .host("osaka", "osaka.example", Optional.empty())
                .host("kyoto", "kyoto.example", Optional.empty())
                .build());
    }

    private void create(boolean force) {
        assertThat(site.ask(new SiteRequest.CreateAccount(DORA, force))).isInstanceOf(SiteHarness.NoAnswerYet.class);
    }

    private void answers(String osaka, String kyoto) {
        site.answer("osaka.example", osaka);
        site.answer("kyoto.example", kyoto);
    }

    private String minger() {
        return site.query("dora@example.com");
    }

    private void isReleased() {
        assertThat(minger()).isEqualTo("dora@example.com 3");
        assertThat(site.stored().reservations()).isEmpty();
        assertThat(site.stored().accounts())
                .noneMatch(account -> account.address().equals(DORA));
        assertThat(site.events(SiteEvent.ReservationReleased.class)).isNotEmpty();
    }

    /** DS-43, DS-36: nobody is asked, and nobody is told, before the reservation is durable. */
    @Test
    void theReservationIsDurableBeforeAnybodyIsAsked() {
        site.store().isSlow();
        create(false);
        assertThat(site.questions()).isEmpty();
        assertThat(minger()).isEqualTo("dora@example.com 3");

        site.store().goesOn();
        assertThat(site.stored().reservations()).containsExactly(new Reservation(DORA));
        assertThat(site.questions()).hasSize(2);
        assertThat(minger()).isEqualTo("dora@example.com 4");
    }

    /** DS-43, DS-02. */
    @Test
    void aReservedAddressCannotReceiveForNow() {
        create(false);

        assertThat(site.client("192.0.2.50").begin("eve@elsewhere.test", "dora@example.com"))
                .startsWith("450 4.2.1");
        assertThat(minger()).isEqualTo("dora@example.com 4");
        assertThat(site.questions()).hasSize(2);
    }

    /** DS-43: one commit turns the reservation into the account, 4 before it is done and 5 after. */
    @Test
    void whenNobodyHasItTheReservationBecomesTheAccount() {
        create(false);
        site.store().isSlow();
        answers("3", "3");
        assertThat(minger()).isEqualTo("dora@example.com 4");
        assertThat(site.answers()).isEmpty();

        site.store().goesOn();
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(minger()).isEqualTo("dora@example.com 5");
        assertThat(site.stored().reservations()).isEmpty();
        site.restart();
        assertThat(minger()).isEqualTo("dora@example.com 5");
    }

    /** DS-40, DS-43: whatever the others say, forced or not. */
    @Test
    void anAddressThatAnotherSiteHasIsRefusedAtOnce() {
        create(true);
        site.answer("osaka.example", "5");

        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
        assertThat(site.questions()).isEmpty();
        isReleased();
    }

    /** DS-41, DS-43. */
    @Test
    void aHostThatCannotBeAskedMakesItTryAgainUnlessForced() {
        create(false);
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "2");
        assertThat(site.answers())
                .containsExactly(
                        new SiteAnswer.Refused("kyoto cannot be asked; try again, or force it", true, "kyoto"));
        isReleased();

        create(true);
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
    }

    /** DS-43: force overrides unusable answers only. */
    @Test
    void forceDoesNotOverrideAContender() {
        create(true);
        answers("x", "4");
        site.advance(Duration.ofSeconds(5));

        assertThat(site.answers())
                .containsExactly(new SiteAnswer.Refused("it exists or is being created at kyoto", true, "kyoto"));
        isReleased();
    }

    /** DS-43: kyoto and osaka come before tokyo. */
    @Test
    void aSiteGivesWayToAContenderWhoseNameComesFirst() {
        create(false);
        answers("3", "4");

        assertThat(site.answers())
                .containsExactly(new SiteAnswer.Refused("it exists or is being created at kyoto", true, "kyoto"));
        isReleased();
    }

    /** DS-43: twice the lookup's time limit later the others have given way. */
    @Test
    void theSiteWhoseNameComesFirstKeepsItsReservationAndAsksAgain() {
        site = akita();
        create(false);
        answers("4", "4");
        site.advance(PAUSE.minusMillis(1));
        assertThat(site.questions()).isEmpty();
        assertThat(minger()).isEqualTo("dora@example.com 4");

        site.advance(Duration.ofMillis(1));
        assertThat(site.questions()).hasSize(2);
        answers("3", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
    }

    /** DS-43: what still says 4 after three rounds is an account that cannot receive. */
    @Test
    void afterThreeRoundsTheFirstSiteGivesUpToo() {
        site = akita();
        create(false);
        answers("3", "4");
        site.advance(PAUSE);
        answers("3", "4");
        site.advance(PAUSE);
        assertThat(site.answers()).isEmpty();
        answers("3", "4");

        assertThat(site.answers())
                .containsExactly(new SiteAnswer.Refused("it exists or is being created at kyoto", true, "kyoto"));
        site.advance(PAUSE);
        assertThat(site.questions()).isEmpty();
        isReleased();
    }

    /** DS-43: nobody knows which of the two would give way. */
    @Test
    void aHostWithoutAConfiguredSiteNameIsNeverWaitedFor() {
        site = new SiteHarness(
                Settings.of("akita").namelessHost("osaka.example").build());
        create(false);
        site.answer("osaka.example", "4");

        assertThat(site.answers()).hasSize(1).allMatch(SiteAnswer.Refused.class::isInstance);
        isReleased();
    }

    /** DS-43: a trace that broke an earlier version of the protocol. */
    @Test
    void aLateAnswerIsNotTakenForANewQuestion() {
        create(false);
        long early = site.hosts().sockets().getFirst();
        site.answer("kyoto.example", "2");
        site.advance(Duration.ofSeconds(5));
        assertThat(site.answers()).hasSize(1);

        create(false);
        site.answer("kyoto.example", "3");
        site.hosts().answerTo(early, "dora@example.com 3");
        assertThat(site.answers()).isEmpty();
        site.answer("osaka.example", "5");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
    }

    /** DS-43: the other trace. Kyoto's answer is all that the lookup still waits for; osaka's is from before. */
    @Test
    void anAnswerIsNotBorrowedFromALookupThatBeganBeforeTheReservation() {
        site.client("192.0.2.50").begin("eve@elsewhere.test", "dora@example.com");
        site.answer("osaka.example", "3");
        create(false);
        site.answer("kyoto.example", "3");
        assertThat(site.answers()).isEmpty();

        site.answer("osaka.example", "5");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
    }

    /** DS-43: a lookup does not borrow from a private exchange either, and its answer is not remembered (DS-07). */
    @Test
    void whatThePrivateExchangesFindIsNotRemembered() {
        create(false);
        site.answer("osaka.example", "5");

        assertThat(site.stored().verified()).isEmpty();
    }

    /** DS-43, DS-54. */
    @Test
    void onlyTheFirstAnswerOfAHostCounts() {
        create(false);
        long toOsaka = site.hosts().sockets().getFirst();
        site.hosts().answerTo(toOsaka, "dora@example.com 4");
        site.hosts().answerTo(toOsaka, "dora@example.com 3");
        site.answer("kyoto.example", "3");

        assertThat(site.answers()).hasSize(1).allMatch(SiteAnswer.Refused.class::isInstance);
    }

    /** DS-43: reservations do not outlive a start, and no query is answered before they are gone. */
    @Test
    void whenTheSiteStartsAnewReservationsAreDeletedBeforeMingerOpens() {
        create(false);
        site.store().isSlow();
        site.restart();
        assertThat(minger()).isEmpty();
        assertThat(site.query("akira@example.com")).isEmpty();

        site.store().goesOn();
        isReleased();
        assertThat(site.query("akira@example.com")).endsWith(" 5");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-43: a store that cannot delete them keeps Minger closed, and is asked again. */
    @Test
    void reservationsThatCannotBeDeletedKeepMingerClosed() {
        create(false);
        site.store().fails(CommitFailure.FULL);
        site.restart();
        assertThat(minger()).isEmpty();
        assertThat(site.events(SiteEvent.Warned.class).getLast().text()).contains("no Minger query is answered");

        site.store().works();
        site.advance(Duration.ofMinutes(1));
        isReleased();
    }

    /** DS-43. */
    @Test
    void anAddressThatIsBeingCreatedHereCannotBeCreatedOnceMore() {
        create(false);

        assertThat(site.ask(new SiteRequest.CreateAccount(EmailAddress.of("DORA@example.com"), true)))
                .isEqualTo(new SiteAnswer.Refused("it is being created here already", false, ""));
        answers("3", "3");
        assertThat(site.answers()).endsWith(new SiteAnswer.Done());
    }

    /** DS-43, DS-36. */
    @Test
    void aReservationThatCannotBeStoredIsNone() {
        site.store().fails(CommitFailure.IO);

        assertThat(site.ask(new SiteRequest.CreateAccount(DORA, false)))
                .isEqualTo(new SiteAnswer.Refused("it could not be stored", true, ""));
        assertThat(site.questions()).isEmpty();
        assertThat(minger()).isEqualTo("dora@example.com 3");
    }

    /** DS-43, DS-36: the store fills up between the reservation and the account. */
    @Test
    void anAccountThatCannotBeStoredGivesItsReservationUp() {
        create(false);
        site.store().fails(CommitFailure.FULL);
        answers("3", "3");

        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it could not be stored", true, ""));
        assertThat(minger()).isEqualTo("dora@example.com 3");
        site.store().works();
        create(false);
        answers("3", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(site.stored().reservations()).isEmpty();
    }

    /** DS-06: also if its owner was found while the account was on its way to the store. */
    @Test
    void whoeverWasVerifiedAsOwnerIsForgottenDurablyWhenTheAccountIsMade() {
        site.client("192.0.2.50").begin("eve@elsewhere.test", "dora@example.com");
        List<Long> lookup = site.hosts().sockets();
        create(false);
        site.store().isSlow();
        site.hosts().sockets().stream()
                .filter(socket -> !lookup.contains(socket))
                .forEach(socket -> {
                    site.hosts().answerTo(socket, "dora@example.com 3");
                });
        site.hosts().answerTo(lookup.getFirst(), "dora@example.com 5");
        site.store().goesOn();

        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(site.stored().verified()).isEmpty();
    }

    /** DS-40: postmaster is everywhere, and a domain that is not shared is nobody else's. */
    @Test
    void whatIsNotSharedIsCreatedWithoutAsking() {
        for (String address : List.of("postmaster@example.com", "dora@private.example")) {
            site = new SiteHarness(Settings.tokyo()
                    .sharing(true, true, true, List.of("example.com"))
                    .build());
            assertThat(site.ask(new SiteRequest.CreateAccount(EmailAddress.of(address), false)))
                    .isEqualTo(new SiteAnswer.Done());
        }
    }

    /** DS-43, DS-14: mail that would be returned otherwise. */
    @Test
    void queuedMailForAReservedAddressWaits() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin("eve@elsewhere.test", "dora@example.com");
        answers("5", "3");
        site.reachable("osaka.example:25").replying("RCPT", "550 5.1.1 unknown");
        create(false);
        client.data("<m1@x>");
        assertThat(site.events(SiteEvent.RecipientFailed.class)).isEmpty();
        answers("3", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());

        site.advance(Duration.ofMinutes(10));
        assertThat(site.filed()).extracting(SiteHarness.FiledCopy::mailbox).containsExactly("dora@example.com");
    }
}
