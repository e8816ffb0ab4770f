package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StaleRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verified owner that does not have the address any more (DS-08). */
class StaleRoutesTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String BOTAN = "botan@example.com";
    private static final String MOVED = "550 5.1.1 moved away";

    private final SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
    private final FakeNextHop relay = site.reachable("relay.example:25");
    private final FakeNextHop kyoto = site.reachable("kyoto.example:25");
    private final FakeNextHop osaka = site.reachable("osaka.example:25");

    /** Tokyo remembers that osaka has them. */
    private void remember(String... recipients) {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, recipients);
        site.answer("osaka.example", "5");
        client.data("<learning@x>");
        site.answer("kyoto.example", "3");
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.questions()).isEmpty();
    }

    /** Accepts a mail by what is remembered. */
    private void accept(String messageId, String... recipients) {
        SiteHarness.Client client = site.client("192.0.2.50");
        assertThat(client.begin(EVE, recipients).lines())
                .hasSize(recipients.length)
                .allMatch(line -> line.startsWith("250"));
        assertThat(client.data(messageId)).startsWith("250");
    }

    private long deliveriesTo(FakeNextHop hop, String messageId) {
        return hop.messages().stream()
                .filter(text -> text.contains("Message-ID: " + messageId))
                .count();
    }

    /** DS-08. */
    @Test
    void anotherOwnerGetsTheMail() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        accept("<m1@x>", BOTAN);
        assertThat(site.questions()).hasSize(2);
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");

        assertThat(deliveriesTo(kyoto, "<m1@x>")).isOne();
        assertThat(relay.messages()).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-08. */
    @Test
    void anAddressThatIsLocalMeanwhileIsDelivered() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        accept("<m1@x>", BOTAN);
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        site.ask(new SiteRequest.CreateAccount(EmailAddress.of(BOTAN), false));
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());

        assertThat(site.filed()).hasSize(1);
        assertThat(site.filed().getFirst().mailbox()).isEqualTo(BOTAN);
        assertThat(relay.messages()).isEmpty();
    }

    /** DS-08. */
    @ParameterizedTest
    @CsvSource({"5, 3", "3, 3"})
    void theSameOwnerOrNobodyReturnsTheMailWithThatReply(String osakaSays, String kyotoSays) {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        accept("<m1@x>", BOTAN);
        site.answer("osaka.example", osakaSays);
        site.answer("kyoto.example", kyotoSays);

        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("Diagnostic-Code: smtp; " + MOVED, "Remote-MTA: dns; osaka.example", "Status: 5.1.1");
        assertThat(osaka.commands())
                .filteredOn(("RCPT TO:<" + BOTAN + ">")::equals)
                .hasSize(2);
    }

    /** DS-08: undetermined stays queued and is asked again by the retry schedule. */
    @Test
    void whileAHostCannotBeAskedTheMailStaysAndIsAskedForAgain() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        accept("<m1@x>", BOTAN);
        for (int i = 0; i < 3; i++) {
            assertThat(site.questions()).hasSize(2);
            site.answer("osaka.example", "3");
            site.advance(Duration.ofSeconds(5));
            assertThat(site.questions()).isEmpty();
            assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(1));
            site.advance(Duration.ofMinutes(10));
        }
        site.answer("kyoto.example", "5");

        assertThat(deliveriesTo(kyoto, "<m1@x>")).isOne();
        assertThat(relay.messages()).isEmpty();
    }

    /** DS-08. */
    @Test
    void otherRecipientsOfTheMessageAreNotAffected() {
        remember(BOTAN, "chie@example.com");
        osaka.replying("RCPT TO:<botan", MOVED);
        accept("<m1@x>", BOTAN, "chie@example.com");

        assertThat(deliveriesTo(osaka, "<m1@x>")).isOne();
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(BOTAN));
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");
        assertThat(deliveriesTo(kyoto, "<m1@x>")).isOne();
        assertThat(deliveriesTo(osaka, "<m1@x>")).isOne();
        assertThat(kyoto.commands()).noneMatch(line -> line.contains("chie"));
    }

    /** DS-08: once per message and recipient. */
    @Test
    void aSecondRefusalReturnsTheMailWithoutAnotherLookup() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        kyoto.replying("RCPT", "550 5.1.1 never heard of");
        accept("<m1@x>", BOTAN);
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");

        assertThat(site.questions()).isEmpty();
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("smtp; 550 5.1.1 never heard of", "Remote-MTA: dns; kyoto.example");
    }

    /** DS-08: 550, 551, 553 with 5.1.x or no enhanced code; anything else is an answer. */
    @ParameterizedTest
    @CsvSource({
        "550 no, true",
        "551 5.1.6 moved, true",
        "553 5.1.2 no, true",
        "550 5.2.1 disabled, false",
        "550 5.7.1 denied, false",
        "552 5.1.1 no, false",
        "554 no, false"
    })
    void onlyAReplyThatSaysUnknownIsAReasonToAskAgain(String reply, boolean isAskedAgain) {
        remember(BOTAN);
        osaka.replying("RCPT", reply);
        accept("<m1@x>", BOTAN);

        assertThat(site.questions()).hasSize(isAskedAgain ? 2 : 0);
        assertThat(relay.messages()).hasSize(isAskedAgain ? 0 : 1);
    }

    /** DS-08, DS-36: what was forgotten and what it was forgotten for are one commit. */
    @Test
    void aRestartRepeatsNeitherTheAttemptNorTheQuestionAndLosesNeither() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        accept("<m1@x>", BOTAN);
        assertThat(site.store().commits().getLast())
                .contains(new Change.VerifiedDropped(BOTAN))
                .anySatisfy(change -> assertThat(change).isInstanceOf(Change.MessageStored.class));
        assertThat(site.stored().verified()).isEmpty();
        assertThat(site.stored().messages().getFirst().recipients().getFirst().staleRoute())
                .map(StaleRoute::reply)
                .contains(MOVED);
        site.restart();

        assertThat(site.questions()).hasSize(2);
        assertThat(osaka.commands())
                .filteredOn(("RCPT TO:<" + BOTAN + ">")::equals)
                .hasSize(2);
        site.answer("osaka.example", "5");
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains(MOVED);
        assertThat(osaka.commands())
                .filteredOn(("RCPT TO:<" + BOTAN + ">")::equals)
                .hasSize(2);
    }

    /** DS-08, DS-36: nobody is asked before it is durable. */
    @Test
    void aCrashBeforeItIsDurableLeavesEverythingAsItWas() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, BOTAN);
        site.unreachable("osaka.example:25");
        client.data("<m1@x>");
        site.store().fails(CommitFailure.IO);
        site.reachable("osaka.example:25", osaka);
        site.advance(Duration.ofMinutes(10));
        assertThat(site.questions()).isEmpty();
        site.store().works();
        site.restart();

        assertThat(site.questions()).hasSize(2);
        assertThat(site.events(SiteEvent.RecipientFailed.class)).isEmpty();
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");
        assertThat(deliveriesTo(kyoto, "<m1@x>")).isOne();
        assertThat(List.of(osaka, relay)).allMatch(hop -> deliveriesTo(hop, "<m1@x>") == 0);
    }

    /** DS-08: a full disk delays the question, no more. */
    @Test
    void whatCannotBeStoredIsStoredAMinuteLater() {
        remember(BOTAN);
        osaka.replying("RCPT", MOVED);
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, BOTAN);
        site.unreachable("osaka.example:25");
        client.data("<m1@x>");
        site.store().fails(CommitFailure.FULL);
        site.reachable("osaka.example:25", osaka);
        site.advance(Duration.ofMinutes(10));
        site.store().works();
        site.advance(Duration.ofMinutes(1));

        assertThat(site.questions()).hasSize(2);
        assertThat(site.stored().verified()).isEmpty();
        site.answer("kyoto.example", "5");
        assertThat(deliveriesTo(kyoto, "<m1@x>")).isOne();
    }
}
