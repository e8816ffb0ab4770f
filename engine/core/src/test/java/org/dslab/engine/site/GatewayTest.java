package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.GatewayPolicy.WhenUnverifiable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Domains that another server hosts: kobe has partner.example (DS-60 to DS-62). */
class GatewayTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";
    private static final String DAN = "Dan@partner.example";
    private static final String KOBE = "kobe.example";

    private SiteHarness site = site(GatewayPolicy.defaults());

    private static SiteHarness site(GatewayPolicy policy) {
        return new SiteHarness(Settings.tokyo()
                .gateway("partner.example", KOBE, policy)
                .smartHost("smart.example")
                .build());
    }

    private static GatewayPolicy policy(boolean alsoAsks, WhenUnverifiable otherwise) {
        return new GatewayPolicy(alsoAsks, otherwise);
    }

    /** 0 to 5 is an answer, x is silence; a dot: not asked. */
    private void answer(String host, char status) {
        if (status != 'x' && status != '.') {
            site.answer(host, String.valueOf(status));
        }
    }

    private String decide(String recipient, String statuses) {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, recipient);
        answer(KOBE, statuses.charAt(0));
        answer("osaka.example", statuses.charAt(1));
        answer("kyoto.example", statuses.charAt(2));
        site.advance(Duration.ofSeconds(5));
        return client.heard();
    }

    /** The target of the message that is then sent, by name. */
    private String target(SiteHarness.Client client) {
        client.data("<m@x>");
        return site.events(SiteEvent.RecipientDelivered.class).getLast().target();
    }

    /** DS-60. */
    @Test
    void aRecipientIsVerifiedAtItsServerAndItsMailForwardedToThatServer() {
        site.reachable(KOBE + ":25");
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin(EVE, DAN)).isEmpty();
        assertThat(site.questions()).singleElement().asString().startsWith(KOBE + " Dan@partner.example d=");
        site.answer(KOBE, "5");
        assertThat(client.heard()).startsWith("250 2.1.5");

        assertThat(target(client)).isEqualTo(KOBE + ":25");
        assertThat(site.events(SiteEvent.RecipientDelivered.class).getFirst().kind())
                .isEqualTo(RouteKind.GATEWAY);
        assertThat(site.events(SiteEvent.RecipientReplied.class).getFirst().by())
                .isEqualTo(DecidedBy.GATEWAY);
    }

    /** DS-60, DS-62: each time anew, so that the verified addresses hold shared addresses only. */
    @Test
    void nothingAboutARecipientOfAGatewayIsRemembered() {
        site = site(policy(true, WhenUnverifiable.ACCEPT));
        for (String statuses : List.of("533", "353", "xxx")) {
            decide(DAN, statuses);
            assertThat(site.stored().verified()).as(statuses).isEmpty();
            assertThat(site.events(SiteEvent.AddressRemembered.class)).isEmpty();
        }
        site.client(CLIENT).begin(EVE, DAN);
        assertThat(site.questions()).isNotEmpty();
    }

    /** DS-60, DS-61: the sharing hosts are not asked unless the option is on. */
    @ParameterizedTest
    @CsvSource({"5.., 250 2.1.5", "3.., 550 5.1.1", "4.., 450 4.2.1"})
    void withoutTheOptionOnlyTheServerIsAsked(String statuses, String reply) {
        assertThat(decide(DAN, statuses)).startsWith(reply);
        assertThat(site.events(SiteEvent.HostAsked.class))
                .extracting(SiteEvent.HostAsked::host)
                .containsExactly(KOBE + ":25");
    }

    /** DS-61, DS-62: the whole table; first the gateway's server, then the two sharing hosts. */
    @ParameterizedTest
    @CsvSource({
        "533, 250 2.1.5, kobe.example:25",
        "553, 250 2.1.5, kobe.example:25",
        "5xx, 250 2.1.5, kobe.example:25",
        "353, 250 2.1.5, osaka",
        "35x, 250 2.1.5, osaka",
        "3x5, 250 2.1.5, kyoto",
        "453, 250 2.1.5, osaka",
        "435, 250 2.1.5, kyoto",
        "333, 550 5.1.1, ''",
        "433, 450 4.2.1, ''",
        "343, 450 4.2.1, ''",
        "334, 450 4.2.1, ''",
        "3x3, 451 4.4.3, ''",
        "4x3, 451 4.4.3, ''",
        "34x, 451 4.4.3, ''",
        "332, 451 4.4.3, ''",
        "x53, 250 2.1.5, osaka",
        "2x5, 250 2.1.5, kyoto"
    })
    void withTheOptionTheSharingHostsAreAskedToo(String statuses, String reply, String target) {
        site = site(policy(true, WhenUnverifiable.ACCEPT));
        for (String host : List.of(KOBE, "osaka.example", "kyoto.example")) {
            site.reachable(host + ":25");
        }
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, DAN);
        answer("osaka.example", statuses.charAt(1));
        answer("kyoto.example", statuses.charAt(2));
        assertThat(client.heard()).as("its own server's word comes first").isEmpty();
        answer(KOBE, statuses.charAt(0));
        site.advance(Duration.ofSeconds(5));

        assertThat(client.heard()).startsWith(reply);
        if (!target.isEmpty()) {
            assertThat(target(client)).isEqualTo(target);
        }
    }

    /** DS-62: whatever the sharing hosts do, unless one of them has the address. */
    @ParameterizedTest
    @CsvSource({"x33, false", "233, false", "x33, true", "x43, true", "xxx, true", "1xx, true", "0x3, true"})
    void aRecipientWhoseServerCannotBeAskedIsAcceptedAndHeldForIt(String statuses, boolean alsoAsks) {
        site = site(policy(alsoAsks, WhenUnverifiable.ACCEPT));
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, DAN);
        answer(KOBE, statuses.charAt(0));
        if (alsoAsks) {
            answer("osaka.example", statuses.charAt(1));
            answer("kyoto.example", statuses.charAt(2));
        }
        site.advance(Duration.ofSeconds(5));
        assertThat(client.heard()).startsWith("250 2.1.5");

        client.data("<m@x>");
        site.advance(Duration.ofHours(3));
        assertThat(site.opened()).allMatch(new HostPort(KOBE, 25)::equals).hasSizeGreaterThan(3);
        site.reachable(KOBE + ":25");
        site.advance(Duration.ofHours(1));
        assertThat(site.events(SiteEvent.RecipientDelivered.class))
                .extracting(SiteEvent.RecipientDelivered::kind)
                .containsExactly(RouteKind.GATEWAY);
    }

    /** DS-62. */
    @Test
    void theSettingMakesTheSenderOfAnUnverifiableRecipientTryAgain() {
        site = site(policy(false, WhenUnverifiable.TRY_AGAIN));
        assertThat(decide(DAN, "x..")).startsWith("451 4.4.3");
        site = site(policy(true, WhenUnverifiable.TRY_AGAIN));
        assertThat(decide(DAN, "x33")).startsWith("451 4.4.3");
    }

    /** DS-13, DS-60: its domain is served, so its postmaster is ours. */
    @Test
    void postmasterOfAGatewayDomainIsAcceptedWithoutALookup() {
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin(EVE, "Postmaster@Partner.example")).startsWith("250 2.1.5");
        client.data("<m@x>");
        assertThat(site.filed()).extracting(SiteHarness.FiledCopy::mailbox).containsExactly("akira@example.com");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-20, DS-60: a gateway domain is not shared. */
    @Test
    void aSenderInAGatewayDomainIsNotLookedUp() {
        SiteHarness.Client client = site.client(CLIENT);
        client.say("EHLO client.example");
        assertThat(client.say("MAIL FROM:<nobody@partner.example>")).startsWith("250");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-51, DS-60: a gateway does not answer for the server behind it. */
    @Test
    void aMingerQueryAboutAGatewayAddressIsNotPassedOn() {
        assertThat(site.query(DAN)).isEqualTo(DAN + " 3");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-14, DS-61: the notification's recipient is looked up when it is routed, by the same table. */
    @ParameterizedTest
    @CsvSource({"5, true", "x, true", "3, false", "4, false"})
    void aNotificationToAGatewayRecipientIsRoutedByTheSameTable(char status, boolean goesOut) {
        site = new SiteHarness(Settings.tokyo()
                .account("full", AccountState.FULL)
                .gateway("partner.example", KOBE, GatewayPolicy.defaults())
                .route("broken.test", "broken.example")
                .trusting(CLIENT)
                .build());
        site.reachable("broken.example:25").replying("RCPT", "550 5.7.1 not here");
        site.reachable(KOBE + ":25");
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin("dan@partner.example", "x@broken.test")).startsWith("250");
        client.data("<m@x>");
        assertThat(site.events(SiteEvent.NotificationQueued.class)).hasSize(1);
        answer(KOBE, status);
        site.advance(Duration.ofSeconds(5));

        assertThat(site.events(SiteEvent.RecipientDelivered.class).stream()
                        .anyMatch(delivered -> delivered.kind() == RouteKind.GATEWAY))
                .isEqualTo(goesOut);
    }

    /** DS-57, DS-60. */
    @Test
    void unknownRecipientsOfAGatewayCountForTheLimit() {
        site = new SiteHarness(Settings.tokyo()
                .gateway("partner.example", KOBE, GatewayPolicy.defaults())
                .unknownRecipients(1, Duration.ofHours(1))
                .build());
        assertThat(decide("a@partner.example", "3..")).startsWith("550 5.1.1");
        assertThat(site.client(CLIENT).begin(EVE, DAN)).startsWith("421 4.7.0");
    }
}
