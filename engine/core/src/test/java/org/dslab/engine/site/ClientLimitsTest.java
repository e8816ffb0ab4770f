package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.MingerLimits;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.settings.Secret;
import org.junit.jupiter.api.Test;

/** What one client can demand (DS-57). */
class ClientLimitsTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String OTHER = "192.0.2.51";
    private static final String EVE = "eve@elsewhere.test";

    private SiteHarness site = new SiteHarness(Settings.tokyo()
            .unknownRecipients(3, Duration.ofHours(1))
            .trusting("192.0.2.77")
            .build());

    private String unknown(SiteHarness.Client client, String recipient) {
        String early = client.say("RCPT TO:<" + recipient + ">");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        return early + client.heard();
    }

    private SiteHarness.Client begun(String address) {
        SiteHarness.Client client = site.client(address);
        client.say("EHLO client.example");
        client.say("MAIL FROM:<" + EVE + ">");
        return client;
    }

    /** DS-57: counted over connections. */
    @Test
    void tooManyUnknownRecipientsEndTheConnectionAndTheNextOne() {
        assertThat(unknown(begun(CLIENT), "a@example.com")).startsWith("550 5.1.1");
        SiteHarness.Client client = begun(CLIENT);
        assertThat(unknown(client, "b@example.com")).startsWith("550 5.1.1");
        assertThat(unknown(client, "c@private.example")).startsWith("550 5.1.1");
        assertThat(site.hasEnded(client)).isFalse();

        assertThat(unknown(client, "d@example.com")).startsWith("421 4.7.0");
        assertThat(site.hasEnded(client)).isTrue();
        assertThat(unknown(begun(CLIENT), "botan@example.com")).startsWith("421 4.7.0");
        assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(3);
        assertThat(unknown(begun(OTHER), "botan@example.com")).startsWith("550 5.1.1");
    }

    /** DS-57: what costs no question is not limited. */
    @Test
    void aClientAtTheLimitMayStillWriteToLocalAndRememberedAddresses() {
        SiteHarness.Client first = begun(OTHER);
        first.say("RCPT TO:<botan@example.com>");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        for (String name : List.of("a", "b", "c")) {
            unknown(begun(CLIENT), name + "@example.com");
        }
        SiteHarness.Client client = begun(CLIENT);
        assertThat(client.say("RCPT TO:<akira@example.com>")).startsWith("250");
        assertThat(client.say("RCPT TO:<botan@example.com>")).startsWith("250");
        assertThat(client.say("RCPT TO:<dora@example.com>")).startsWith("421 4.7.0");
    }

    /** DS-57: an hour later it may ask again. */
    @Test
    void theLimitIsOfASlidingHour() {
        for (String name : List.of("a", "b", "c")) {
            unknown(begun(CLIENT), name + "@example.com");
        }
        site.advance(Duration.ofMinutes(59));
        assertThat(unknown(begun(CLIENT), "d@example.com")).startsWith("421");
        site.advance(Duration.ofMinutes(6));
        assertThat(unknown(begun(CLIENT), "e@example.com")).startsWith("550 5.1.1");
    }

    /** DS-57: those that are being looked up at the same time count when they turn out to be unknown. */
    @Test
    void manyAtOnceDoNotSlipThrough() {
        SiteHarness.Client client = begun(CLIENT);
        for (int i = 0; i < 10; i++) {
            client.say("RCPT TO:<x" + i + "@example.com>");
        }
        assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(3);
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(client.heard().lines().map(line -> line.substring(0, 3)))
                .containsExactly("550", "550", "550", "421");
        assertThat(site.hasEnded(client)).isTrue();
        assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(3);
    }

    /** DS-57, DS-11: whoever names many addresses that exist is only asked about a few at a time. */
    @Test
    void manyAddressesThatExistAreLookedUpAFewAtATime() {
        SiteHarness.Client client = begun(CLIENT);
        for (int i = 0; i < 8; i++) {
            client.say("RCPT TO:<x" + i + "@example.com>");
        }
        for (int underWay : new int[] {3, 6, 8}) {
            assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(underWay);
            site.answer("osaka.example", "5");
        }
        assertThat(client.heard().lines()).hasSize(8).allMatch(line -> line.startsWith("250"));
    }

    /** DS-57, DS-11: over all its connections, of which one goes away. */
    @Test
    void whoeverGoesAwayMakesRoomForTheNextInLine() {
        SiteHarness.Client first = begun(CLIENT);
        first.say(
                "RCPT TO:<a@example.com>",
                "RCPT TO:<b@example.com>",
                "RCPT TO:<c@example.com>",
                "RCPT TO:<d@example.com>");
        SiteHarness.Client second = begun(CLIENT);
        assertThat(second.say("RCPT TO:<botan@example.com>")).isEmpty();
        assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(3);
        first.hangUp();
        assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(4);
        site.answer("osaka.example", "5");
        assertThat(second.heard()).startsWith("250");
    }

    private String from(String client, String sender) {
        SiteHarness.Client asking = site.client(client);
        asking.say("EHLO client.example");
        String early = asking.say("MAIL FROM:<" + sender + ">");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        return early + asking.heard();
    }

    /** DS-57: unknown senders and unknown recipients count together. */
    @Test
    void unknownSendersCountLikeUnknownRecipients() {
        assertThat(from(CLIENT, "a@example.com")).startsWith("550 5.1.0");
        assertThat(from(CLIENT, "b@example.com")).startsWith("550 5.1.0");
        assertThat(unknown(begun(CLIENT), "c@example.com")).startsWith("550 5.1.1");

        assertThat(unknown(begun(CLIENT), "d@example.com")).startsWith("421 4.7.0");
        assertThat(from(CLIENT, "e@example.com")).startsWith("421 4.7.0");
        assertThat(from(CLIENT, EVE)).startsWith("250");
        assertThat(from(CLIENT, "akira@example.com")).startsWith("250");
        assertThat(from(OTHER, "f@example.com")).startsWith("550 5.1.0");
        assertThat(site.events(SiteEvent.LookupStarted.class)).hasSize(4);
    }

    /** DS-57: of ten lookups, a client that named an unknown address gets five, a stranger nine, a known client all. */
    @Test
    void aReserveOfLookupsIsKeptForWellBehavedClients() {
        site = new SiteHarness(
                Settings.tokyo().maxLookups(10).trusting("192.0.2.77").build());
        unknown(begun(CLIENT), "nobody@example.com");
        SiteHarness.Client guessing = begun(CLIENT);
        assertThat(rcpt(guessing, "a", 6)).isEqualTo(5);
        assertThat(alerts()).singleElement().asString().contains("5 of at most 10 lookups");

        assertThat(rcpt(begun(OTHER), "b", 6)).isEqualTo(4);
        assertThat(rcpt(begun("192.0.2.77"), "c", 6)).isEqualTo(1);
        assertThat(warnings()).hasSize(1);

        site.advance(Duration.ofSeconds(6));
        assertThat(alerts()).isEmpty();
        assertThat(warnings()).hasSize(2);
    }

    /** How many lookups begin. */
    private int rcpt(SiteHarness.Client client, String prefix, int times) {
        int before = site.questions().size();
        for (int i = 0; i < times; i++) {
            client.say("RCPT TO:<" + prefix + i + "@example.com>");
        }
        return (site.questions().size() - before) / 2;
    }

    private List<String> alerts() {
        return ((StatusAnswer.Status) site.ask(new StatusRequest.Status())).alerts();
    }

    private List<String> warnings() {
        return site.events(SiteEvent.Warned.class).stream()
                .map(SiteEvent.Warned::text)
                .filter(text -> text.contains("lookups"))
                .toList();
    }

    /** DS-57: a question that came to nothing was no guess. */
    @Test
    void undeterminedRecipientsDoNotCount() {
        for (int i = 0; i < 5; i++) {
            SiteHarness.Client client = begun(CLIENT);
            client.say("RCPT TO:<x" + i + "@example.com>");
            site.advance(Duration.ofSeconds(5));
            assertThat(client.heard()).startsWith("451 4.4.3");
        }
    }

    /** DS-57: sharing hosts and trusted clients pass on what others wrote. */
    @Test
    void clientsThatTheSiteKnowsAreNotLimited() {
        for (String address : List.of("192.0.2.20", "192.0.2.77")) {
            for (int i = 0; i < 6; i++) {
                assertThat(unknown(begun(address), "x" + i + "@example.com")).startsWith("550 5.1.1");
            }
        }
    }

    /** DS-57: 451 at once, while a lookup that is under way can still be joined. */
    @Test
    void lookupsOverTheLimitAreUndeterminedAtOnce() {
        site = new SiteHarness(Settings.tokyo().maxLookups(2).build());
        SiteHarness.Client first = begun(CLIENT);
        first.say("RCPT TO:<a@example.com>", "RCPT TO:<b@example.com>");
        SiteHarness.Client second = begun(OTHER);
        assertThat(second.say("RCPT TO:<c@example.com>")).startsWith("451 4.4.3");
        assertThat(second.say("RCPT TO:<A@example.com>")).isEmpty();
        assertThat(site.questions()).hasSize(4);

        site.answer("osaka.example", "5");
        assertThat(second.heard()).startsWith("250");
        assertThat(second.say("RCPT TO:<c@example.com>")).isEmpty();
    }

    private static SiteHarness minger(MingerLimits limits) {
        return new SiteHarness(Settings.tokyo()
                .minger(new MingerSettings(true, Optional.empty(), List.of(), Duration.ofSeconds(30), limits))
                .build());
    }

    /** DS-57: dropped without an answer over UDP. */
    @Test
    void queriesOverTheLimitAreDropped() {
        site = minger(new MingerLimits(new RateLimit(2, Duration.ofMinutes(1)), 10, 10));
        assertThat(site.query(CLIENT, "akira@example.com")).isEqualTo("akira@example.com 5");
        assertThat(site.query(CLIENT, "akira@example.com")).isEqualTo("akira@example.com 5");
        assertThat(site.query(CLIENT, "akira@example.com")).isEmpty();
        assertThat(site.query(OTHER, "akira@example.com")).isEqualTo("akira@example.com 5");
        for (int i = 0; i < 5; i++) {
            assertThat(site.query("192.0.2.20", "akira@example.com")).isEqualTo("akira@example.com 5");
        }
        site.advance(Duration.ofSeconds(66));
        assertThat(site.query(CLIENT, "akira@example.com")).isEqualTo("akira@example.com 5");
    }

    private void limitedWithPassword() {
        MingerLimits limits = new MingerLimits(new RateLimit(2, Duration.ofMinutes(1)), 10, 10);
        Optional<Secret> password = Optional.of(new Secret("tokyo-minger"));
        site = new SiteHarness(Settings.tokyo()
                .minger(new MingerSettings(true, password, List.of(), Duration.ofSeconds(30), limits))
                .build());
    }

    private static String proved(String mailbox) throws NoSuchAlgorithmException {
        byte[] digest =
                MessageDigest.getInstance("MD5").digest(("tokyo-minger:" + mailbox).getBytes(StandardCharsets.UTF_8));
        return mailbox + " d=" + Base64.getEncoder().encodeToString(digest);
    }

    /** DS-57: a sharing host behind the same address is known by its digest. */
    @Test
    void whoeverAsksTooMuchDoesNotSilenceAHostWithTheRightDigest() throws NoSuchAlgorithmException {
        limitedWithPassword();
        for (int i = 0; i < 5; i++) {
            site.query(CLIENT, "akira@example.com");
        }
        assertThat(site.query(CLIENT, "akira@example.com")).isEmpty();
        assertThat(site.query(CLIENT, "akira@example.com d=AAAAAAAAAAAAAAAAAAAAAA=="))
                .isEmpty();
        assertThat(site.query(CLIENT, proved("akira@example.com"))).isEqualTo("akira@example.com 5");

        SiteHarness.Client host = site.mingerClient(CLIENT);
        assertThat(host.say(proved("akira@example.com"))).startsWith("akira@example.com 5");
        assertThat(site.hasEnded(host)).isFalse();
        assertThat(host.say("akira@example.com")).isEmpty();
        assertThat(site.hasEnded(host)).isTrue();
    }

    /** DS-57: and end the connection over TCP. */
    @Test
    void queriesOverTheLimitEndTheConnection() {
        site = minger(new MingerLimits(new RateLimit(2, Duration.ofMinutes(1)), 10, 10));
        SiteHarness.Client client = site.mingerClient(CLIENT);
        assertThat(client.say("akira@example.com", "x@example.com", "y@example.com")
                        .lines())
                .containsExactly("akira@example.com 5", "x@example.com 3");
        assertThat(site.hasEnded(client)).isTrue();
    }

    /** DS-57. */
    @Test
    void someMingerConnectionsAreOnlyForSharingHosts() {
        site = minger(new MingerLimits(new RateLimit(100, Duration.ofMinutes(1)), 3, 2, 1, Duration.ofMinutes(10)));
        site.mingerClient(CLIENT);
        assertThat(site.hasEnded(site.mingerClient(OTHER))).isFalse();
        assertThat(site.hasEnded(site.mingerClient(OTHER))).isTrue();
        assertThat(site.hasEnded(site.mingerClient("192.0.2.20"))).isFalse();
        assertThat(site.hasEnded(site.mingerClient("192.0.2.20"))).isTrue();
        assertThat(alerts(site)).singleElement().asString().startsWith("the limit `minger: max-connections` turned");
    }

    /** DS-57: seen in the log once an hour, and in the status until an hour after the last. */
    @Test
    void aLimitThatTurnsSomebodyAwayIsAnAlert() {
        site = minger(new MingerLimits(new RateLimit(1, Duration.ofMinutes(1)), 10, 10));
        for (int i = 0; i < 5; i++) {
            site.query(CLIENT, "akira@example.com");
        }
        assertThat(alerts(site))
                .singleElement()
                .asString()
                .startsWith("the limit `minger: max-queries` turned clients away, times: 4, last at ");
        assertThat(warnings(site))
                .containsExactly("the limit `minger: max-queries` turns clients away, now " + CLIENT
                        + "; raise it if they are welcome, else block them before they get here");
        site.advance(Duration.ofMinutes(59));
        assertThat(alerts(site)).hasSize(1);
        site.advance(Duration.ofMinutes(1));
        assertThat(alerts(site)).isEmpty();
        site.query(CLIENT, "akira@example.com");
        site.query(CLIENT, "akira@example.com");
        assertThat(alerts(site)).singleElement().asString().contains("times: 1,");
        assertThat(warnings(site)).hasSize(2);
    }

    private static List<String> warnings(SiteHarness site) {
        return site.events(SiteEvent.Warned.class).stream()
                .map(SiteEvent.Warned::text)
                .filter(text -> text.startsWith("the limit"))
                .toList();
    }

    private static List<String> alerts(SiteHarness site) {
        return ((StatusAnswer.Status) site.ask(new StatusRequest.Status())).alerts();
    }

    /** DS-57: in total, and of one client unless it is a sharing host. */
    @Test
    void mingerConnectionsAreLimited() {
        site = minger(new MingerLimits(new RateLimit(100, Duration.ofMinutes(1)), 5, 2));
        SiteHarness.Client first = site.mingerClient(CLIENT);
        site.mingerClient(CLIENT);
        SiteHarness.Client third = site.mingerClient(CLIENT);
        assertThat(site.hasEnded(third)).isTrue();
        assertThat(site.hasEnded(first)).isFalse();

        first.hangUp();
        assertThat(site.hasEnded(site.mingerClient(CLIENT))).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(site.hasEnded(site.mingerClient("192.0.2.20"))).isFalse();
        }
        assertThat(site.hasEnded(site.mingerClient(OTHER))).isTrue();
    }
}
