package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.GatewayPolicy;
import org.junit.jupiter.api.Test;

/** Where shared mail of a dead host goes to the smart host (DS-32), what else waits for dead hosts stays where it is. */
class SmartHostTest {

    private static final String AKIRA = "akira@example.com";
    private static final String CLIENT = "192.0.2.50";
    private static final String RELAY = "relay.example:25";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SiteHarness site = new SiteHarness(Settings.tokyo()
            .smartHost("relay.example")
            .sharing(true, false, true, List.of())
            .gateway("partner.example", "kobe.example", GatewayPolicy.defaults())
            .route("routed.test", "next.example")
            .list("all", AKIRA)
            .trusting(CLIENT)
            .build());

    private void accept(String recipient) {
        SiteHarness.Client client = site.client(CLIENT);
        if (client.begin(AKIRA, recipient).isEmpty()) {
            site.answer("kobe.example", "5");
            site.answer("osaka.example", "5");
        }
        client.heard();
        assertThat(client.data("<m1@x>")).startsWith("250");
        site.answer("kyoto.example", "3");
    }

    private void pass(Duration time) {
        assertTimeoutPreemptively(LIMIT, () -> site.advance(time));
    }

    /** It waits at the smart host, on record once, with one connection per interval and nothing else, and is returned. */
    private void waitsForTheDeadSmartHostAndIsReturned() {
        assertThat(deferredFor("relay.example:25")).isOne();
        int commits = site.store().commits().size();
        int events = site.events().size();
        pass(Duration.ofDays(5).minusSeconds(1));
        assertThat(site.store().commits()).hasSize(commits);
        assertThat(site.events()).hasSize(events);
        assertThat(site.opened()).hasSizeBetween(100, 150);
        assertThat(site.filed()).isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(site.filed())
                .singleElement()
                .satisfies(copy -> assertThat(copy.text()).contains("Action: failed", "In-Reply-To: <m1@x>"));
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    private long deferredFor(String target) {
        return site.events(SiteEvent.RecipientDeferred.class).stream()
                .filter(deferred -> deferred.target().equals(target))
                .count();
    }

    /** DS-32, DS-34. */
    @Test
    void foreignMailWaitsForADeadSmartHost() {
        assertTimeoutPreemptively(LIMIT, () -> accept("eve@elsewhere.test"));
        assertThat(site.events(SiteEvent.RecipientRouted.class)).isEmpty();
        waitsForTheDeadSmartHostAndIsReturned();
    }

    /** DS-32, DS-34. */
    @Test
    void sharedMailMovesOnOnceThoughTheSmartHostIsDeadToo() {
        assertTimeoutPreemptively(LIMIT, () -> accept("botan@example.com"));
        assertThat(site.events(SiteEvent.RecipientRouted.class))
                .extracting(SiteEvent.RecipientRouted::kind)
                .containsExactly(RouteKind.SMART_HOST);
        waitsForTheDeadSmartHostAndIsReturned();
    }

    /** DS-32, DS-34: it is the smart host's from then on, whoever is back first. */
    @Test
    void sharedMailThatHasMovedOnGoesToTheSmartHostOnceThatIsBack() {
        assertTimeoutPreemptively(LIMIT, () -> accept("botan@example.com"));
        FakeNextHop osaka = site.reachable("osaka.example:25");
        pass(Duration.ofHours(1));
        assertThat(osaka.messages()).isEmpty();
        FakeNextHop relay = site.reachable(RELAY);
        pass(Duration.ofHours(1));
        assertThat(relay.messages()).hasSize(1);
        assertThat(osaka.messages()).isEmpty();
    }

    /** DS-32, DS-80: a copy's mark would not count from the smart host. */
    @Test
    void aListCopyOfADeadHostStaysOffTheSmartHost() {
        FakeNextHop relay = site.reachable(RELAY);
        accept("all@example.com");
        site.answer("osaka.example", "5");
        staysWithItsHost(relay, "osaka.example:25");
    }

    /** DS-32, DS-60. */
    @Test
    void aGatewaysMailStaysOffTheSmartHost() {
        FakeNextHop relay = site.reachable(RELAY);
        accept("dan@partner.example");
        staysWithItsHost(relay, "kobe.example:25");
    }

    /** DS-32, DS-33. */
    @Test
    void mailWithAFixedRouteStaysOffTheSmartHost() {
        FakeNextHop relay = site.reachable(RELAY);
        accept("erin@routed.test");
        staysWithItsHost(relay, "next.example:25");
    }

    private void staysWithItsHost(FakeNextHop relay, String host) {
        assertThat(site.events(SiteEvent.RecipientDeferred.class)).hasSize(1);
        int commits = site.store().commits().size();
        pass(Duration.ofDays(1));
        assertThat(site.store().commits()).hasSize(commits);
        assertThat(site.events(SiteEvent.RecipientDeferred.class)).hasSize(1);
        FakeNextHop hop = site.reachable(host);
        pass(Duration.ofHours(1));
        assertThat(hop.messages()).hasSize(1);
        assertThat(relay.commands()).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }
}
