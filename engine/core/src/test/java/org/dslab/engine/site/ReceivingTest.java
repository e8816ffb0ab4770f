package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.junit.jupiter.api.Test;

/** What is answered to MAIL and RCPT (DS-01 to DS-13, DS-20 to DS-22, DS-33, DS-70, DS-72). */
class ReceivingTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";

    private SiteHarness site = new SiteHarness(Settings.tokyo().build());

    private String rcpt(String recipient) {
        return site.client(CLIENT).begin(EVE, recipient);
    }

    /** DS-01, DS-02. */
    @Test
    void aLocalAddressIsDecidedAtOnceByItsState() {
        site = new SiteHarness(Settings.tokyo()
                .account("full", AccountState.FULL)
                .account("gone", AccountState.DISABLED)
                .build());

        assertThat(rcpt("Akira@Example.com")).startsWith("250 2.1.5");
        assertThat(rcpt("aki@example.com")).startsWith("250 2.1.5");
        assertThat(rcpt("full@example.com")).startsWith("452 4.2.2");
        assertThat(rcpt("gone@example.com")).startsWith("550 5.2.1");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-03. */
    @Test
    void oneHostThatHasTheAddressIsEnoughThoughTheOtherIsSilent() {
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin(EVE, "botan@example.com")).isEmpty();
        site.answer("kyoto.example", "5");

        assertThat(client.heard()).startsWith("250 2.1.5");
    }

    /** DS-04. */
    @Test
    void anAddressThatNobodyHasIsUnknown() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "nobody@example.com");
        site.answer("osaka.example", "3");
        assertThat(client.heard()).isEmpty();
        site.answer("kyoto.example", "3");

        assertThat(client.heard()).startsWith("550 5.1.1");
    }

    /** DS-05, DS-54. */
    @Test
    void aHostThatIsSilentPastTheTimeoutMakesTheSenderTryAgain() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("osaka.example", "3");
        site.advance(Duration.ofMillis(4999));
        assertThat(client.heard()).isEmpty();
        site.advance(Duration.ofMillis(1));

        assertThat(client.heard()).startsWith("451 4.4.3");
    }

    /** DS-05: refused the password. */
    @Test
    void aHostThatRefusesThePasswordMakesTheSenderTryAgain() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("osaka.example", "2");
        site.answer("kyoto.example", "3");

        assertThat(client.heard()).startsWith("451 4.4.3");
    }

    /** DS-12. */
    @Test
    void anAddressThatExistsAndCannotReceiveNowIsTemporarilyRefused() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("osaka.example", "4");
        site.answer("kyoto.example", "3");

        assertThat(client.heard()).startsWith("450 4.2.1");
        rcpt("botan@example.com");
        assertThat(site.questions()).hasSize(2);
    }

    /** DS-06. */
    @Test
    void aVerifiedAddressIsAcceptedForFiveDaysWithoutAsking() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");

        site.advance(Duration.ofDays(5).minusSeconds(1));
        assertThat(rcpt("BOTAN@example.com")).startsWith("250");
        assertThat(site.questions()).isEmpty();

        site.advance(Duration.ofSeconds(1));
        assertThat(rcpt("botan@example.com")).isEmpty();
        assertThat(site.questions()).hasSize(2);
    }

    /** DS-06, DS-36. */
    @Test
    void aVerifiedAddressOutlivesARestartAndKeepsItsAge() {
        rcpt("botan@example.com");
        site.answer("osaka.example", "5");
        site.advance(Duration.ofDays(4));
        site.restart();

        assertThat(rcpt("botan@example.com")).startsWith("250");
        site.advance(Duration.ofDays(1));
        assertThat(rcpt("botan@example.com")).isEmpty();
    }

    /** DS-07. */
    @Test
    void aNegativeAnswerIsNotRemembered() {
        rcpt("new@example.com");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");

        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "new@example.com");
        site.answer("kyoto.example", "5");
        assertThat(client.heard()).startsWith("250");
    }

    /** DS-09. */
    @Test
    void aStrangerCannotRelay() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .trusting("192.0.2.77")
                .build());

        assertThat(rcpt("dora@elsewhere.test")).startsWith("550 5.7.1");
        assertThat(site.client("192.0.2.77").begin("akira@example.com", "dora@elsewhere.test"))
                .startsWith("250");
    }

    /** DS-33. */
    @Test
    void mailForAnotherDomainWithoutARouteOrSmartHostIsPutOff() {
        site = new SiteHarness(Settings.tokyo()
                .route("routed.test", "next.example")
                .trusting(CLIENT)
                .build());

        assertThat(rcpt("dora@elsewhere.test")).startsWith("451 4.4.4");
        assertThat(rcpt("dora@routed.test")).startsWith("250");
    }

    /** DS-11, DS-55. */
    @Test
    void everyRecipientIsDecidedForItselfAndAnsweredInOrder() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE);
        String replies = client.say(
                "RCPT TO:<nobody@example.com>",
                "RCPT TO:<akira@example.com>",
                "RCPT TO:<botan@example.com>",
                "RCPT TO:<dora@elsewhere.test>");
        assertThat(replies).isEmpty();
        assertThat(site.questions()).hasSize(4);

        answerMailbox("botan@example.com", "osaka.example", "5");
        assertThat(client.heard()).isEmpty();
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");

        assertThat(client.heard().lines().map(line -> line.substring(0, 3)))
                .containsExactly("550", "250", "250", "550");
        assertThat(client.data("<m1@x>")).startsWith("250 2.0.0");
        assertThat(site.events(SiteEvent.MessageQueued.class).getFirst().recipients())
                .containsExactly("akira@example.com", "botan@example.com");
    }

    private void answerMailbox(String mailbox, String host, String status) {
        assertThat(site.hosts().answerOne(host, mailbox, status)).isTrue();
    }

    /** DS-11. */
    @Test
    void aClientThatGoesAwayCancelsItsLookups() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        client.hangUp();

        assertThat(site.questions()).isEmpty();
        assertThat(site.events(SiteEvent.LookupFinished.class)).isEmpty();
    }

    /** DS-13. */
    @Test
    void postmasterIsAlwaysAcceptedWithoutALookup() {
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin(EVE, "postmaster", "PostMaster@Example.COM", "postmaster@mx.tokyo.example.com")
                        .lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("250"));
        assertThat(site.questions()).isEmpty();
        client.data("<m1@x>");
        assertThat(site.filed()).isNotEmpty().allMatch(copy -> copy.mailbox().equals("akira@example.com"));
    }

    /** DS-20, DS-21. */
    @Test
    void aSenderOfTheSharedDomainIsLookedUp() {
        SiteHarness.Client found = site.client(CLIENT);
        assertThat(found.say("EHLO x", "MAIL FROM:<botan@example.com>")).doesNotContain("2.1.0");
        site.answer("osaka.example", "5");
        assertThat(found.heard()).startsWith("250 2.1.0");

        SiteHarness.Client unknown = site.client(CLIENT);
        unknown.say("EHLO x", "MAIL FROM:<nobody@example.com>");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(unknown.heard()).startsWith("550 5.1.0");

        SiteHarness.Client unsure = site.client(CLIENT);
        unsure.say("EHLO x", "MAIL FROM:<chie@example.com>");
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(unsure.heard()).startsWith("451 4.4.3");

        SiteHarness.Client inactive = site.client(CLIENT);
        inactive.say("EHLO x", "MAIL FROM:<full@example.com>");
        site.answer("osaka.example", "4");
        site.advance(Duration.ofSeconds(5));
        assertThat(inactive.heard()).startsWith("250 2.1.0");
    }

    /** DS-06: one cache serves recipients and senders. */
    @Test
    void aVerifiedRecipientIsAVerifiedSender() {
        rcpt("botan@example.com");
        site.answer("osaka.example", "5");

        assertThat(site.client(CLIENT).say("EHLO x", "MAIL FROM:<botan@example.com>"))
                .contains("250 2.1.0");
    }

    /** DS-20, DS-22. */
    @Test
    void nobodyIsAskedAboutSendersThatNeedNoProof() {
        site = new SiteHarness(Settings.tokyo().trusting("192.0.2.77").build());
        assertThat(site.client(CLIENT).say("EHLO x", "MAIL FROM:<>")).contains("250 2.1.0");
        assertThat(site.client(CLIENT).say("EHLO x", "MAIL FROM:<eve@elsewhere.test>"))
                .contains("250 2.1.0");
        assertThat(site.client(CLIENT).say("EHLO x", "MAIL FROM:<akira@example.com>"))
                .contains("250 2.1.0");
        assertThat(site.client("192.0.2.77").say("EHLO x", "MAIL FROM:<botan@example.com>"))
                .contains("250 2.1.0");
        assertThat(site.client("192.0.2.20").say("EHLO x", "MAIL FROM:<botan@example.com>"))
                .contains("250 2.1.0");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-22. */
    @Test
    void withTheSenderOptionOffAnUnknownLocalSenderIsRefusedWithoutALookup() {
        site = new SiteHarness(
                Settings.tokyo().sharing(true, true, false, List.of()).build());

        assertThat(site.client(CLIENT).say("EHLO x", "MAIL FROM:<botan@example.com>"))
                .contains("550 5.1.0");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-70. */
    @Test
    void withTheSwitchOffNothingIsLookedUp() {
        site = new SiteHarness(
                Settings.tokyo().sharing(false, true, true, List.of()).build());

        assertThat(rcpt("botan@example.com")).startsWith("550 5.1.1");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-72. */
    @Test
    void onlyTheListedDomainsAreShared() {
        site = new SiteHarness(Settings.tokyo()
                .sharing(true, true, true, List.of("example.com"))
                .build());

        assertThat(rcpt("botan@private.example")).startsWith("550 5.1.1");
        assertThat(rcpt("botan@example.com")).isEmpty();
    }

    /** DS-53: each host has its own password, and only that host gets its digest. */
    @Test
    void eachHostIsAskedWithItsOwnPassword() {
        rcpt("botan@example.com");

        assertThat(site.questions()).hasSize(2);
        assertThat(site.questions().get(0)).startsWith("osaka.example botan@example.com d=");
        assertThat(site.questions().get(1)).isEqualTo("kyoto.example botan@example.com");
    }

    /** DS-35. */
    @Test
    void aMessageWithTooManyReceivedFieldsIsRefused() {
        site = new SiteHarness(Settings.tokyo().maxReceived(3).build());
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "akira@example.com");
        client.say("DATA");
        client.say("Received: 1", "Received: 2", "Received: 3", "Received: 4", "");

        assertThat(client.say("text", ".")).startsWith("554 5.4.6");
        assertThat(site.filed()).isEmpty();
        assertThat(client.begin(EVE, "akira@example.com")).startsWith("250");
        client.say("DATA");
        assertThat(client.say("Received: 1", "Received: 2", "Received: 3", "", "text", "."))
                .startsWith("250 2.0.0");
    }

    /** DS-36: nothing uncommitted shows in a 250. */
    @Test
    void aMessageThatCannotBeStoredIsNotAccepted() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "akira@example.com");
        site.store().fails(CommitFailure.FULL);
        assertThat(client.data("<m1@x>")).startsWith("452 4.3.1");
        client.begin(EVE, "akira@example.com");
        site.store().fails(CommitFailure.IO);
        assertThat(client.data("<m1@x>")).startsWith("451 4.3.0");
        site.store().works();
        client.begin(EVE, "akira@example.com");
        assertThat(client.data("<m1@x>")).startsWith("250 2.0.0");
        assertThat(site.filed()).hasSize(1);
    }

    @Test
    void moreConnectionsThanAllowedAreSentAway() {
        site = new SiteHarness(Settings.tokyo().maxReceived(100).build());
        site.client(CLIENT);
        SiteHarness.Client second = site.client(CLIENT);
        SiteHarness.Client third = site.client(CLIENT);

        assertThat(third.heard()).startsWith("421 4.3.2");
        second.hangUp();
        assertThat(site.client(CLIENT).heard()).startsWith("220 ");
    }

    /** DS-05: what was recorded is what a checker needs. */
    @Test
    void theHistoryShowsWhatALookupCameTo() {
        rcpt("botan@example.com");
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));

        assertThat(site.events(SiteEvent.HostAnswered.class))
                .extracting(SiteEvent.HostAnswered::host, SiteEvent.HostAnswered::status)
                .containsExactly(tuple("osaka", 3), tuple("kyoto", -1));
        assertThat(site.events(SiteEvent.LookupFinished.class).getFirst().result())
                .isEqualTo(LookupResult.UNDETERMINED);
    }
}
