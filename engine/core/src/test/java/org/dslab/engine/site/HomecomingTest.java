package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Change;
import org.junit.jupiter.api.Test;

/** Mail that waits for another site follows its recipient home (DS-39). */
class HomecomingTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";
    private static final EmailAddress BOTAN = EmailAddress.of("botan@example.com");
    private static final EmailAddress AKIRA = EmailAddress.of("akira@example.com");

    private final SiteHarness site =
            new SiteHarness(Settings.tokyo().subaddresses('+').build());

    /** Accepts mail for an address that osaka has. */
    private void accept(String messageId, String recipient) {
        SiteHarness.Client client = site.client(CLIENT);
        String atOnce = client.begin(EVE, recipient);
        site.answer("osaka.example", "5");
        assertThat(atOnce + client.heard()).startsWith("250");
        client.data(messageId);
        client.hangUp();
    }

    /** Osaka is lost for good, so the operator insists. */
    private void force(SiteRequest request) {
        site.ask(request);
        site.advance(Duration.ofMinutes(1));
        assertThat(site.answers()).endsWith(new SiteAnswer.Done());
    }

    private void makeBotan() {
        force(new SiteRequest.CreateAccount(BOTAN, true));
    }

    private List<String> mailboxes() {
        return site.filed().stream().map(SiteHarness.FiledCopy::mailbox).toList();
    }

    private Object queued() {
        return site.ask(new SiteRequest.CountQueue());
    }

    private static SiteAnswer messages(int count) {
        return new SiteAnswer.Queue(count);
    }

    /** DS-39: behind a dead host, with and without a detail. */
    @Test
    void mailForALostSiteIsDeliveredOnceTheAccountIsMadeHere() {
        accept("<m1@x>", "botan@example.com");
        accept("<m2@x>", "Botan+news@example.com");
        site.advance(Duration.ofHours(5));
        accept("<m3@x>", "chie@example.com");
        makeBotan();

        assertThat(mailboxes()).containsExactly("botan@example.com", "botan@example.com");
        assertThat(queued()).isEqualTo(messages(1));
        assertThat(site.stored().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.messageId()).isEqualTo("<m3@x>"));
    }

    /** DS-39: more than are begun in one turn. */
    @Test
    void aLongQueueFollowsInTurns() {
        for (int i = 0; i < 250; i++) {
            accept("<m" + i + "@x>", "botan+" + i + "@example.com");
        }
        makeBotan();

        assertThat(mailboxes()).hasSize(250);
        assertThat(queued()).isEqualTo(messages(0));
    }

    /** DS-39: a refusal for now gives mail a schedule of its own. */
    @Test
    void mailThatWaitsByItselfIsDeliveredToo() {
        site.reachable("osaka.example:25").replying("RCPT", "450 4.2.1 not now");
        accept("<m1@x>", "botan@example.com");
        makeBotan();

        assertThat(mailboxes()).containsExactly("botan@example.com");
    }

    /** DS-39. */
    @Test
    void anAttemptThatIsUnderWayEndsAndTheMailIsDeliveredHere() {
        site.reachable("osaka.example:25").replying("RCPT", FakeNextHop.SILENCE);
        accept("<m1@x>", "botan@example.com");
        makeBotan();
        assertThat(mailboxes()).isEmpty();
        site.advance(Duration.ofMinutes(5));

        assertThat(mailboxes()).containsExactly("botan@example.com");
    }

    /** DS-39. */
    @Test
    void mailFollowsANewAlias() {
        accept("<m1@x>", "botan@example.com");
        force(new SiteRequest.CreateAlias(BOTAN, AKIRA, true, Optional.empty()));

        assertThat(mailboxes()).containsExactly("akira@example.com");
        assertThat(queued()).isEqualTo(messages(0));
    }

    /** DS-39, DS-84: a list's bounces, too. */
    @Test
    void mailForANewListIsDistributed() {
        accept("<m1@x>", "team-bounces@example.com");
        SiteHarness.Client akira = site.client(CLIENT);
        akira.begin("akira@example.com", "team@example.com");
        site.answer("osaka.example", "5");
        akira.heard();
        akira.data("<p1@x>");
        assertThat(mailboxes()).isEmpty();
        assertThat(site.ask(new SiteRequest.CreateList(
                        EmailAddress.of("team@example.com"), List.of(AKIRA), Optional.of(AKIRA))))
                .isEqualTo(new SiteAnswer.Done());

        assertThat(site.filed())
                .hasSize(2)
                .anySatisfy(copy -> assertThat(copy.text()).contains("List-Id: <team.example.com>"));
    }

    /** DS-39, DS-44: mail that waits here, and mail that was already on its way to the new site. */
    @Test
    void mailOfAMoveThatIsCalledOffIsDelivered() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "akira@example.com");
        site.ask(new SiteRequest.MoveAccount(AKIRA));
        client.data("<m1@x>");
        accept("<m2@x>", "akira@example.com");
        assertThat(mailboxes()).isEmpty();
        force(new SiteRequest.SetAccountState(AKIRA, AccountState.ACTIVE, true));

        assertThat(mailboxes()).containsExactly("akira@example.com", "akira@example.com");
    }

    /** DS-39, DS-38. */
    @Test
    void heldMailStaysHeldUntilItIsReleased() {
        accept("<m1@x>", "botan@example.com");
        QueueSelection one = new QueueSelection.Message("<m1@x>");
        site.ask(new SiteRequest.ChangeQueue(one, QueueAction.HOLD));
        makeBotan();
        assertThat(mailboxes()).isEmpty();
        site.ask(new SiteRequest.ChangeQueue(one, QueueAction.RELEASE));

        assertThat(mailboxes()).containsExactly("botan@example.com");
    }

    /** DS-39, DS-36: the account may be all that became durable before a crash. */
    @Test
    void mailIsDeliveredAfterARestart() {
        site.reachable("osaka.example:25").replying("RCPT", "450 4.2.1 not now");
        accept("<m1@x>", "botan@example.com");
        site.store().spool().commit(List.of(new Change.AccountStored(new Account(BOTAN, AccountState.ACTIVE))));
        site.restart();

        assertThat(mailboxes()).containsExactly("botan@example.com");
    }

    /** DS-39: osaka's mail for botan is looked up, by what is remembered if nobody dropped it. */
    @Test
    void aRetryFindsTheNewOwner() {
        FakeNextHop kyoto = site.reachable("kyoto.example:25");
        accept("<m1@x>", "botan@example.com");
        site.ask(new StatusRequest.DropVerified(BOTAN));
        site.ask(new SiteRequest.ChangeQueue(new QueueSelection.Host("osaka"), QueueAction.RETRY));
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");

        assertThat(kyoto.messages()).hasSize(1);
        assertThat(queued()).isEqualTo(messages(0));
        assertThat(site.events(SiteEvent.RecipientDelivered.class)).hasSize(1);
    }
}
