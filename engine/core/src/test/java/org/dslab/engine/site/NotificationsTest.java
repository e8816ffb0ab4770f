package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.spool.Change;
import org.junit.jupiter.api.Test;

/** What senders are told about mail that was not delivered (DS-34, RFC 3464, RFC 6522, RFC 6533). */
class NotificationsTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String BOTAN = "botan@example.com";
    private static final String CHIE = "chie@example.com";

    private SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
    private FakeNextHop relay = site.reachable("relay.example:25");

    private void start(RetrySettings retry) {
        site = new SiteHarness(
                Settings.tokyo().smartHost("relay.example").retry(retry).build());
        relay = site.reachable("relay.example:25");
    }

    private void accept(String from, List<String> recipients, String... header) {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(from, recipients.toArray(String[]::new));
        site.hosts().answerOne("osaka.example", BOTAN, "5");
        site.hosts().answerOne("kyoto.example", CHIE, "5");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        client.heard();
        assertThat(client.dataWith(header)).startsWith("250");
    }

    /** The parts of a multipart message, its own header first, without the empty line before each boundary. */
    private static List<String> parts(String message) {
        int at = message.indexOf("boundary=\"") + "boundary=\"".length();
        String boundary = message.substring(at, message.indexOf('"', at));
        assertThat(message).endsWith("\n--" + boundary + "--\n");
        return Arrays.asList(
                message.substring(0, message.length() - boundary.length() - 6).split("\n--" + boundary + "\n", -1));
    }

    /** DS-34. */
    @Test
    void aNotificationIsAReportForPeopleAndForPrograms() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 not you");
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>", "Subject: Hello", "\tthere");

        assertThat(relay.commands()).contains("RCPT TO:<eve@elsewhere.test>");
        List<String> parts = parts(relay.messages().getFirst());
        assertThat(parts).hasSize(4);
        String id = site.events(SiteEvent.NotificationQueued.class).getFirst().queueId();
        assertThat(parts.get(0)).isEqualTo("""
                From: Mail Delivery System <postmaster@mx.tokyo.example.com>
                To: <eve@elsewhere.test>
                Subject: Undelivered mail returned to sender
                Date: Thu, 1 Jan 2026 00:00:00 +0000
                Message-ID: <ID@mx.tokyo.example.com>
                In-Reply-To: <m1@x>
                References: <m1@x>
                Auto-Submitted: auto-replied
                X-Failed-Recipients: botan@example.com
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="=_ID"
                """.replace("ID@", id + "@").replace("=_ID", "=_" + id));
        assertThat(parts.get(1))
                .startsWith("Content-Type: text/plain; charset=us-ascii\n\nThis is the mail system at mx.tokyo")
                .contains("<botan@example.com>\n    osaka.example said: 550 5.7.1 not you\n");
        assertThat(parts.get(2)).isEqualTo("""
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.tokyo.example.com
                Arrival-Date: Thu, 1 Jan 2026 00:00:00 +0000

                Final-Recipient: rfc822; botan@example.com
                Action: failed
                Status: 5.7.1
                Remote-MTA: dns; osaka.example
                Diagnostic-Code: smtp; 550 5.7.1 not you
                Last-Attempt-Date: Thu, 1 Jan 2026 00:00:00 +0000
                """);
        assertThat(parts.get(3))
                .startsWith("Content-Type: text/rfc822-headers\n\nReceived: from client.example ([192.0.2.50])\n")
                .endsWith("Message-ID: <m1@x>\nSubject: Hello\n\tthere\n");
    }

    /** DS-34: all recipients that fail in the same moment are in one notification, each with its last cause. */
    @Test
    void atTheEndOneNotificationNamesAllRecipientsWithTheStatusOfTheirLastAttempts() {
        site.reachable("kyoto.example:25").replying("RCPT", "450 4.2.1 not now");
        accept(EVE, List.of(BOTAN, CHIE), "Message-ID: <m1@x>");
        site.advance(Duration.ofDays(5).minusSeconds(1));
        assertThat(relay.messages()).isEmpty();
        site.advance(Duration.ofSeconds(1));

        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("X-Failed-Recipients: botan@example.com,\n chie@example.com\n");
        assertThat(parts(relay.messages().getFirst()).get(2)).contains("""
                Final-Recipient: rfc822; botan@example.com
                Action: failed
                Status: 4.4.1
                Diagnostic-Code: x-dslab; 4.4.1 connection refused (osaka.example)
                Last-Attempt-Date: Mon, 5 Jan 2026 23:""", """
                Final-Recipient: rfc822; chie@example.com
                Action: failed
                Status: 4.2.1
                Remote-MTA: dns; kyoto.example
                Diagnostic-Code: smtp; 450 4.2.1 not now
                """);
        site.advance(Duration.ofDays(10));
        assertThat(relay.messages()).hasSize(1);
    }

    /** DS-34: refusals of one moment, by two hosts, make one notification. */
    @Test
    void recipientsRefusedTogetherShareANotification() {
        site.reachable("osaka.example:25").replying("RCPT", "554 5.7.1 no");
        accept(EVE, List.of(BOTAN, "kaede@example.com"), "Message-ID: <m1@x>");
        assertThat(relay.messages()).hasSize(1);
    }

    /** DS-34: from the null sender, about it never. */
    @Test
    void nobodyIsToldAboutANotification() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 no");
        relay.replying("RCPT", "550 5.1.1 no such sender");
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>");

        assertThat(relay.commands()).contains("MAIL FROM:<>");
        assertThat(site.events(SiteEvent.NotificationQueued.class)).hasSize(1);
        assertThat(site.events(SiteEvent.RecipientFailed.class)).hasSize(2);
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-34: whatever the original has in its header, the notification is 7-bit text. */
    @Test
    void anEightBitHeaderIsEncodedByItsKind() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 no");
        String utf8 = new String("Subject: Grüße = α".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        accept(EVE, List.of(BOTAN), utf8);
        accept(EVE, List.of(BOTAN), "Subject: Gr\u00fc\u00dfe");
        accept(EVE, List.of(BOTAN), "Subject: " + "x".repeat(1200));

        assertThat(relay.messages()).hasSize(3).allMatch(text -> text.chars().allMatch(c -> c < 0x7F));
        assertThat(relay.messages()).allMatch(text -> text.lines().allMatch(line -> line.length() <= 998));
        assertThat(parts(relay.messages().get(0)).get(3))
                .startsWith("Content-Type: message/global-headers\nContent-Transfer-Encoding: quoted-printable\n\n")
                .contains("Subject: Gr=C3=BC=C3=9Fe =3D =CE=B1\n");
        assertThat(parts(relay.messages().get(1)).get(3))
                .startsWith("Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: quoted-printable\n\n")
                .contains("Subject: Gr=FC=DFe\n");
    }

    /** DS-34: the original's header is bounded, and its body is not returned. */
    @Test
    void aHugeHeaderIsReturnedInPart() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 no");
        String[] header = new String[1000];
        Arrays.fill(header, "X-Filler: " + "y".repeat(90));
        accept(EVE, List.of(BOTAN), header);

        String original = parts(relay.messages().getFirst()).get(3);
        assertThat(original).hasSizeBetween(10_000, 20_000).endsWith("y\n").doesNotContain("Hello");
    }

    /** DS-34: it is not sent twice although storing it fails at first, and nothing is lost meanwhile. */
    @Test
    void aNotificationThatCannotBeStoredKeepsItsRecipientInTheQueue() {
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>");
        site.store().fails(CommitFailure.FULL);
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 no");
        site.advance(Duration.ofMinutes(10));
        assertThat(site.events(SiteEvent.RecipientFailed.class)).isEmpty();
        assertThat(site.stored().messages()).hasSize(1);
        assertThat(relay.messages()).isEmpty();
        site.store().works();
        site.advance(Duration.ofMinutes(1));

        assertThat(relay.messages()).hasSize(1);
        assertThat(site.stored().messages()).isEmpty();
    }

    /** DS-34, DS-36: the failed recipient and the notification about it change places in one commit. */
    @Test
    void aNotificationIsStoredInTheCommitThatRemovesWhatItIsAbout() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.7.1 no");
        site.unreachable("relay.example:25");
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>");

        assertThat(site.store().commits())
                .anySatisfy(commit -> assertThat(commit)
                        .hasSize(2)
                        .hasAtLeastOneElementOfType(Change.MessageRemoved.class)
                        .hasAtLeastOneElementOfType(Change.MessageStored.class));
        site.restart();
        relay = site.reachable("relay.example:25");
        site.advance(Duration.ofMinutes(10));
        assertThat(relay.messages()).hasSize(1);
    }

    /** DS-34. */
    @Test
    void aSenderIsToldOfADelayOnceIfTheDeployerWantsIt() {
        RetrySettings base = RetrySettings.defaults();
        start(new RetrySettings(
                base.firstHourEvery(), base.thenEvery(), base.giveUpAfter(), Optional.of(Duration.ofHours(4))));
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>");
        site.advance(Duration.ofHours(4).minusSeconds(1));
        assertThat(relay.messages()).isEmpty();
        site.advance(Duration.ofSeconds(1));
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("Subject: Delayed mail (still being retried)\n", "In-Reply-To: <m1@x>\n")
                .doesNotContain("X-Failed-Recipients");
        assertThat(parts(relay.messages().getFirst()).get(2))
                .contains("Action: delayed\nStatus: 4.4.1\n", "Will-Retry-Until: Tue, 6 Jan 2026 00:00:00 +0000");

        site.restart();
        site.advance(Duration.ofDays(4));
        assertThat(relay.messages()).hasSize(1);
        site.advance(Duration.ofDays(1));
        assertThat(relay.messages()).hasSize(2);
        assertThat(relay.messages().getLast()).contains("Action: failed");
    }

    /** DS-34: not unless configured, and never to the null sender. */
    @Test
    void nobodyIsToldOfADelayUnasked() {
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>");
        site.advance(Duration.ofDays(4));
        assertThat(relay.messages()).isEmpty();

        RetrySettings base = RetrySettings.defaults();
        start(new RetrySettings(
                base.firstHourEvery(), base.thenEvery(), base.giveUpAfter(), Optional.of(Duration.ofHours(4))));
        accept("", List.of(BOTAN), "Message-ID: <m1@x>");
        site.advance(Duration.ofDays(6));
        assertThat(relay.messages()).isEmpty();
    }

    /** DS-34: a host that closes down (421) is a dead host: one connection per interval, not one per message. */
    @Test
    void aHostThatClosesDownIsProbedByOneConnectionPerInterval() {
        FakeNextHop osaka = site.reachable("osaka.example:25").replying("MAIL", "421 4.3.2 closing down");
        for (int i = 0; i < 5; i++) {
            accept(EVE, List.of(BOTAN), "Message-ID: <m" + i + "@x>");
        }
        assertThat(site.opened()).hasSize(1);
        site.advance(Duration.ofMinutes(10));
        assertThat(site.opened()).hasSize(2);
        osaka.behaving();
        site.advance(Duration.ofMinutes(10));
        assertThat(osaka.messages()).hasSize(5);
    }

    /** DS-34: of what waits for a dead host one deferral is recorded, not one for each probe. */
    @Test
    void waitingForADeadHostIsRecordedOnce() {
        accept(EVE, List.of(BOTAN), "Message-ID: <m1@x>");
        site.advance(Duration.ofDays(1));

        assertThat(site.opened()).hasSizeGreaterThan(20);
        assertThat(site.events(SiteEvent.RecipientDeferred.class)).hasSize(1);
    }
}
