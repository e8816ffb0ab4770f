package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CloseCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that give no usable answer (DS-05, DS-07), and several that claim an address (DS-10). */
class ClaimsAndFailuresTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";

    private final SiteHarness site = new SiteHarness(Settings.tokyo().build());

    /** DS-05: never 550, whatever the reason why there is no usable answer. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "7", "nonsense", ""})
    void anAnswerThatIsNoAnswerMakesTheSenderTryAgain(String answer) {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("kyoto.example", "3");
        site.answer("osaka.example", answer);
        site.advance(Duration.ofSeconds(5));

        assertThat(client.heard()).startsWith("451 4.4.3");
    }

    /** DS-05: a host that cannot be reached, or whose name cannot be resolved. */
    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "UNREACHABLE", "UNRESOLVABLE"})
    void aHostThatCannotBeReachedMakesTheSenderTryAgain(CloseCause cause) {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.hosts().cannotAsk("osaka.example", cause);
        assertThat(client.heard()).isEmpty();
        site.answer("kyoto.example", "3");
        site.advance(Duration.ofSeconds(5));

        assertThat(client.heard()).startsWith("451 4.4.3");
        assertThat(site.stored().verified()).isEmpty();
    }

    /** DS-07: a failed lookup is not remembered. */
    @Test
    void aFailedLookupIsMadeAgain() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.advance(Duration.ofSeconds(5));
        assertThat(client.heard()).startsWith("451");
        client.say("RCPT TO:<botan@example.com>");
        assertThat(site.questions()).hasSize(2);
        site.answer("osaka.example", "5");
        assertThat(client.heard()).startsWith("250");
    }

    /** DS-10: the first host of the configuration wins a tie, the mail is delivered once, and the warning names both. */
    @Test
    void anAddressThatTwoHostsClaimAtTheSameInstantGoesToTheFirstOfTheConfiguration() {
        FakeNextHop osaka = site.reachable("osaka.example:25");
        FakeNextHop kyoto = site.reachable("kyoto.example:25");
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.hosts().claimTogether("botan@example.com", "kyoto.example", "osaka.example");
        assertThat(client.heard()).startsWith("250");
        client.data("<m1@x>");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(kyoto.messages()).isEmpty();
        assertThat(site.events(SiteEvent.ClaimedBySeveral.class))
                .containsExactly(new SiteEvent.ClaimedBySeveral(
                        EmailAddress.of("botan@example.com"), List.of("osaka", "kyoto")));
    }

    /** DS-10: an earlier claim decides at once; a later one is noticed in the background. */
    @Test
    void aLaterClaimChangesNothingButIsReported() {
        FakeNextHop kyoto = site.reachable("kyoto.example:25");
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("kyoto.example", "5");
        assertThat(client.heard()).startsWith("250");
        client.data("<m1@x>");
        assertThat(site.events(SiteEvent.ClaimedBySeveral.class)).isEmpty();
        site.advance(Duration.ofSeconds(1));
        site.answer("osaka.example", "5");

        assertThat(kyoto.messages()).hasSize(1);
        assertThat(site.events(SiteEvent.ClaimedBySeveral.class)).hasSize(1);
    }
}
