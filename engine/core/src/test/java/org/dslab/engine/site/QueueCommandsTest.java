package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.delivery.QueueEntry;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.event.RouteKind;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.CommitFailure;
import org.junit.jupiter.api.Test;

/** What operators do with the queue (DS-38). */
class QueueCommandsTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String BOTAN = "botan@example.com";
    private static final String CHIE = "chie@example.com";
    private static final QueueSelection TO_OSAKA = new QueueSelection.Host("osaka");

    private final SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());
    private final FakeNextHop relay = site.reachable("relay.example:25");

    /** Accepts a mail for botan at osaka, and for chie at kyoto if she is among the recipients. */
    private void accept(String messageId, String... recipients) {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, recipients);
        site.hosts().answerOne("osaka.example", BOTAN, "5");
        site.hosts().answerOne("kyoto.example", CHIE, "5");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        client.heard();
        assertThat(client.data(messageId)).startsWith("250");
        client.hangUp();
    }

    private Answer change(String messageId, QueueAction action) {
        return site.ask(new SiteRequest.ChangeQueue(new QueueSelection.Message(messageId), action));
    }

    private Answer change(QueueSelection selection, QueueAction action) {
        return site.ask(new SiteRequest.ChangeQueue(selection, action));
    }

    private SiteAnswer.QueueList list(QueueSelection selection, String after, int limit) {
        return (SiteAnswer.QueueList) site.ask(new SiteRequest.ListQueue(selection, after, limit));
    }

    private List<QueueEntry> all() {
        return list(new QueueSelection.All(), "", 100).messages();
    }

    private static SiteAnswer changed(int messages) {
        return new SiteAnswer.QueueChanged(messages);
    }

    /** DS-38. */
    @Test
    void theListShowsWhatWaitsWhereAndWhy() {
        site.reachable("kyoto.example:25").replying("RCPT", "450 4.2.1 not now");
        accept("<m1@x>", BOTAN, CHIE);
        site.advance(Duration.ofMinutes(12));

        assertThat(all()).hasSize(1);
        QueueEntry entry = all().getFirst();
        assertThat(entry.messageId()).isEqualTo("<m1@x>");
        assertThat(entry.sender()).isEqualTo(EVE);
        assertThat(entry.age()).isEqualTo(Duration.ofMinutes(12));
        assertThat(entry.size()).isEqualTo("Message-ID: <m1@x>\r\nSubject: test\r\n\r\nHello\r\n".length());
        assertThat(entry.held()).isFalse();
        assertThat(entry.recipients())
                .containsExactly(
                        new QueueEntry.Recipient(
                                BOTAN,
                                RouteKind.SHARING_HOST,
                                "osaka",
                                0,
                                SiteHarness.START.plus(Duration.ofMinutes(20)),
                                "4.4.1 connection refused"),
                        new QueueEntry.Recipient(
                                CHIE,
                                RouteKind.SHARING_HOST,
                                "kyoto",
                                2,
                                SiteHarness.START.plus(Duration.ofMinutes(20)),
                                "450 4.2.1 not now"));
    }

    /** DS-38: in pages, and by host. */
    @Test
    void theListComesInPages() {
        for (int i = 0; i < 5; i++) {
            accept("<m" + i + "@x>", BOTAN);
        }
        accept("<chie@x>", CHIE);
        SiteAnswer.QueueList first = list(TO_OSAKA, "", 3);
        assertThat(first.messages()).hasSize(3);
        assertThat(first.more()).isTrue();
        SiteAnswer.QueueList second = list(TO_OSAKA, first.messages().getLast().queueId(), 3);
        assertThat(second.messages()).hasSize(2).doesNotContainAnyElementsOf(first.messages());
        assertThat(second.more()).isFalse();
        assertThat(list(new QueueSelection.Host("kyoto.example"), "", 100).messages())
                .extracting(QueueEntry::messageId)
                .containsExactly("<chie@x>");
        assertThat(list(new QueueSelection.Host("kyoto.example:25"), "", 100).messages())
                .hasSize(1);
        assertThat(list(new QueueSelection.Host("nara"), "", 100).messages()).isEmpty();
    }

    /** DS-38: durable, and without attempts, whatever becomes due and whatever restarts. */
    @Test
    void aHeldMessageIsNotTriedUntilItIsReleased() {
        accept("<m1@x>", BOTAN);
        accept("<m2@x>", BOTAN);
        assertThat(change("<m1@x>", QueueAction.HOLD)).isEqualTo(changed(1));
        assertThat(all())
                .filteredOn(QueueEntry::held)
                .extracting(QueueEntry::messageId)
                .containsExactly("<m1@x>");
        FakeNextHop osaka = site.reachable("osaka.example:25");
        site.advance(Duration.ofDays(1));
        site.restart();
        site.advance(Duration.ofDays(1));
        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.messages().getFirst()).contains("<m2@x>");

        assertThat(change("<m1@x>", QueueAction.RELEASE)).isEqualTo(changed(1));
        assertThat(osaka.messages()).hasSize(2);
        assertThat(all()).isEmpty();
    }

    /** DS-38, DS-34: a held message does not expire; released, it gets its last attempt. */
    @Test
    void aHeldMessageDoesNotExpire() {
        accept("<m1@x>", BOTAN);
        change("<m1@x>", QueueAction.HOLD);
        site.advance(Duration.ofDays(30));
        site.restart();
        site.advance(Duration.ofDays(30));
        assertThat(relay.messages()).isEmpty();

        change("<m1@x>", QueueAction.RELEASE);
        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("Action: failed", "Status: 4.4.1");
    }

    /** DS-38: an attempt that was under way ends by itself; what it leaves is held. */
    @Test
    void whatIsUnderWayWhenAMessageIsHeldComesToRestHeld() {
        accept("<m1@x>", "nobody-knows@example.com", "akira@example.com");
        SiteHarness.Client client = site.client("192.0.2.20");
        client.begin("", BOTAN);
        site.answer("osaka.example", "5");
        client.data("<m2@x>");
        change("<m2@x>", QueueAction.HOLD);
        FakeNextHop osaka = site.reachable("osaka.example:25");
        site.advance(Duration.ofHours(3));

        assertThat(osaka.messages()).isEmpty();
        assertThat(all()).hasSize(1);
    }

    /** DS-38. */
    @Test
    void aRetryNeedNotWaitForTheSchedule() {
        FakeNextHop kyoto = site.reachable("kyoto.example:25").replying("RCPT", "450 4.2.1 not now");
        accept("<m1@x>", BOTAN);
        accept("<m2@x>", CHIE);
        FakeNextHop osaka = site.reachable("osaka.example:25");
        kyoto.behaving();
        assertThat(change(TO_OSAKA, QueueAction.RETRY)).isEqualTo(changed(1));
        assertThat(osaka.messages()).hasSize(1);
        assertThat(kyoto.messages()).isEmpty();

        assertThat(change("<m2@x>", QueueAction.RETRY)).isEqualTo(changed(1));
        assertThat(kyoto.messages()).hasSize(1);
    }

    /** DS-38: held is held. */
    @Test
    void aRetryDoesNotRelease() {
        accept("<m1@x>", BOTAN);
        change("<m1@x>", QueueAction.HOLD);
        FakeNextHop osaka = site.reachable("osaka.example:25");
        change(new QueueSelection.All(), QueueAction.RETRY);
        assertThat(osaka.messages()).isEmpty();
    }

    /** DS-38, DS-34. */
    @Test
    void aBouncedMessageIsReturnedAtOnce() {
        accept("<m1@x>", BOTAN, CHIE);
        accept("<m2@x>", BOTAN);
        assertThat(change("<m1@x>", QueueAction.BOUNCE)).isEqualTo(changed(1));

        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst())
                .contains("In-Reply-To: <m1@x>", "X-Failed-Recipients: " + BOTAN + ",\n " + CHIE, "Status: 5.0.0");
        assertThat(all()).extracting(QueueEntry::messageId).containsExactly("<m2@x>");
    }

    /** DS-38: only what goes to the host that is named. */
    @Test
    void bouncingWhatGoesToAHostLeavesOtherRecipientsAlone() {
        accept("<m1@x>", BOTAN, CHIE);
        assertThat(change(TO_OSAKA, QueueAction.BOUNCE)).isEqualTo(changed(1));

        assertThat(relay.messages()).hasSize(1);
        assertThat(relay.messages().getFirst()).contains("X-Failed-Recipients: " + BOTAN + "\n");
        assertThat(all().getFirst().recipients())
                .extracting(QueueEntry.Recipient::address)
                .containsExactly(CHIE);
    }

    /** DS-38: nobody is told, and it does not come back. */
    @Test
    void aDeletedMessageIsGone() {
        accept("<m1@x>", BOTAN);
        assertThat(change(all().getFirst().queueId(), QueueAction.DELETE)).isEqualTo(changed(1));
        assertThat(site.events(SiteEvent.QueueOperated.class).getLast())
                .matches(event -> event.action() == QueueAction.DELETE
                        && event.recipients().equals(List.of(BOTAN)));
        site.restart();
        FakeNextHop osaka = site.reachable("osaka.example:25");
        site.advance(Duration.ofDays(6));

        assertThat(osaka.messages()).isEmpty();
        assertThat(relay.messages()).isEmpty();
        assertThat(site.stored().messages()).isEmpty();
    }

    /** DS-38, DS-36: nothing is answered before it is durable. */
    @Test
    void theAnswerWaitsUntilItIsDurable() {
        accept("<m1@x>", BOTAN);
        site.store().fails(CommitFailure.FULL);
        assertThat(change("<m1@x>", QueueAction.HOLD)).isInstanceOf(SiteHarness.NoAnswerYet.class);
        site.store().works();
        site.advance(Duration.ofMinutes(1));

        assertThat(site.answers()).containsExactly(changed(1));
        assertThat(site.stored().messages().getFirst().held()).isTrue();
    }

    /** DS-38: more than one batch. */
    @Test
    void manyMessagesAreChangedTogether() {
        for (int i = 0; i < 450; i++) {
            accept("<m" + i + "@x>", BOTAN);
        }
        assertThat(change(TO_OSAKA, QueueAction.HOLD)).isEqualTo(changed(450));
        assertThat(change(TO_OSAKA, QueueAction.RETRY)).isEqualTo(changed(450));
        assertThat(change(TO_OSAKA, QueueAction.DELETE)).isEqualTo(changed(450));
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
        assertThat(change(TO_OSAKA, QueueAction.DELETE)).isEqualTo(changed(0));
    }

    /** DS-38. */
    @Test
    void aMessageThatIsNotThereIsNamed() {
        assertThat(change("<other@x>", QueueAction.HOLD))
                .isEqualTo(new SiteAnswer.Refused("there is no message <other@x> in the queue", false, ""));
    }
}
