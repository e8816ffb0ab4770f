package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.GatewayPolicy.WhenUnverifiable;
import org.dslab.engine.spool.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail that has been here before (DS-35). */
class LoopsTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String BOTAN = "botan@example.com";
    private static final String STRANGER = "192.0.2.50";
    /** Where the sharing host osaka connects from. */
    private static final String OSAKA = "192.0.2.20";

    private static final String OWN_TRACE =
            "Received: from mx.osaka.example.com ([192.0.2.9]) (by mx.tokyo.example.com)\r\n"
                    + " BY\r\n\tMX.Tokyo.example.com (dslab) with ESMTP id X;\r\n Thu, 1 Jan 2026 00:00:00 +0000";

    private SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
    private final FakeNextHop relay = site.reachable("relay.example:25");
    private final FakeNextHop kyoto = site.reachable("kyoto.example:25");
    private final FakeNextHop osaka = site.reachable("osaka.example:25");

    private void remember() {
        SiteHarness.Client client = site.client(STRANGER);
        client.begin(EVE, BOTAN);
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        client.hangUp();
        assertThat(site.stored().verified()).hasSize(1);
    }

    private void comesBack(String client, String messageId) {
        SiteHarness.Client back = site.client(client);
        assertThat(back.begin(EVE, BOTAN)).startsWith("250");
        assertThat(back.dataWith(OWN_TRACE, "Message-ID: " + messageId)).startsWith("250");
    }

    /** DS-35. */
    @Test
    void aMessageThatComesBackFromItsOwnerIsLookedUpAfreshAndThatOwnerForgotten() {
        remember();
        comesBack(OSAKA, "<m1@x>");
        assertThat(osaka.messages()).isEmpty();
        assertThat(site.questions()).hasSize(2);
        assertThat(site.stored().verified()).isEmpty();
        assertThat(site.store().commits().getLast())
                .hasAtLeastOneElementOfType(Change.VerifiedDropped.class)
                .hasAtLeastOneElementOfType(Change.MessageStored.class);

        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "5");
        assertThat(kyoto.messages()).hasSize(1);
        assertThat(owners()).containsExactly("kyoto.example:25");
    }

    private List<String> owners() {
        return site.stored().verified().stream()
                .map(entry -> entry.host().toString())
                .toList();
    }

    /** DS-35, DS-06: anybody can forge a trace, so during an outage it takes nothing away from others. */
    @Test
    void aForgedTraceLeavesWhatIsRememberedWhileNobodyCanBeAsked() {
        remember();
        comesBack(STRANGER, "<m1@x>");
        assertThat(site.questions()).hasSize(2);
        SiteHarness.Client other = site.client(STRANGER);
        assertThat(other.begin(EVE, BOTAN)).startsWith("250");
        site.advance(Duration.ofSeconds(6));
        other.hangUp();
        site.restart();

        assertThat(owners()).containsExactly("osaka.example:25");
        assertThat(site.client(STRANGER).begin(EVE, BOTAN)).startsWith("250");
        assertThat(osaka.messages()).isEmpty();
    }

    /** DS-35, DS-06. */
    @Test
    void aFreshYesIsRememberedFromNowOn() {
        remember();
        site.advance(Duration.ofDays(4));
        comesBack(STRANGER, "<m1@x>");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        assertThat(osaka.messages()).hasSize(1);
        site.advance(Duration.ofDays(4));

        assertThat(site.client(STRANGER).begin(EVE, BOTAN)).startsWith("250");
        assertThat(site.stored().verified())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.verifiedAt()).isAfter(site.now().minus(Duration.ofDays(5))));
    }

    /** DS-35. */
    @ParameterizedTest
    @CsvSource({"3, 3, ''", "3, 5, kyoto.example:25", "5, 3, osaka.example:25", "4, 3, osaka.example:25", "3, 4, ''"})
    void onlyFreshAnswersThatNameNobodyOrAnotherOwnerTakeAVerifiedAddressAway(
            String osakaSays, String kyotoSays, String remembered) {
        remember();
        comesBack(STRANGER, "<m1@x>");
        assertThat(owners()).containsExactly("osaka.example:25");
        site.answer("osaka.example", osakaSays);
        site.answer("kyoto.example", kyotoSays);

        assertThat(String.join(" ", owners())).isEqualTo(remembered);
    }

    /** DS-35: a message without this site's trace goes by what is remembered. */
    @Test
    void aMessageWithForeignTracesIsNotLookedUp() {
        remember();
        SiteHarness.Client client = site.client(STRANGER);
        client.begin(EVE, BOTAN);
        client.dataWith(
                "Received: from mx.tokyo.example.com (by mx.tokyo.example.com) by mx.osaka.example.com; today",
                "Received: by mx.tokyo.example.com.test; today",
                "X-Received: by mx.tokyo.example.com; today",
                "Subject: by mx.tokyo.example.com");

        assertThat(site.questions()).isEmpty();
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-35. */
    @Test
    void itNeverGoesBackToTheHostThatSentItThoughThatSaysFirstThatItHasTheAddress() {
        remember();
        comesBack(OSAKA, "<m1@x>");
        site.answer("osaka.example", "5");
        assertThat(kyoto.messages()).isEmpty();
        site.answer("kyoto.example", "5");

        assertThat(kyoto.messages()).hasSize(1);
        assertThat(osaka.messages()).isEmpty();
    }

    /** DS-35, DS-34. */
    @Test
    void ifOnlyThatHostHasTheAddressTheSenderIsToldOnce() {
        remember();
        comesBack(OSAKA, "<m1@x>");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        site.advance(Duration.ofDays(6));

        assertThat(osaka.messages()).isEmpty();
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("Status: 5.4.6", "In-Reply-To: <m1@x>", "mail loop: only osaka has the address");
    }

    /** DS-35, DS-14: while the others cannot be asked it stays, and a restart does not forget where it came from. */
    @Test
    void whileAnotherHostCannotBeAskedItStaysAndIsAskedForAfreshAgain() {
        remember();
        comesBack(OSAKA, "<m1@x>");
        site.answer("osaka.example", "5");
        site.advance(Duration.ofSeconds(5));
        assertThat(relay.messages()).isEmpty();
        remember();
        site.restart();
        site.advance(Duration.ofMinutes(10));

        assertThat(site.questions()).hasSize(2);
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        assertThat(osaka.messages()).isEmpty();
        assertThat(relay.messages()).hasSize(1);
    }

    /** DS-35: it is asked for alone. */
    @Test
    void itSharesItsLookupWithNobody() {
        remember();
        comesBack(OSAKA, "<m1@x>");
        SiteHarness.Client other = site.client(STRANGER);
        assertThat(other.begin(EVE, BOTAN)).isEmpty();

        assertThat(site.questions()).hasSize(4);
        assertThat(site.events(SiteEvent.LookupJoined.class)).isEmpty();
    }

    /** DS-32, DS-35: the loop through a smart host goes on while the owner says that it has the address. */
    @Test
    void withTheOptionOffItGoesToTheSmartHostAgain() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .sharing(true, false, true, List.of())
                .build());
        FakeNextHop smartHost = site.reachable("relay.example:25");
        remember();
        comesBack("192.0.2.77", "<m1@x>");
        site.answer("osaka.example", "5");

        assertThat(smartHost.messages()).hasSize(1);
    }

    /** It comes back for this address, which means botan's: its owner is not remembered any more. */
    private void comesBackFor(String recipient) {
        SiteHarness.Client back = site.client(OSAKA);
        assertThat(back.begin(EVE, recipient)).startsWith("250");
        assertThat(back.dataWith(OWN_TRACE, "Message-ID: <m1@x>")).startsWith("250");
        assertThat(site.stored().verified()).isEmpty();
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(" " + BOTAN));
        assertThat(site.events(SiteEvent.RememberedDropped.class)).hasSize(1);
    }

    /** DS-35, DS-58: in the commit that accepts the message. */
    @Test
    void whatIsRememberedOfTheBaseAddressIsForgottenToo() {
        site = new SiteHarness(Settings.tokyo().subaddresses('+').build());
        remember();
        int commits = site.store().commits().size();
        comesBackFor("botan+lists@example.com");
        assertThat(site.store().commits().get(commits))
                .contains(new Change.VerifiedDropped(BOTAN))
                .hasAtLeastOneElementOfType(Change.MessageStored.class);
    }

    /** DS-35, DS-14: nobody asked about the target when the message came back. */
    @Test
    void whatIsRememberedOfAnAliasTargetIsForgottenToo() {
        site = new SiteHarness(Settings.tokyo().alias("over-there", BOTAN).build());
        remember();
        comesBackFor("over-there@example.com");
        assertThat(site.store().commits())
                .anySatisfy(commit -> assertThat(commit).contains(new Change.VerifiedDropped(BOTAN)));
    }

    /** DS-35, DS-61: a sharing host that has a gateway's recipient, and sends its mail back, does not get it again. */
    @Test
    void aGatewaysMailDoesNotGoBackToTheSharingHostThatSentIt() {
        site = new SiteHarness(Settings.tokyo()
                .gateway("partner.example", "kobe.example", new GatewayPolicy(true, WhenUnverifiable.ACCEPT))
                .smartHost("relay.example")
                .build());
        FakeNextHop smartHost = site.reachable("relay.example:25");
        FakeNextHop owner = site.reachable("osaka.example:25");
        SiteHarness.Client back = site.client(OSAKA);
        back.begin(EVE, "dan@partner.example");
        claimedByOsaka();
        assertThat(back.heard()).startsWith("250");
        assertThat(back.dataWith(OWN_TRACE, "Message-ID: <m1@x>")).startsWith("250");
        claimedByOsaka();

        assertThat(owner.messages()).isEmpty();
        assertThat(smartHost.messages())
                .singleElement()
                .asString()
                .contains("Status: 5.4.6", "In-Reply-To: <m1@x>", "mail loop: only osaka has the address");
    }

    private void claimedByOsaka() {
        assertThat(site.questions()).hasSize(3);
        site.answer("kobe.example", "3");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
    }
}
