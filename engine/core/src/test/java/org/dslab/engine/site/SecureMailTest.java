package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSide;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.junit.jupiter.api.Test;

/** TLS and logins as a whole site does them (DS-09, DS-23, DS-74). */
class SecureMailTest {

    private static final String OSAKA = "osaka.example:25";
    private static final String BOTAN = "botan@example.com";

    private SiteHarness site = new SiteHarness(settings().build())
            .password("akira@example.com", "right-password")
            .password("daisuke@example.com", "his-password");

    private static Settings settings() {
        return Settings.tokyo()
                .account("chie", AccountState.ACTIVE)
                .account("daisuke", AccountState.DISABLED)
                .account("erika", AccountState.ACTIVE)
                .smartHost("relay.example")
                .smtp(SmtpLimits.defaults(), new SmtpSecurity(true, true));
    }

    private SiteHarness.Client secured(String address) {
        SiteHarness.Client client = site.client(address);
        client.say("EHLO client.example", "STARTTLS", "EHLO client.example");
        return client;
    }

    private static String plain(String name, String password) {
        return "AUTH PLAIN "
                + Base64.getEncoder()
                        .encodeToString(
                                Octets.utf8("\0" + name + "\0" + password).toByteArray());
    }

    private SiteHarness.Client akira() {
        SiteHarness.Client client = secured("192.0.2.50");
        assertThat(client.say(plain("akira", "right-password"))).startsWith("235 2.7.0");
        return client;
    }

    /** DS-09, DS-23. */
    @Test
    void whoHasLoggedInMayRelay() {
        SiteHarness.Client client = akira();
        assertThat(client.say("MAIL FROM:<akira@example.com>")).startsWith("250 2.1.0");
        assertThat(client.say("RCPT TO:<eve@elsewhere.test>")).startsWith("250 2.1.5");
        assertThat(client.data("<m1@x>")).startsWith("250 2.0.0");
    }

    /** DS-09. */
    @Test
    void withoutALoginTlsAloneIsNoReasonToRelay() {
        SiteHarness.Client client = secured("192.0.2.50");
        client.say("MAIL FROM:<eve@elsewhere.test>");
        assertThat(client.say("RCPT TO:<eve@elsewhere.test>")).startsWith("550 5.7.1");
    }

    /** DS-23. */
    @Test
    void whoHasLoggedInSendsWithItsOwnAddressesOnlyAndNobodyIsAsked() {
        SiteHarness.Client client = akira();
        assertThat(client.say("MAIL FROM:<botan@example.com>")).startsWith("553 5.7.1");
        assertThat(client.say("MAIL FROM:<chie@example.com>")).startsWith("553 5.7.1");
        assertThat(client.say("MAIL FROM:<erika@example.com>")).startsWith("553 5.7.1");
        assertThat(client.say("MAIL FROM:<akira@elsewhere.test>")).startsWith("553 5.7.1");
        assertThat(client.say("MAIL FROM:<AKI@example.com>")).as("an alias").startsWith("250 2.1.0");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-23. */
    @Test
    void anAccountThatIsRemovedWhileItIsLoggedInSendsNoMore() {
        SiteHarness.Client client = akira();
        site.ask(new SiteRequest.RemoveAccount(EmailAddress.of("akira@example.com")));
        assertThat(client.say("MAIL FROM:<akira@example.com>")).startsWith("553 5.7.1");
        assertThat(client.say("MAIL FROM:<>")).startsWith("553 5.7.1");
    }

    /** DS-23: receipts have the null sender (RFC 8098, section 3.1). */
    @Test
    void whoHasLoggedInMaySendReceipts() {
        SiteHarness.Client client = akira();
        assertThat(client.say("MAIL FROM:<>")).startsWith("250 2.1.0");
        assertThat(client.say("RCPT TO:<eve@elsewhere.test>")).startsWith("250 2.1.5");
        assertThat(client.data("<receipt@x>")).startsWith("250 2.0.0");
    }

    @Test
    void anAliasOrWholeAddressIsANameToo() {
        assertThat(secured("192.0.2.50").say(plain("Aki@Example.com", "right-password")))
                .startsWith("235");
        assertThat(secured("192.0.2.50").say(plain("akira@example.com", "right-password")))
                .startsWith("235");
    }

    @Test
    void wrongPasswordsUnknownNamesAndDisabledAccountsGetTheSameReply() {
        assertThat(secured("192.0.2.51").say(plain("akira", "wrong"), plain("nobody", "x")))
                .isEqualTo("535 5.7.8 name or password is wrong\r\n535 5.7.8 name or password is wrong");
        assertThat(secured("192.0.2.51").say(plain("daisuke", "his-password"), plain("a b c", "x")))
                .isEqualTo("535 5.7.8 name or password is wrong\r\n535 5.7.8 name or password is wrong");
    }

    @Test
    void aClientThatIsWrongTooOftenHasToWaitOverAllItsConnections() {
        for (int i = 0; i < 10; i++) {
            assertThat(secured("2001:db8:0:1:0:0:0:" + i).say(plain("akira", "wrong")))
                    .startsWith("535");
        }
        assertThat(secured("2001:db8:0:1:0:0:0:99").say(plain("akira", "right-password")))
                .isEqualTo("421 4.7.0 too many wrong passwords, try again later");
        assertThat(secured("2001:db8:0:2:0:0:0:1").say(plain("akira", "right-password")))
                .startsWith("235");
        assertThat(site.events(SiteEvent.Warned.class))
                .containsOnlyOnce(new SiteEvent.Warned("too many wrong passwords from 2001:db8:0:1:0:0:0:9"));
        site.advance(Duration.ofMinutes(11));
        assertThat(secured("2001:db8:0:1:0:0:0:99").say(plain("akira", "right-password")))
                .startsWith("235");
    }

    @Test
    void theTraceTellsHowTheMessageCame() {
        SiteHarness.Client client = akira();
        client.say("MAIL FROM:<akira@example.com>", "RCPT TO:<akira@example.com>");
        client.data("<m1@x>");
        assertThat(site.filed().getFirst().text()).contains("with ESMTPSA id ");

        SiteHarness.Client other = secured("192.0.2.50");
        other.say("MAIL FROM:<eve@elsewhere.test> SMTPUTF8", "RCPT TO:<akira@example.com>");
        other.data("<m2@x>");
        assertThat(site.filed().getLast().text()).contains("with UTF8SMTPS id ");
    }

    private void acceptForBotan() {
        SiteHarness.Client client = site.client("192.0.2.60");
        client.begin("eve@elsewhere.test", BOTAN);
        site.answer("osaka.example", "5");
        assertThat(client.heard()).startsWith("250");
        assertThat(client.data("<m1@x>")).startsWith("250");
    }

    /** DS-74: not required, but used where it is offered. */
    @Test
    void mailGoesOverTlsWhereItIsOffered() {
        FakeNextHop osaka = site.reachable(OSAKA).offeringTls(true);
        acceptForBotan();
        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.commands()).startsWith("EHLO mx.tokyo.example.com", "STARTTLS", "(handshake)");
        assertThat(site.secured()).containsExactly(new TlsSide.Opportunistic(new HostPort("osaka.example", 25)));
    }

    @Test
    void aFailedHandshakeThatNobodyDemandsIsFollowedByAnAttemptInPlaintext() {
        FakeNextHop osaka = site.reachable(OSAKA).offeringTls(false);
        acceptForBotan();
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.opened()).hasSize(2);
        assertThat(osaka.commands()).containsOnlyOnce("(handshake)");

        acceptAgain();
        assertThat(osaka.commands()).containsOnlyOnce("(handshake)");
        site.advance(Duration.ofHours(1));
        acceptAgain();
        assertThat(osaka.commands().stream().filter("(handshake)"::equals)).hasSize(2);
        assertThat(osaka.messages()).hasSize(3);
    }

    private void acceptAgain() {
        SiteHarness.Client client = site.client("192.0.2.60");
        assertThat(client.begin("eve@elsewhere.test", BOTAN)).startsWith("250");
        client.data("<again@x>");
    }

    private void requireTls() {
        site = new SiteHarness(settings()
                .withoutHosts()
                .hostOverTls("osaka", "osaka.example", Optional.empty())
                .sharing(true, false, true, List.of())
                .build());
    }

    /** DS-31, DS-74. */
    @Test
    void whereTlsIsRequiredAndNotOfferedMailStaysQueuedAndStaysOffTheSmartHost() {
        requireTls();
        FakeNextHop relay = site.reachable("relay.example:25");
        FakeNextHop osaka = site.reachable(OSAKA);
        acceptForBotan();
        assertThat(osaka.commands()).doesNotContain("MAIL FROM:<eve@elsewhere.test>");
        assertThat(site.events(SiteEvent.RecipientDeferred.class).getFirst().reply())
                .isEqualTo("4.7.4 TLS is required, and the server does not offer it");
        site.advance(Duration.ofMinutes(20));
        assertThat(osaka.messages()).isEmpty();
        assertThat(relay.commands()).isEmpty();

        osaka.offeringTls(true);
        site.advance(Duration.ofMinutes(10));
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.secured()).containsExactly(new TlsSide.Verified(new HostPort("osaka.example", 25)));
    }

    /** DS-74. */
    @Test
    void whereTlsIsRequiredAFailedHandshakeIsNeverFollowedByPlaintext() {
        requireTls();
        FakeNextHop osaka = site.reachable(OSAKA).offeringTls(false);
        acceptForBotan();
        site.advance(Duration.ofHours(3));
        assertThat(osaka.messages()).isEmpty();
        assertThat(osaka.commands()).doesNotContain("MAIL FROM:<eve@elsewhere.test>");
        assertThat(site.events(SiteEvent.RecipientDeferred.class).getFirst().reply())
                .isEqualTo("4.7.5 TLS failed");
    }

    /** DS-71, DS-74. */
    @Test
    void aHostThatIsAddedAtRunTimeCanDemandTlsToo() {
        site = new SiteHarness(settings().withoutHosts().build());
        site.ask(new SiteRequest.AddHost(new SharingHost(
                new HostPort("osaka.example", 25),
                Optional.of("osaka"),
                4069,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                true)));
        FakeNextHop osaka = site.reachable(OSAKA);
        acceptForBotan();
        assertThat(osaka.messages()).isEmpty();
        osaka.offeringTls(true);
        site.advance(Duration.ofMinutes(10));
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-34, DS-74: a handshake that fails says nothing of the host, however many connections find it out. */
    @Test
    void severalHandshakesThatFailTogetherAreNoReasonToPutMailOff() {
        site = new SiteHarness(settings().alias("over-there", BOTAN).build());
        FakeNextHop osaka = site.reachable(OSAKA).offeringTls(false);
        for (String messageId : List.of("<m1@x>", "<m2@x>")) {
            SiteHarness.Client client = site.client("192.0.2.60");
            assertThat(client.begin("eve@elsewhere.test", "over-there@example.com"))
                    .startsWith("250");
            client.data(messageId);
        }
        assertThat(site.opened()).isEmpty();
        site.answer("osaka.example", "5");

        assertThat(osaka.commands().stream().filter("(handshake)"::equals)).hasSize(2);
        assertThat(osaka.messages()).hasSize(2);
        assertThat(site.events(SiteEvent.RecipientDeferred.class)).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }
}
