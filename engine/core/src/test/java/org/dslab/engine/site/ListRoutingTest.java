package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Change;
import org.junit.jupiter.api.Test;

/** Mail in the queue for an address that becomes a list of this site: tokyo accepts it for osaka, which loses the list. */
class ListRoutingTest {

    private static final EmailAddress TEAM = EmailAddress.of("team@example.com");
    private static final EmailAddress AKIRA = EmailAddress.of("akira@example.com");

    private final SiteHarness site =
            new SiteHarness(Settings.tokyo().smartHost("relay.example").build());

    private SiteHarness tokyo = site;

    private void acceptForOsaka(String sender, String messageId) {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(sender, "team@example.com", "akira@example.com");
        site.answer("osaka.example", "5");
        client.heard();
        assertThat(client.data(messageId)).startsWith("250");
    }

    private void theListMovesHere() {
        assertThat(site.ask(new SiteRequest.CreateList(TEAM, List.of(AKIRA), Optional.empty())))
                .isEqualTo(new SiteAnswer.Done());
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
    }

    /** DS-14, DS-80. */
    @Test
    void aMembersPostIsDistributedWhenItIsRouted() {
        acceptForOsaka("akira@example.com", "<p1@x>");
        theListMovesHere();

        assertThat(site.filed()).hasSize(2);
        assertThat(site.filed().getLast().text())
                .contains("List-Id: <team.example.com>", "Return-Path: <team-bounces@example.com>")
                .endsWith("\r\n\r\nHello\r\n");
        assertThat(site.events(SiteEvent.PostDistributed.class)).hasSize(1);
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-82, DS-14. */
    @Test
    void aStrangersPostIsReturnedWhenItIsRouted() {
        FakeNextHop relay = site.reachable("relay.example:25");
        acceptForOsaka("eve@elsewhere.test", "<p1@x>");
        theListMovesHere();

        assertThat(site.filed()).hasSize(1);
        assertThat(relay.messages()).singleElement().asString().contains("sender is not a member of the list");
    }

    /** DS-36, DS-80: the post leaves the queue in the commit that puts its copies there. */
    @Test
    void aPostThatCannotBeStoredYetIsDistributedLater() {
        site.reachable("osaka.example:25").replying("RCPT", FakeNextHop.SILENCE);
        acceptForOsaka("akira@example.com", "<p1@x>");
        site.ask(new SiteRequest.CreateList(TEAM, List.of(AKIRA), Optional.empty()));
        site.store().fails(CommitFailure.FULL);
        site.advance(Duration.ofMinutes(11));
        assertThat(site.filed()).hasSize(1);
        site.store().works();
        site.advance(Duration.ofMinutes(2));

        assertThat(site.filed()).hasSize(2);
        assertThat(site.filed().getLast().text()).endsWith("\r\n\r\nHello\r\n");
    }

    /** DS-14, DS-82: who may post is decided at RCPT, though the alias is followed in the queue. */
    @Test
    void anAliasMayLeadToAList() {
        tokyo = new SiteHarness(Settings.tokyo()
                .list("all", "akira@example.com")
                .alias("everybody", "all@example.com")
                .build());
        assertThat(tokyo.client("192.0.2.50").begin("eve@elsewhere.test", "everybody@example.com"))
                .startsWith("550 5.7.2");
        SiteHarness.Client akira = tokyo.client("192.0.2.50");
        assertThat(akira.begin("akira@example.com", "everybody@example.com")).startsWith("250");
        akira.data("<p1@x>");

        assertThat(tokyo.filed())
                .singleElement()
                .satisfies(copy -> assertThat(copy.text()).contains("List-Id: <all.example.com>"));
        assertThat(tokyo.questions()).hasSize(2).allMatch(question -> question.contains(" all@example.com"));
    }

    /** Akira has named everybody, which is the list all, and botan at osaka; storing a post will fail. */
    private SiteHarness.Client aboutToPost() {
        tokyo = new SiteHarness(Settings.tokyo()
                .account("chie", AccountState.ACTIVE)
                .list("all", "akira@example.com", "chie@example.com")
                .alias("everybody", "all@example.com")
                .build());
        tokyo.store()
                .failsFor(CommitFailure.FULL, changes -> changes.stream().anyMatch(Change.PostSeen.class::isInstance));
        SiteHarness.Client akira = tokyo.client("192.0.2.50");
        akira.begin("akira@example.com", "everybody@example.com", "botan@example.com");
        tokyo.answer("osaka.example", "5");
        tokyo.answer("kyoto.example", "3");
        akira.heard();
        return akira;
    }

    /** Botan has it, and the post waits to be stored. */
    private FakeNextHop postThatCannotBeStored() {
        SiteHarness.Client akira = aboutToPost();
        FakeNextHop osaka = tokyo.reachable("osaka.example:25");
        assertThat(akira.data("<p1@x>")).startsWith("250");
        assertThat(osaka.messages()).hasSize(1);
        assertThat(tokyo.filed()).isEmpty();
        tokyo.store().works();
        return osaka;
    }

    private void isDistributed(FakeNextHop osaka) {
        tokyo.answer("osaka.example", "3");
        tokyo.answer("kyoto.example", "3");
        assertThat(tokyo.filed())
                .hasSize(2)
                .allMatch(copy -> copy.text().contains("List-Id: <all.example.com>"))
                .allMatch(copy -> copy.text().endsWith("\r\n\r\nHello\r\n"));
        assertThat(osaka.messages()).hasSize(1);
        assertThat(tokyo.events(SiteEvent.PostDistributed.class)).hasSize(1);
        assertThat(tokyo.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
        assertThat(tokyo.stored().messages()).isEmpty();
    }

    /** DS-36, DS-80: the message's other recipients are served meanwhile, and the post keeps its body. */
    @Test
    void aPostIsDistributedLaterThoughTheMessagesOtherRecipientIsServedMeanwhile() {
        FakeNextHop osaka = postThatCannotBeStored();
        tokyo.advance(Duration.ofMinutes(1));
        isDistributed(osaka);
    }

    /** DS-36, DS-80. */
    @Test
    void aPostThatCouldNotBeStoredYetSurvivesACrash() {
        FakeNextHop osaka = postThatCannotBeStored();
        tokyo.restart();
        isDistributed(osaka);
    }

    /** DS-36, DS-37, DS-80: at no moment is the spool without it, though the other recipient is served in between. */
    @Test
    void aPostThatIsBeingStoredIsInTheSpoolUntilItIs() {
        SiteHarness.Client akira = aboutToPost();
        FakeNextHop osaka = tokyo.reachable("osaka.example:25");
        tokyo.store().isSlow();
        akira.data("<p1@x>");
        tokyo.store().goesOnOnce();
        assertThat(akira.heard()).startsWith("250");
        assertThat(osaka.messages()).hasSize(1);
        tokyo.store().goesOn();
        assertThat(tokyo.store().commits())
                .noneMatch(commit -> commit.stream().anyMatch(Change.MessageRemoved.class::isInstance));
        tokyo.store().works();
        tokyo.advance(Duration.ofMinutes(1));
        isDistributed(osaka);
    }

    /** DS-81: nobody who sends it meanwhile has to wait, and then it is a repeat. */
    @Test
    void aPostThatWaitsToBeStoredKeepsNobodyWaitingWhoSendsTheSame() {
        FakeNextHop osaka = postThatCannotBeStored();
        SiteHarness.Client akira = tokyo.client("192.0.2.50");
        akira.begin("akira@example.com", "all@example.com");
        assertThat(akira.data("<p1@x>")).startsWith("250");
        assertThat(tokyo.filed()).hasSize(2);
        tokyo.answer("osaka.example", "3");
        tokyo.answer("kyoto.example", "3");

        tokyo.advance(Duration.ofMinutes(1));
        assertThat(tokyo.events(SiteEvent.PostDiscarded.class)).hasSize(1);
        isDistributed(osaka);
    }
}
