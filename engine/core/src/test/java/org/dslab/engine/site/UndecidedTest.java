package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recipients that nobody has decided at RCPT: they are decided when routed, by the same table (DS-14). */
class UndecidedTest {

    private SiteHarness site;
    private FakeNextHop relay;
    private FakeNextHop osaka;

    @BeforeEach
    void start() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .route("routed.test", "next.example")
                .sharing(true, true, true, List.of("example.com"))
                .build());
        relay = site.reachable("relay.example:25");
        osaka = site.reachable("osaka.example:25");
    }

    /** As the target of an alias would be queued. */
    private void queued(String target) {
        site.restartWith(new StoredMessage(
                "2222",
                "eve@elsewhere.test",
                List.of(StoredRecipient.fresh(EmailAddress.of(target), new Route.Undecided(), SiteHarness.START)),
                "<m1@x>",
                Octets.EMPTY,
                0,
                0,
                1,
                false,
                false,
                SiteHarness.START,
                false));
    }

    /** DS-14, DS-33. */
    @Test
    void aForeignTargetGoesToTheSmartHostOrItsFixedRoute() {
        FakeNextHop next = site.reachable("next.example:25");
        queued("dora@elsewhere.test");
        assertThat(relay.commands()).contains("RCPT TO:<dora@elsewhere.test>");
        queued("dora@routed.test");

        assertThat(next.commands()).contains("RCPT TO:<dora@routed.test>");
        assertThat(site.questions()).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-14, DS-33: without a route it waits for one, and the sender is told in the end. */
    @Test
    void aForeignTargetWithoutARouteWaits() {
        site = new SiteHarness(Settings.tokyo().build());
        queued("dora@elsewhere.test");
        site.advance(Duration.ofDays(5).minusSeconds(1));
        assertThat(site.events(SiteEvent.RecipientDeferred.class))
                .isNotEmpty()
                .allMatch(event -> event.reply().startsWith("4.4.4"));
        assertThat(site.events(SiteEvent.RecipientFailed.class)).isEmpty();
        site.advance(Duration.ofSeconds(1));
        assertThat(site.events(SiteEvent.RecipientFailed.class)).hasSize(1);
    }

    /** DS-14. */
    @Test
    void aLocalTargetIsFiledWithoutALookup() {
        queued("aki@example.com");
        assertThat(site.filed()).extracting(SiteHarness.FiledCopy::mailbox).containsExactly("akira@example.com");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-14. */
    @Test
    void aTargetOfASharedDomainIsRoutedToItsOwner() {
        queued("botan@example.com");
        assertThat(site.questions()).hasSize(2);
        site.answer("osaka.example", "5");
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-14, DS-06: by what is remembered, if it is. */
    @Test
    void aRememberedTargetNeedsNoLookup() {
        site.client("192.0.2.50").begin("eve@elsewhere.test", "botan@example.com");
        site.answer("osaka.example", "5");
        queued("botan@example.com");
        assertThat(site.questions()).isEmpty();
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-14: negative returns the message. */
    @Test
    void aTargetThatNobodyHasIsReturned() {
        queued("nobody@example.com");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("Status: 5.1.1", "X-Failed-Recipients: nobody@example.com");
    }

    /** DS-14, DS-72: so does a domain that is not shared. */
    @Test
    void anUnknownTargetOfADomainThatIsNotSharedIsReturned() {
        queued("nobody@private.example");
        assertThat(site.questions()).isEmpty();
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("Status: 5.1.1");
    }

    /** DS-14: undetermined stays queued, as does an address that cannot receive. */
    @Test
    void aTargetThatCannotBeDecidedStaysQueued() {
        queued("botan@example.com");
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(site.events(SiteEvent.RecipientDeferred.class).getLast().reply())
                .startsWith("4.4.3");
        site.advance(Duration.ofMinutes(10));
        assertThat(site.questions()).hasSize(2);
        site.answer("osaka.example", "4");
        site.answer("kyoto.example", "3");
        assertThat(site.events(SiteEvent.RecipientDeferred.class).getLast().reply())
                .startsWith("4.2.1");
        site.advance(Duration.ofMinutes(10));
        site.answer("osaka.example", "5");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(relay.messages()).isEmpty();
    }
}
