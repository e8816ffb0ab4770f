package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.junit.jupiter.api.Test;

/** What becomes of accepted mail (DS-14, DS-30 to DS-37). */
class DeliveringTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String OSAKA = "osaka.example:25";
    private static final String RELAY = "relay.example:25";

    private SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());

    /** Accepts a mail for botan, whom osaka has. */
    private void acceptForBotan(String messageId) {
        SiteHarness.Client client = site.client("192.0.2.50");
        String reply = client.begin(EVE, "botan@example.com");
        if (reply.isEmpty()) {
            site.answer("osaka.example", "5");
            reply = client.heard();
        }
        assertThat(reply).startsWith("250");
        assertThat(client.data(messageId)).startsWith("250 2.0.0");
    }

    @Test
    void localMailIsFiledWithItsTraceAndReturnPath() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "Akira@example.com");
        client.data("<m1@x>");

        assertThat(site.filed()).hasSize(1);
        SiteHarness.FiledCopy copy = site.filed().getFirst();
        assertThat(copy.mailbox()).isEqualTo("akira@example.com");
        assertThat(copy.text())
                .startsWith("Return-Path: <eve@elsewhere.test>\r\nDelivered-To: Akira@example.com\r\n"
                        + "Received: from client.example ([192.0.2.50])\r\n\tby mx.tokyo.example.com with ESMTP id ")
                .contains("Thu, 1 Jan 2026 00:00:00 +0000")
                .endsWith("\r\n\r\nHello\r\n");
        assertThat(site.events(SiteEvent.MessageDone.class)).hasSize(1);
    }

    /** DS-03, DS-30. */
    @Test
    void sharedMailGoesToTheSmtpAddressOfItsOwner() {
        FakeNextHop osaka = site.reachable(OSAKA);
        acceptForBotan("<m1@x>");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.messages().getFirst())
                .startsWith("Received: from client.example")
                .contains("Message-ID: <m1@x>");
        assertThat(osaka.commands()).contains("RCPT TO:<botan@example.com>");
        assertThat(site.events(SiteEvent.MessageDone.class)).hasSize(1);
        site.advance(Duration.ofMinutes(6));
        assertThat(site.site().nextWake()).isEmpty();
    }

    /** DS-30: the configured port, an IPv6 address as it is, and never the Minger port. */
    @Test
    void sharedMailGoesToTheConfiguredPort() {
        SiteSettings base = Settings.tokyo().build();
        SharingHost host = new SharingHost(
                new HostPort("2001:db8::1", 2525),
                Optional.of("osaka"),
                4070,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                false);
        site = new SiteHarness(
                base.withNetwork(base.sharing().withHosts(List.of(host)), List.of(), Optional.empty(), base.routes()));
        FakeNextHop osaka = site.reachable("[2001:db8::1]:2525");
        site.client("192.0.2.50").begin(EVE, "botan@example.com");
        assertThat(site.questions()).hasSize(1);
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "botan@example.com");
        site.answer("2001:db8::1", "5");
        client.data("<m1@x>");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.opened()).containsExactly(new HostPort("2001:db8::1", 2525));
    }

    /** DS-30: an unresolvable name is a temporary failure; the name is resolved anew at each use. */
    @Test
    void aHostWhoseNameCannotBeResolvedIsTriedAgain() {
        FakeNextHop osaka = site.reachable(OSAKA);
        site.unresolvable(OSAKA);
        acceptForBotan("<m1@x>");
        assertThat(site.events(SiteEvent.RecipientDeferred.class).getFirst().reply())
                .isEqualTo("4.4.1 name not resolvable");
        site.advance(Duration.ofMinutes(10));
        assertThat(osaka.messages()).isEmpty();
        site.resolvable(OSAKA);
        site.advance(Duration.ofMinutes(10));

        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-31, DS-34. */
    @Test
    void undeliverableSharedMailWaitsAndStaysOffTheSmartHost() {
        FakeNextHop relay = site.reachable(RELAY);
        acceptForBotan("<m1@x>");
        assertThat(site.opened()).hasSize(1);

        site.advance(Duration.ofMinutes(30));
        assertThat(site.opened()).hasSize(4);
        site.advance(Duration.ofMinutes(30));
        FakeNextHop osaka = site.reachable(OSAKA);
        site.advance(Duration.ofHours(1));

        assertThat(osaka.messages()).hasSize(1);
        assertThat(relay.messages()).isEmpty();
        assertThat(site.events(SiteEvent.MessageDone.class)).hasSize(1);
    }

    /** DS-31: 4xx. */
    @Test
    void aTemporaryRefusalOfSharedMailIsTriedAgainToo() {
        FakeNextHop relay = site.reachable(RELAY);
        FakeNextHop osaka = site.reachable(OSAKA).replying("RCPT", "450 4.2.1 later");
        acceptForBotan("<m1@x>");
        assertThat(osaka.messages()).isEmpty();
        assertThat(osaka.commands()).noneMatch(line -> line.startsWith("DATA"));
        osaka.behaving();
        site.advance(Duration.ofMinutes(10));

        assertThat(osaka.messages()).hasSize(1);
        assertThat(relay.messages()).isEmpty();
    }

    /** DS-32. */
    @Test
    void withTheOptionOffFailedSharedMailGoesToTheSmartHost() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .sharing(true, false, true, List.of())
                .build());
        FakeNextHop relay = site.reachable(RELAY);
        acceptForBotan("<m1@x>");
        assertThat(relay.messages()).hasSize(1);
        acceptForBotan("<m2@x>");

        assertThat(relay.messages()).hasSize(2);
    }

    /** DS-32: whatever the option. */
    @Test
    void aPermanentFailureNeverGoesToTheSmartHost() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .sharing(true, false, true, List.of())
                .build());
        FakeNextHop relay = site.reachable(RELAY);
        site.reachable(OSAKA).replying("RCPT", "550 5.7.1 gone");
        acceptForBotan("<m1@x>");

        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("Auto-Submitted: auto-replied", "In-Reply-To: <m1@x>", "550 5.7.1 gone");
    }

    /** DS-34: a dead host is probed by one connection, and its recovery flushes its queue. */
    @Test
    void aDeadHostIsProbedByOneConnectionAndItsRecoveryFlushesTheQueue() {
        for (int i = 1; i <= 6; i++) {
            acceptForBotan("<m" + i + "@x>");
            site.advance(Duration.ofMinutes(1));
        }
        assertThat(site.opened()).hasSize(1);

        FakeNextHop osaka = site.reachable(OSAKA);
        site.advance(Duration.ofMinutes(4));
        assertThat(osaka.messages()).hasSize(6);
        assertThat(site.opened()).hasSizeLessThanOrEqualTo(1 + 5);
    }

    /** DS-34. */
    @Test
    void afterFiveDaysTheSenderIsToldOnceWithTheLastCause() {
        FakeNextHop relay = site.reachable(RELAY);
        acceptForBotan("<m1@x>");
        site.advance(Duration.ofDays(5).minusSeconds(1));
        assertThat(relay.messages()).isEmpty();
        site.advance(Duration.ofSeconds(1));

        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.commands())
                .contains("RCPT TO:<eve@elsewhere.test>")
                .anyMatch(line -> line.startsWith("MAIL FROM:<>"));
        assertThat(relay.messages().getFirst()).contains("X-Failed-Recipients: botan@example.com", "4.4.1");
        site.advance(Duration.ofDays(10));
        assertThat(relay.messages()).hasSize(1);
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-34: never for a null sender. */
    @Test
    void nobodyIsToldAboutAMessageFromTheNullSender() {
        FakeNextHop relay = site.reachable(RELAY);
        site.reachable(OSAKA).replying("RCPT", "550 5.7.1 gone");
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin("", "botan@example.com");
        site.answer("osaka.example", "5");
        assertThat(client.data("<m1@x>")).contains("250 2.0.0");

        assertThat(relay.messages()).isEmpty();
        assertThat(site.events(SiteEvent.RecipientFailed.class)).hasSize(1);
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-37: the hop may have it, so it is sent again, and the history says why. */
    @Test
    void aMessageWhoseFinalReplyWasLostIsSentAgainAndTheCauseRecorded() {
        FakeNextHop osaka = site.reachable(OSAKA).replying(".", "");
        acceptForBotan("<m1@x>");
        assertThat(site.events(SiteEvent.OutcomeUnknown.class)).hasSize(1);
        osaka.behaving();
        site.advance(Duration.ofMinutes(10));

        assertThat(osaka.messages()).hasSize(2);
        site.advance(Duration.ofDays(6));
        assertThat(osaka.messages()).hasSize(2);
    }

    /** One copy per next hop with several recipients, each with its own outcome. */
    @Test
    void recipientsOfOneHostShareATransactionAndFailApart() {
        FakeNextHop osaka = site.reachable(OSAKA).replying("RCPT TO:<chie", "550 5.7.1 no");
        FakeNextHop relay = site.reachable(RELAY);
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "botan@example.com", "chie@example.com");
        site.answer("osaka.example", "5");
        client.data("<m1@x>");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("X-Failed-Recipients: chie@example.com\n");
    }

    /** DS-36. */
    @Test
    void aRestartGoesOnWithTheQueue() {
        acceptForBotan("<m1@x>");
        site.restart();
        FakeNextHop osaka = site.reachable(OSAKA);
        assertThat(site.events(SiteEvent.Started.class).getLast().queued()).isEqualTo(1);
        site.advance(Duration.ofMinutes(10));

        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-14: a notification's addressee of the shared domain is looked up when routed. */
    @Test
    void aNotificationFindsItsAddresseeByALookup() {
        FakeNextHop osaka = site.reachable(OSAKA).replying("RCPT TO:<botan", "550 5.7.1 gone");
        SiteHarness.Client client = site.client("192.0.2.20");
        client.begin("chie@example.com", "botan@example.com");
        site.answer("osaka.example", "5");
        client.data("<m1@x>");
        assertThat(site.questions()).hasSize(3);

        site.hosts().answerOne("osaka.example", "chie@example.com", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(osaka.messages()).isEmpty();
        site.advance(Duration.ofMinutes(10));
        site.hosts().answerOne("osaka.example", "chie@example.com", "5");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.commands()).contains("RCPT TO:<chie@example.com>");
    }

    /** DS-33. */
    @Test
    void foreignMailTakesItsFixedRouteOrTheSmartHost() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .route("routed.test", "next.example")
                .trusting("192.0.2.50")
                .build());
        FakeNextHop relay = site.reachable(RELAY);
        FakeNextHop next = site.reachable("next.example:25");
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin("akira@example.com", "a@routed.test", "b@elsewhere.test");
        client.data("<m1@x>");

        assertThat(next.commands()).contains("RCPT TO:<a@routed.test>").doesNotContain("RCPT TO:<b@elsewhere.test>");
        assertThat(relay.commands()).contains("RCPT TO:<b@elsewhere.test>");
        assertThat(site.opened())
                .containsExactlyInAnyOrder(new HostPort("next.example", 25), new HostPort("relay.example", 25));
    }

    /** DS-02. */
    @Test
    void aMailboxThatIsFullNowGetsItsMailLater() {
        site = new SiteHarness(
                Settings.tokyo().account("gone", AccountState.DISABLED).build());
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "akira@example.com", "gone@example.com");
        client.data("<m1@x>");

        assertThat(site.filed()).hasSize(1);
    }

    /** Accepts a mail for botan from memory while osaka, its remembered owner, no longer has it. */
    private FakeNextHop acceptByStaleMemory() {
        FakeNextHop osaka = site.reachable(OSAKA);
        acceptForBotan("<m1@x>");
        site.answer("kyoto.example", "3");
        osaka.replying("RCPT", "550 5.1.1 moved away");
        acceptForBotan("<m2@x>");
        assertThat(site.questions()).hasSize(2);
        return osaka;
    }

    /** DS-08. */
    @Test
    void aStaleRouteIsLookedUpOnceMoreAndTheNewOwnerGetsTheMail() {
        FakeNextHop kyoto = site.reachable("kyoto.example:25");
        FakeNextHop relay = site.reachable(RELAY);
        acceptByStaleMemory();
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");

        assertThat(kyoto.messages()).hasSize(1);
        assertThat(relay.messages()).isEmpty();
    }

    /** DS-08: the same owner, or nobody: the sender is told with the next hop's reply. */
    @Test
    void aStaleRouteThatTheLookupConfirmsOrDeniesIsReturnedWithTheReply() {
        FakeNextHop relay = site.reachable(RELAY);
        acceptByStaleMemory();
        site.answer("osaka.example", "5");
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("550 5.1.1 moved away", "In-Reply-To: <m2@x>");

        site = new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
        relay = site.reachable(RELAY);
        acceptByStaleMemory();
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("550 5.1.1 moved away");
    }

    /** DS-08: undetermined stays queued and is asked again by the retry schedule; only once answered, it moves on. */
    @Test
    void aStaleRouteThatCannotBeLookedUpStaysQueued() {
        FakeNextHop kyoto = site.reachable("kyoto.example:25");
        FakeNextHop relay = site.reachable(RELAY);
        acceptByStaleMemory();
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(relay.messages()).isEmpty();
        site.advance(Duration.ofMinutes(10));
        site.answer("kyoto.example", "5");

        assertThat(kyoto.messages()).hasSize(1);
    }
}
