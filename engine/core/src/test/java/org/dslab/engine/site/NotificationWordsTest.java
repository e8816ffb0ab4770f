package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a notification says is to blame, and for how long a message was tried (DS-34). */
class NotificationWordsTest {

    private static final String EVE = "eve@elsewhere.test";

    private SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
    private FakeNextHop relay = site.reachable("relay.example:25");

    private SiteHarness.Client toBotan(String mailParameters) {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.say("EHLO client.example", "MAIL FROM:<" + EVE + ">" + mailParameters, "RCPT TO:<botan@example.com>");
        site.answer("osaka.example", "5");
        return client;
    }

    private String notification() {
        assertThat(relay.messages()).hasSize(1);
        return relay.messages().getFirst();
    }

    /** DS-34: the next hop never saw the message, so it said nothing about it. */
    @ParameterizedTest
    @CsvSource({
        "250 hop, 5.6.3 the next hop does not take 8-bit messages",
        "250-hop|250-8BITMIME|250 SIZE 10, 5.3.4 the message is larger than the next hop accepts"
    })
    void thisSitesOwnDecisionIsNotPutIntoTheNextHopsMouth(String ehlo, String reason) {
        site.reachable("osaka.example:25").replying("EHLO", ehlo.replace("|", "\r\n"));
        toBotan(" BODY=8BITMIME").data("<m1@x>");

        assertThat(notification())
                .contains("\n    this system could not deliver to osaka.example: " + reason + "\n")
                .contains("\nStatus: " + reason.substring(0, 5) + "\n")
                .contains("\nDiagnostic-Code: x-dslab; " + reason + " (osaka.example)\n")
                .doesNotContain("said:", "smtp; ", "Remote-MTA");
    }

    /** DS-34. */
    @Test
    void afterFiveDaysItSaysForHowLongAndWhereItWasTried() {
        toBotan("").data("<m1@x>");
        site.advance(Duration.ofDays(5));

        assertThat(notification()).contains("""

                            this system could not deliver to osaka.example: 4.4.1 connection refused
                            It was tried for 5 days, since Thu, 1 Jan 2026 00:00:00 +0000.
                        """);
    }

    /** DS-34: a refusal says nothing of time, however late it comes. */
    @Test
    void aFinalRefusalDoesNotSpeakOfDays() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 not you");
        toBotan("").data("<m1@x>");

        assertThat(notification())
                .contains("\n    osaka.example said: 550 5.7.1 not you\n")
                .doesNotContain("It was tried for");
    }

    /** DS-34, DS-84: the owner of a list did not write the post. */
    @Test
    void theOwnerOfAListReadsOfAPost() {
        site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .list("all", "akira@example.com", "carol@remote.test")
                .build());
        relay = site.reachable("relay.example:25").replying("RCPT TO:<carol@remote.test>", "550 5.7.1 not you");
        SiteHarness.Client akira = site.client("192.0.2.50");
        akira.begin("akira@example.com", "all@example.com");
        akira.dataWith("Message-ID: <p1@x>", "From: Akira", "\t<akira@example.com>");

        assertThat(site.filed())
                .anySatisfy(copy -> assertThat(copy.text())
                        .contains("A post of Akira <akira@example.com> to all@example.com, which arrived here on ")
                        .doesNotContain("Your message"));
    }
}
