package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Input;
import org.junit.jupiter.api.Test;

/** What an operator is told, and how a site comes to its end. */
class StatusTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";
    private static final EmailAddress BOTAN = EmailAddress.of("Botan@example.com");

    private final SiteHarness site = new SiteHarness(Settings.tokyo().build());

    private void botanIsVerified() {
        site.client(CLIENT).begin(EVE, "botan@example.com");
        site.answer("osaka.example", "5");
    }

    private StatusAnswer.Status status() {
        return (StatusAnswer.Status) site.ask(new StatusRequest.Status());
    }

    /** DS-06. */
    @Test
    void theStatusCountsWhatIsThere() {
        botanIsVerified();
        site.client(CLIENT).begin(EVE, "nobody@example.com");

        assertThat(status()).isEqualTo(new StatusAnswer.Status("tokyo", 1, 0, 1, 2, 1, List.of(), List.of()));
    }

    /** DS-56. */
    @Test
    void theStatusNamesAHostThatDeniesItsAnswers() {
        site.client(CLIENT).begin(EVE, "botan@example.com");
        site.answer("osaka.example", "2");

        assertThat(status().alerts())
                .containsExactly(
                        "osaka denies its answers with Minger status 2; it wants another password, or one at all");
    }

    /** DS-06. */
    @Test
    void rememberedAnswersAreListedAsLongAsTheyAreValid() {
        botanIsVerified();

        assertThat(site.ask(new StatusRequest.ListVerified()))
                .isEqualTo(new StatusAnswer.Verified(List.of(new StatusAnswer.VerifiedEntry(
                        "botan@example.com",
                        "osaka",
                        new HostPort("osaka.example", 25),
                        SiteHarness.START,
                        SiteHarness.START.plus(Duration.ofDays(5))))));
        site.advance(Duration.ofDays(5));
        assertThat(site.ask(new StatusRequest.ListVerified())).isEqualTo(new StatusAnswer.Verified(List.of()));
    }

    /** DS-06, DS-36. */
    @Test
    void aDroppedAnswerIsForgottenForGoodAndTheAddressIsLookedUpAgain() {
        botanIsVerified();

        assertThat(site.ask(new StatusRequest.DropVerified(BOTAN))).isEqualTo(new SiteAnswer.Done());
        site.restart();
        assertThat(status().verified()).isZero();
        assertThat(site.client(CLIENT).begin(EVE, "botan@example.com")).isEmpty();
        assertThat(site.questions()).hasSize(2);
    }

    /** DS-06. */
    @Test
    void whatIsNotRememberedOrCannotBeStoredIsRefused() {
        assertThat(site.ask(new StatusRequest.DropVerified(BOTAN)))
                .isEqualTo(new SiteAnswer.Refused("Botan@example.com is not remembered", false, ""));
        botanIsVerified();
        site.store().fails(CommitFailure.FULL);
        assertThat(site.ask(new StatusRequest.DropVerified(BOTAN))).isInstanceOf(SiteAnswer.Refused.class);
    }

    @Test
    void idleClientsAndNewOnesAreToldThatTheSiteStops() {
        SiteHarness.Client idle = site.client(CLIENT);
        idle.begin(EVE, "akira@example.com");

        assertThat(site.ask(new StatusRequest.EndSessions())).isEqualTo(new SiteAnswer.Done());
        assertThat(idle.heard()).startsWith("421 4.3.2");
        assertThat(site.client(CLIENT).heard()).startsWith("421 4.3.2");
    }

    /** DS-36. */
    @Test
    void aMessageThatIsBeingSentIsTakenBeforeTheSiteSaysThatItsSessionsAreOver() {
        SiteHarness.Client busy = site.client(CLIENT);
        busy.begin(EVE, "akira@example.com");
        busy.say("DATA");

        assertThat(site.ask(new StatusRequest.EndSessions())).isInstanceOf(SiteHarness.NoAnswerYet.class);
        assertThat(busy.heard()).isEmpty();
        assertThat(busy.say("Subject: at the last moment", "", "Hello", ".", "MAIL FROM:<eve@elsewhere.test>"))
                .startsWith("250 2.0.0")
                .contains("\r\n421 4.3.2")
                .hasLineCount(2);
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(site.filed()).hasSize(1);
    }

    /** DS-11. */
    @Test
    void aRecipientThatIsBeingLookedUpIsAnsweredFirst() {
        SiteHarness.Client waiting = site.client(CLIENT);
        waiting.begin(EVE, "botan@example.com");

        site.ask(new StatusRequest.EndSessions());
        assertThat(site.answers()).isEmpty();
        site.answer("osaka.example", "5");
        assertThat(waiting.heard()).startsWith("250 2.1.5").contains("\r\n421 4.3.2");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
    }

    @Test
    void aClientThatGoesAwayIsNotWaitedFor() {
        SiteHarness.Client busy = site.client(CLIENT);
        busy.begin(EVE, "akira@example.com");
        busy.say("DATA");
        site.ask(new StatusRequest.EndSessions());

        busy.hangUp();
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
    }

    /** DS-37: what the next hop may have taken already is not broken off, and nothing new is begun. */
    @Test
    void aTransactionWithANextHopIsFinishedAndTheRestIsLeftForTheNextStart() {
        FakeNextHop osaka = site.reachable("osaka.example:25").replying(".", FakeNextHop.SILENCE);
        botanIsVerified();
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        client.data("<m1@elsewhere.test>");
        site.ask(new StatusRequest.EndSessions());
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.answers()).isEmpty();

        site.feed(new Input.Received(1, Octets.latin1("250 2.0.0 taken\r\n")));
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(osaka.commands()).last().isEqualTo("QUIT");
        assertThat(status().queued()).isZero();
    }

    /** DS-36. */
    @Test
    void whatIsTakenAtTheLastMomentWaitsForTheNextStart() {
        FakeNextHop osaka = site.reachable("osaka.example:25");
        botanIsVerified();
        SiteHarness.Client busy = site.client(CLIENT);
        busy.begin(EVE, "botan@example.com");
        busy.say("DATA");
        site.ask(new StatusRequest.EndSessions());
        busy.say("Subject: at the last moment", "", "Hello", ".");

        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(osaka.messages()).isEmpty();
        site.restart();
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-36, DS-37: what a next hop has taken goes to the store before the sessions are said to be over. */
    @Test
    void deliveriesAreOnTheirWayToTheStoreBeforeTheSiteSaysThatItsSessionsAreOver() {
        botanIsVerified();
        FakeNextHop osaka = site.reachable("osaka.example:25");
        SiteHarness.Client client = site.client(CLIENT);
        client.begin("eve@elsewhere.test", "akira@example.com", "botan@example.com");
        client.say("DATA", "Subject: x", "");
        site.store().isSlow();
        client.say("Hello", ".");
        site.store().goesOnOnce();
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.filed()).hasSize(1);
        assertThat(site.ask(new StatusRequest.EndSessions())).isInstanceOf(SiteHarness.NoAnswerYet.class);
        site.store().goesOnOnce();
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        site.store().goesOn();
        assertThat(site.stored().messages()).isEmpty();
    }
}
