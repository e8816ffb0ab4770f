package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.junit.jupiter.api.Test;

/**
 * The list {@code all} of tokyo: akira and chie have mailboxes here, botan has one at osaka, eve is a stranger's. Osaka
 * and kyoto are sharing hosts, but only osaka's address is trusted.
 */
class ListsTest {

    private static final String LIST = "all@example.com";
    private static final String BOUNCES = "all-bounces@example.com";
    private static final String AKIRA = "akira@example.com";
    private static final String OSAKA = "osaka.example:25";
    private static final String KYOTO = "kyoto.example:25";
    private static final String OSAKA_CLIENT = "192.0.2.20";
    private static final String KYOTO_CLIENT = "192.0.2.21";
    private static final String STRANGER = "192.0.2.50";

    private SiteHarness site = new SiteHarness(settings().build());

    private static Settings settings() {
        return Settings.tokyo()
                .account("chie", AccountState.ACTIVE)
                .trusting(OSAKA_CLIENT)
                .list("all", AKIRA, "chie@example.com");
    }

    private static String mark(String list, String post) {
        return "X-Domain-Sharing-Post: list=" + list + ";\r\n\tsite=osaka;\r\n\tpost=" + post;
    }

    /** A post of akira's, from the client at this address. */
    private String post(String client, String from, String... lines) {
        SiteHarness.Client session = site.client(client);
        String reply = session.begin(from, LIST);
        if (!reply.startsWith("250")) {
            return reply;
        }
        session.say("DATA");
        session.say(lines);
        return session.say("", "Hello", ".");
    }

    private String copyOf(String messageId) {
        return post(OSAKA_CLIENT, BOUNCES, mark(LIST, messageId), "Message-ID: " + messageId);
    }

    private List<String> mailboxes() {
        return site.filed().stream().map(SiteHarness.FiledCopy::mailbox).toList();
    }

    /** DS-80, DS-84. */
    @Test
    void aPostGoesToEveryMemberFromTheListsOwnAddress() {
        assertThat(post(STRANGER, AKIRA, "Message-ID: <p1@x>")).startsWith("250 2.0.0");

        assertThat(mailboxes()).containsExactlyInAnyOrder(AKIRA, "chie@example.com");
        assertThat(site.filed().getFirst().text())
                .startsWith("Return-Path: <" + BOUNCES + ">")
                .contains("List-Id: <all.example.com>\r\n")
                .contains("Message-ID: <p1@x>\r\n")
                .doesNotContain("X-Domain-Sharing-Post");
    }

    /** DS-80, DS-81. */
    @Test
    void aHostThatHasTheListGetsOneMarkedCopyAndTheOthersNone() {
        FakeNextHop osaka = site.reachable(OSAKA);
        FakeNextHop kyoto = site.reachable(KYOTO);
        post(STRANGER, AKIRA, "Message-ID: <p1@x>");
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(" " + LIST));
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.messages().getFirst())
                .contains("X-Domain-Sharing-Post: list=all@example.com;\n\tsite=tokyo;\n\tpost=<p1@x>\n");
        assertThat(osaka.commands()).contains("RCPT TO:<" + LIST + ">").anyMatch(line -> line.contains(BOUNCES));
        assertThat(kyoto.messages()).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-80: RCPT is 250 regardless, and nobody is asked before. */
    @Test
    void aMemberIsTakenAtItsWordWithoutALookup() {
        assertThat(site.client(STRANGER).begin(AKIRA, LIST)).startsWith("250 2.1.5");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-80: the option. */
    @Test
    void withTheOptionOffNobodyIsAsked() {
        site = new SiteHarness(settings().notSharingListPosts().build());
        post(STRANGER, AKIRA, "Message-ID: <p1@x>");

        assertThat(mailboxes()).hasSize(2);
        assertThat(site.questions()).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-02, DS-51. */
    @Test
    void mingerKnowsTheListAndTheAddressOfItsBounces() {
        assertThat(site.query(LIST)).isEqualTo(LIST + " 5");
        assertThat(site.query("All-Bounces@example.com")).isEqualTo("All-Bounces@example.com 5");
        assertThat(site.query("none-bounces@example.com")).endsWith(" 3");
    }

    /** DS-82. */
    @Test
    void whoIsNoMemberMayNotPost() {
        assertThat(post(STRANGER, "eve@elsewhere.test")).isEqualTo("550 5.7.2 sender is not a member of the list");
    }

    /** DS-82, DS-58. */
    @Test
    void aMemberMayPostWithADetailInItsAddress() {
        site = new SiteHarness(settings().subaddresses('+').build());
        assertThat(post(OSAKA_CLIENT, "Akira+Home@example.com")).startsWith("250");
        assertThat(post(STRANGER, "eve+akira@elsewhere.test")).startsWith("550 5.7.2");
        site = new SiteHarness(settings().build());
        assertThat(post(OSAKA_CLIENT, "akira+home@example.com")).startsWith("550 5.7.2");
    }

    /** DS-58, DS-84. */
    @Test
    void aListMayHaveADetailInItsAddressToo() {
        site = new SiteHarness(settings().subaddresses('+').build());
        SiteHarness.Client client = site.client(STRANGER);
        assertThat(client.begin(AKIRA, "all+urgent@example.com")).startsWith("250 2.1.5");
        client.data("<p1@x>");
        SiteHarness.Client bounce = site.client(STRANGER);
        assertThat(bounce.begin("", "all-bounces+x@example.com")).startsWith("250 2.1.5");
        bounce.data("<b1@x>");

        assertThat(mailboxes()).containsExactlyInAnyOrder(AKIRA, "chie@example.com", AKIRA);
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(" " + LIST));
    }

    /** DS-84. */
    @Test
    void theNullSenderMayNotPost() {
        assertThat(post(OSAKA_CLIENT, "")).startsWith("550 5.7.1");
    }

    /** DS-81, DS-82: trusted, but not a sharing host; a sharing host, but not trusted. */
    @Test
    void aCopyFromAnAddressThatIsNotBothTrustedAndASharingHostsIsRefused() {
        site = new SiteHarness(settings().trusting(STRANGER).build());
        String[] copy = {mark(LIST, "<p1@x>"), "Message-ID: <p1@x>"};
        assertThat(post(STRANGER, BOUNCES, copy)).startsWith("550 5.7.2");
        assertThat(post(KYOTO_CLIENT, BOUNCES, copy)).startsWith("550 5.7.2");
        assertThat(site.filed()).isEmpty();
        assertThat(copyOf("<p1@x>")).startsWith("250");
    }

    /** DS-81. */
    @Test
    void aCopyGoesToTheOwnMembersAndIsNotSharedOn() {
        assertThat(copyOf("<p1@x>")).startsWith("250 2.0.0");

        assertThat(mailboxes()).containsExactlyInAnyOrder(AKIRA, "chie@example.com");
        assertThat(site.questions()).isEmpty();
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
        assertThat(site.filed()).noneMatch(copy -> copy.text().contains("X-Domain-Sharing-Post"));
    }

    /** DS-81. */
    @Test
    void aMarkFromAStrangerIsStrippedAndThePostSharedAsAnyOther() {
        FakeNextHop osaka = site.reachable(OSAKA);
        post(STRANGER, AKIRA, mark(LIST, "<p1@x>"), "Message-ID: <p1@x>");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");

        assertThat(site.filed()).hasSize(2).noneMatch(copy -> copy.text().contains("site=osaka"));
        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.messages().getFirst()).contains("site=tokyo").doesNotContain("site=osaka");
    }

    /** DS-81, DS-82. */
    @Test
    void whatComesAsACopyWithoutTheListsMarkIsRefusedAtItsEnd() {
        assertThat(post(OSAKA_CLIENT, BOUNCES, "Message-ID: <p1@x>")).startsWith("550 5.7.2");
        assertThat(post(OSAKA_CLIENT, BOUNCES, mark("other@example.com", "<p1@x>"), "Message-ID: <p1@x>"))
                .startsWith("550 5.7.2");
        assertThat(site.filed()).isEmpty();
    }

    /** DS-11: it could not be refused alone at its end. */
    @Test
    void aCopyIsTheOnlyRecipientOfItsTransaction() {
        assertThat(site.client(OSAKA_CLIENT).begin(BOUNCES, LIST, AKIRA).lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("250"),
                        second -> assertThat(second).startsWith("452 4.5.3"));
        assertThat(site.client(OSAKA_CLIENT).begin(BOUNCES, AKIRA, LIST).lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("250"),
                        second -> assertThat(second).startsWith("452 4.5.3"));
    }

    /** DS-81. */
    @Test
    void aPostThatComesAgainIsDiscardedForFiveDaysAlsoAfterARestart() {
        post(STRANGER, AKIRA, "Message-ID: <p1@x>");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(copyOf("<p1@x>")).startsWith("250");
        site.restart();
        site.advance(Duration.ofDays(5).minusSeconds(1));
        assertThat(copyOf("<p1@x>")).startsWith("250");
        assertThat(site.filed()).hasSize(2);
        assertThat(site.events(SiteEvent.PostDiscarded.class)).hasSize(2);

        site.advance(Duration.ofSeconds(1));
        assertThat(copyOf("<p1@x>")).startsWith("250");
        assertThat(site.filed()).hasSize(4);
    }

    /** DS-81: the first one may still be lost when the second comes. */
    @Test
    void aRepeatIsOnlyDiscardedOnceTheFirstIsDurable() {
        site.store().fails(CommitFailure.FULL);
        assertThat(copyOf("<p1@x>")).startsWith("452");
        site.store().works();
        assertThat(copyOf("<p1@x>")).startsWith("250");

        assertThat(site.filed()).hasSize(2);
    }

    /** DS-81. */
    @Test
    void aPostWithoutMessageIdGetsOne() {
        FakeNextHop osaka = site.reachable(OSAKA);
        post(STRANGER, AKIRA, "Subject: x");
        site.answer("osaka.example", "5");

        String id = site.events(SiteEvent.PostDistributed.class).getFirst().messageId();
        assertThat(id).endsWith("@mx.tokyo.example.com>");
        assertThat(osaka.messages().getFirst()).contains("post=" + id).contains("\nMessage-ID: " + id + "\n");
        assertThat(site.filed()).hasSize(2).allMatch(copy -> copy.text().contains("\r\nMessage-ID: " + id + "\r\n"));
    }

    /** DS-83. */
    @Test
    void aHostThatCannotBeAskedIsAskedAgainUntilItGetsItsCopy() {
        post(STRANGER, AKIRA, "Message-ID: <p1@x>");
        site.answer("kyoto.example", "3");
        site.advance(Duration.ofMinutes(8));
        site.restart();
        site.advance(Duration.ofSeconds(126));
        FakeNextHop osaka = site.reachable(OSAKA);
        assertThat(site.questions()).singleElement().asString().startsWith("osaka.example " + LIST);
        site.answer("osaka.example", "4");
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(1));
        site.advance(Duration.ofMinutes(10));
        site.answer("osaka.example", "5");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-83. */
    @Test
    void afterFiveDaysTheOwnerGetsOneNoticeForAllHosts() {
        site.reachable(OSAKA);
        post(STRANGER, "chie@example.com", "Message-ID: <p1@x>");
        site.advance(Duration.ofDays(5));

        assertThat(site.filed()).hasSize(3);
        SiteHarness.FiledCopy notice = site.filed().getLast();
        assertThat(notice.mailbox()).isEqualTo(AKIRA);
        assertThat(notice.text()).contains("osaka cannot be asked whether it has the list", "kyoto cannot be asked");
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }

    /** DS-80, DS-31: the copy's mark would not count from the smart host. */
    @Test
    void aCopyWaitsForItsHostAndNeverGoesToTheSmartHost() {
        site = new SiteHarness(settings()
                .smartHost("relay.example")
                .sharing(true, false, true, List.of())
                .build());
        FakeNextHop relay = site.reachable("relay.example:25");
        post(STRANGER, AKIRA, "Message-ID: <p1@x>");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(1));
        FakeNextHop osaka = site.reachable(OSAKA);
        site.advance(Duration.ofMinutes(10));

        assertThat(osaka.messages()).hasSize(1);
        assertThat(relay.messages()).isEmpty();
    }

    /** DS-71, DS-83: it is no sharing host any more. */
    @Test
    void aRemovedHostNeedsNoCopy() {
        post(STRANGER, AKIRA, "Message-ID: <p1@x>");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(1));
        site.ask(new SiteRequest.RemoveHost("osaka"));

        assertThat(site.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
        assertThat(site.events(SiteEvent.ListHostAnswered.class).getLast().cause())
                .isEqualTo("not a sharing host any more");
    }

    /** DS-84. */
    @Test
    void bouncesGoToTheOwner() {
        SiteHarness.Client client = site.client(STRANGER);
        assertThat(client.begin("", BOUNCES)).startsWith("250 2.1.5");
        client.data("<bounce@x>");

        assertThat(mailboxes()).containsExactly(AKIRA);
    }

    /** DS-84. */
    @Test
    void aMemberElsewhereThatCannotBeReachedIsTheOwnersAffair() {
        site.ask(new SiteRequest.AddMember(EmailAddress.of(LIST), EmailAddress.of("nobody@example.com")));
        post(STRANGER, "chie@example.com", "Message-ID: <p1@x>");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");

        assertThat(site.filed()).hasSize(3);
        assertThat(site.filed().getLast().mailbox()).isEqualTo(AKIRA);
        assertThat(site.filed().getLast().text()).contains("nobody@example.com", "Return-Path: <>");
    }

    /** DS-80: the message's other recipients get it as it is. */
    @Test
    void aMessageForAListAndForSomebodyElseReachesBoth() {
        SiteHarness.Client client = site.client(STRANGER);
        client.begin(AKIRA, "chie@example.com", LIST);
        client.data("<p1@x>");

        assertThat(mailboxes()).containsExactlyInAnyOrder("chie@example.com", AKIRA, "chie@example.com");
        assertThat(site.filed().stream().filter(copy -> copy.text().startsWith("Return-Path: <akira@")))
                .singleElement()
                .satisfies(copy -> assertThat(copy.text()).doesNotContain("List-Id"));
        assertThat(site.filed()).allMatch(copy -> copy.text().endsWith("\r\n\r\nHello\r\n"));
    }

    /** DS-36, DS-80: members, copies and the memory of the post are in one commit. */
    @Test
    void aPostSurvivesACrashWhole() {
        site = new SiteHarness(
                settings().list("more", AKIRA, "botan@example.com").build());
        SiteHarness.Client client = site.client(STRANGER);
        client.begin(AKIRA, "more@example.com");
        client.data("<p1@x>");
        site.restart();
        FakeNextHop osaka = site.reachable(OSAKA);
        site.hosts().answerOne("osaka.example", "botan@example.com", "5");
        site.hosts().answerOne("osaka.example", "more@example.com", "5");

        assertThat(osaka.messages()).hasSize(2).allMatch(text -> text.endsWith("\n\nHello\n"));
        assertThat(osaka.messages())
                .filteredOn(text -> text.contains("List-Id: <more.example.com>"))
                .hasSize(1);
    }
}
