package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Facts.GatewayFacts;
import org.dslab.history.Facts.SiteFacts;
import org.dslab.history.Verdict.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokyo is gateway for partner.example, which kobe hosts, and shares example.com with osaka. */
class GatewayCheckersTest {

    private static final String DAN = "dan@partner.example";
    private static final String BOTAN = "botan@example.com";

    private static SiteFacts gateway(String domain, boolean alsoAsks, boolean failsOpen) {
        TreeMap<String, String> servers = new TreeMap<>();
        servers.put(domain, "kobe");
        return Story.site("osaka").with(new GatewayFacts(servers, alsoAsks, failsOpen));
    }

    private static Facts facts(boolean alsoAsks, boolean failsOpen) {
        return Story.facts(gateway("partner.example", alsoAsks, failsOpen), Story.site("tokyo"));
    }

    /** A lookup at kobe and, unless its status is -2, at osaka, and the reply. */
    private static Story asked(String address, int kobe, int osaka, String result, int code) {
        Story story = Story.begin().at("tokyo", new Event.LookupStarted(1, address, "recipient"));
        story.at("tokyo", new Event.HostAnswered(1, "kobe", address, kobe, ""));
        if (osaka > -2) {
            story.at("tokyo", new Event.HostAnswered(1, "osaka", address, osaka, ""));
        }
        return story.at("tokyo", new Event.LookupFinished(1, address, result, result.equals("found") ? "kobe" : ""))
                .recipientReplied("tokyo", address, code, "gateway");
    }

    private static void assertOutcome(Outcome outcome, Story story, Checker checker, Facts facts) {
        assertThat(story.judgedBy(checker, facts)).extracting("outcome").containsOnly(outcome);
    }

    @Nested
    @DisplayName("DS-60 to DS-62: gateway-recipients")
    class Recipients {

        @ParameterizedTest
        @CsvSource({
            "5, 3, 250",
            "3, 5, 250",
            "-1, 5, 250",
            "3, 3, 550",
            "4, 3, 450",
            "3, 4, 450",
            "3, -1, 451",
            "4, 2, 451"
        })
        void repliesThatFollowFromTheAnswersHoldAndOthersAreBroken(int kobe, int osaka, int code) {
            for (int said : List.of(250, 450, 451, 550)) {
                assertOutcome(
                        said == code ? Outcome.HOLDS : Outcome.FAILED,
                        asked(DAN, kobe, osaka, "any", said),
                        new GatewayRecipients(),
                        facts(true, true));
            }
        }

        @ParameterizedTest
        @CsvSource({"-1, 3, true, 250", "2, -1, true, 250", "-1, 3, false, 451", "1, 4, false, 451"})
        void whetherItFailsOpenIsAMatterOfConfiguration(int kobe, int osaka, boolean failsOpen, int code) {
            for (int said : List.of(250, 451)) {
                assertOutcome(
                        said == code ? Outcome.HOLDS : Outcome.FAILED,
                        asked(DAN, kobe, osaka, "undetermined", said),
                        new GatewayRecipients(),
                        facts(true, failsOpen));
            }
        }

        @Test
        void theSharingHostsAreAskedOnlyWhereThatIsConfigured() {
            assertOutcome(
                    Outcome.FAILED, asked(DAN, 3, 3, "not-found", 550), new GatewayRecipients(), facts(false, true));
            assertOutcome(
                    Outcome.HOLDS, asked(DAN, 3, -2, "not-found", 550), new GatewayRecipients(), facts(false, true));
        }

        @Test
        void nothingIsRememberedOfAGatewaysRecipient() {
            Story story = asked(DAN, 5, -2, "found", 250).at("tokyo", new Event.AddressRemembered(DAN, "kobe"));
            assertOutcome(Outcome.FAILED, story, new GatewayRecipients(), facts(false, true));
        }

        @Test
        void aReplyNeedsALookupAndAGateway() {
            Story unasked = Story.begin().recipientReplied("tokyo", DAN, 250, "gateway");
            assertOutcome(Outcome.FAILED, unasked, new GatewayRecipients(), facts(false, true));
            assertOutcome(
                    Outcome.FAILED, asked(BOTAN, 5, -2, "found", 250), new GatewayRecipients(), facts(false, true));
        }
    }

    @Nested
    @DisplayName("DS-62: a gateway of the scenario's own domain")
    class OwnDomain {

        private final Facts open = Story.facts(gateway("example.com", false, true), Story.site("tokyo"));
        private final Facts closed = Story.facts(gateway("example.com", false, false), Story.site("tokyo"));

        @Test
        void anUnownedAddressIsAcceptedOnlyWhereItFailsOpen() {
            Story unseen = asked("nobody@example.com", -1, -2, "undetermined", 250);
            assertOutcome(Outcome.HOLDS, unseen, new NoAcceptanceOfAnUnownedAddress(), open);
            assertOutcome(Outcome.FAILED, unseen, new NoAcceptanceOfAnUnownedAddress(), closed);
            assertOutcome(
                    Outcome.FAILED,
                    asked("nobody@example.com", 3, -2, "not-found", 250),
                    new NoAcceptanceOfAnUnownedAddress(),
                    open);
        }

        @Test
        void anOwnerThatIsNotAskedIsNoReasonToAccept() {
            assertOutcome(
                    Outcome.HOLDS,
                    asked(BOTAN, 3, -2, "not-found", 550),
                    new NoPermanentRefusalOfAnOwnedAddress(),
                    open);
            Story kobeHasIt = Story.begin()
                    .at("kobe", new Event.SiteStarted(List.of("dan@example.com"), 0))
                    .recipientReplied("tokyo", "dan@example.com", 550, "gateway");
            assertOutcome(Outcome.FAILED, kobeHasIt, new NoPermanentRefusalOfAnOwnedAddress(), open);
        }

        @Test
        void lookupsOfAGatewayAreNotJudgedAsThoseOfSharing() {
            assertOutcome(Outcome.HOLDS, asked(BOTAN, 3, -2, "not-found", 550), new UndeterminedMeansTryAgain(), open);
        }
    }

    @Nested
    @DisplayName("DS-71: hosts that come and go")
    class Hosts {

        private final Facts facts = Story.facts(Story.site("osaka"), Story.site("tokyo"));

        private Story notFound(Event change, String answering) {
            return Story.begin()
                    .at("tokyo", change)
                    .at("tokyo", new Event.LookupStarted(1, BOTAN, "recipient"))
                    .at("tokyo", new Event.HostAnswered(1, answering, BOTAN, 3, ""))
                    .at("tokyo", new Event.LookupFinished(1, BOTAN, "not-found", ""));
        }

        @Test
        void allHostsOfThatTimeMustHaveAnswered() {
            UndeterminedMeansTryAgain checker = new UndeterminedMeansTryAgain();
            assertOutcome(Outcome.FAILED, notFound(new Event.HostAdded("kyoto"), "osaka"), checker, facts);
            assertOutcome(Outcome.HOLDS, notFound(new Event.HostAdded("osaka"), "osaka"), checker, facts);
            assertOutcome(Outcome.HOLDS, notFound(new Event.HostRemoved("osaka"), "kyoto"), checker, facts);
        }

        @Test
        void anOwnerThatWasRemovedMayBeOverlooked() {
            NoPermanentRefusalOfAnOwnedAddress checker = new NoPermanentRefusalOfAnOwnedAddress();
            Story removed =
                    notFound(new Event.HostRemoved("osaka"), "kyoto").recipientReplied("tokyo", BOTAN, 550, "lookup");
            assertOutcome(Outcome.HOLDS, removed, checker, facts);
            Story kept =
                    notFound(new Event.HostAdded("osaka"), "osaka").recipientReplied("tokyo", BOTAN, 550, "lookup");
            assertOutcome(Outcome.FAILED, kept, checker, facts);
        }
    }

    @Nested
    @DisplayName("DS-58: addresses with a detail")
    class Details {

        private final Facts facts = Story.facts(Story.site("osaka").withSubaddresses("+"), Story.site("tokyo"));

        @Test
        void theOwnerAndTheLookupOfTheBaseAddressCount() {
            Story found = Story.begin()
                    .lookup("tokyo", 1, BOTAN, "recipient", "osaka", 5, "found")
                    .recipientReplied("tokyo", "Botan+x@example.com", 250, "lookup");
            assertOutcome(Outcome.HOLDS, found, new NoAcceptanceOfAnUnownedAddress(), facts);
            assertOutcome(Outcome.HOLDS, found, new UndeterminedMeansTryAgain(), facts);
            assertOutcome(Outcome.FAILED, found, new NoAcceptanceOfAnUnownedAddress(), Story.facts());

            Story refused = Story.begin().recipientReplied("tokyo", "botan+x@example.com", 550, "lookup");
            assertOutcome(Outcome.FAILED, refused, new NoPermanentRefusalOfAnOwnedAddress(), facts);
            assertOutcome(Outcome.HOLDS, refused, new NoPermanentRefusalOfAnOwnedAddress(), Story.facts());
        }
    }
}
