package org.dslab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.check.Story.AKIRA;
import static org.dslab.check.Story.BOTAN;
import static org.dslab.check.Story.M1;

import java.time.Duration;
import java.util.List;
import org.dslab.history.Event;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;
import org.junit.jupiter.api.Test;

/** Tokyo and osaka both have the list all@example.com, of akira and of botan. */
class ListPostsOncePerMemberTest {

    private static final String LIST = "all@example.com";

    private static Story begin() {
        return Story.begin()
                .at("tokyo", new Event.ListStored(LIST, List.of(AKIRA)))
                .at("osaka", new Event.ListStored(LIST, List.of(BOTAN)));
    }

    private static Event distributed(String from, String expansion, String member, String... hosts) {
        return new Event.PostDistributed("p-" + expansion, M1, LIST, from, expansion, List.of(member), List.of(hosts));
    }

    /** A post at tokyo, whose copy osaka takes. */
    private static Story shared() {
        return begin().at("tokyo", distributed("", "t1", AKIRA, "osaka"))
                .queued("tokyo", "t1", AKIRA)
                .at("osaka", distributed("tokyo", "o1", BOTAN))
                .queued("osaka", "o1", BOTAN)
                .passedOn("tokyo", "t2", LIST, "osaka");
    }

    private static Verdict judge(Story story, Outcome outcome) {
        return Story.only(story.judgedBy(new ListPostsOncePerMember(), Story.facts()), outcome);
    }

    /** DS-80, DS-81. */
    @Test
    void aPostOfTwoSitesHolds() {
        assertThat(judge(shared(), Outcome.HOLDS).explanation())
                .isEqualTo("2 list posts went to every member of its site once");
    }

    /** DS-81. */
    @Test
    void aPostThatIsDistributedTwiceWithinFiveDaysIsBroken() {
        Story early = shared().later(Duration.ofDays(5).minusSeconds(1)).at("osaka", distributed("", "o2", BOTAN));
        assertThat(judge(early.queued("osaka", "o2", BOTAN), Outcome.FAILED).explanation())
                .isEqualTo("osaka distributes <m1@lab.invalid> of the list all@example.com twice");

        Story late = shared().later(Duration.ofDays(5)).at("osaka", distributed("", "o2", BOTAN));
        judge(late.queued("osaka", "o2", BOTAN), Outcome.HOLDS);
    }

    /** DS-81. */
    @Test
    void aCopyThatIsSharedOnIsBroken() {
        Story story =
                begin().at("osaka", distributed("tokyo", "o1", BOTAN, "kyoto")).queued("osaka", "o1", BOTAN);
        assertThat(judge(story, Outcome.FAILED).explanation()).contains("shares <m1@lab.invalid> on");
    }

    /** DS-84. */
    @Test
    void aMemberLeftOutIsBroken() {
        Story roster = begin().at("tokyo", distributed("", "t1", BOTAN)).queued("tokyo", "t1", BOTAN);
        assertThat(judge(roster, Outcome.FAILED).explanation()).contains("others than the members");
        Story queue = begin().at("tokyo", distributed("", "t1", AKIRA)).queued("tokyo", "t1", BOTAN);
        assertThat(judge(queue, Outcome.FAILED).explanation()).contains("sends", "others than the members");
        Story nothing = begin().at("tokyo", distributed("", "t1", AKIRA));
        assertThat(judge(nothing, Outcome.FAILED).explanation()).contains("no message for the members");
    }

    /** DS-80. */
    @Test
    void aCopyThatComesToNothingIsBroken() {
        Story story = begin().passedOn("tokyo", "t2", LIST, "osaka");
        assertThat(judge(story, Outcome.FAILED).explanation())
                .isEqualTo(
                        "osaka took the copy of <m1@lab.invalid> for the list all@example.com and has not distributed"
                                + " it");
    }

    /** DS-84: the list and a member as recipients of one mail. */
    @Test
    void aMemberThatIsARecipientToGetsTheMailTwiceAndNotThrice() {
        Story story = shared().queued("osaka", "o3", BOTAN);
        story.filed("osaka", "o1", BOTAN, BOTAN).filed("osaka", "o3", BOTAN, BOTAN);
        Story.only(story.judgedBy(new DeliveredOnce(), Story.facts()), Outcome.HOLDS);
        story.filed("osaka", "o1", BOTAN, BOTAN);
        Story.only(story.judgedBy(new DeliveredOnce(), Story.facts()), Outcome.FAILED);
    }

    /** DS-82, DS-40: both sites have the list, and may refuse who is no member. */
    @Test
    void aListIsOwnedByEverySiteThatHasIt() {
        Story story = begin().recipientReplied("tokyo", LIST, 250, "list")
                .recipientReplied("osaka", "All-Bounces@example.com", 250, "list")
                .recipientReplied("tokyo", LIST, 550, "list");
        Story.only(story.judgedBy(new NoAcceptanceOfAnUnownedAddress(), Story.facts()), Outcome.HOLDS);
        Story.only(story.judgedBy(new NoPermanentRefusalOfAnOwnedAddress(), Story.facts()), Outcome.HOLDS);
        Story.only(story.judgedBy(new DuplicateAccounts(), Story.facts()), Outcome.HOLDS);

        story.at("tokyo", new Event.ListRemoved(LIST)).at("osaka", new Event.SiteStarted(List.of(BOTAN), 0));
        story.recipientReplied("tokyo", LIST, 250, "lookup");
        Story.only(story.judgedBy(new NoAcceptanceOfAnUnownedAddress(), Story.facts()), Outcome.FAILED);
    }

    /** DS-05: a site that says that nobody has the list is wrong. */
    @Test
    void aRefusalOfAListThatAnotherSiteHasIsBroken() {
        Story story = begin().at("tokyo", new Event.ListRemoved(LIST)).recipientReplied("tokyo", LIST, 550, "lookup");
        Story.only(story.judgedBy(new NoPermanentRefusalOfAnOwnedAddress(), Story.facts()), Outcome.FAILED);
    }

    /** DS-36: a list as recipient ends when others stand in its place. */
    @Test
    void aPostIsNotLostWhenItIsDistributedDiscardedOrNotNeeded() {
        Story story = begin().queued("tokyo", "p-t1", LIST)
                .at("tokyo", distributed("", "t1", AKIRA, "osaka"))
                .done("tokyo", "p-t1")
                .queued("tokyo", "t2", LIST)
                .at("tokyo", new Event.ListHostAnswered("t2", M1, LIST, "osaka", 3, ""))
                .done("tokyo", "t2")
                .queued("tokyo", "p2", LIST)
                .at("tokyo", new Event.PostDiscarded("p2", M1, LIST, "osaka"))
                .done("tokyo", "p2")
                .queued("tokyo", "p3", "all-bounces@example.com")
                .at("tokyo", new Event.AliasFollowed("p3", "all-bounces@example.com", AKIRA))
                .filed("tokyo", "p3", AKIRA, AKIRA)
                .done("tokyo", "p3");
        Story.only(story.judgedBy(new AcceptedMailIsNeverLost(), Story.facts()), Outcome.HOLDS);

        story.queued("tokyo", "t4", LIST)
                .at("tokyo", new Event.ListHostAnswered("t4", M1, LIST, "osaka", -1, "no usable answer"))
                .done("tokyo", "t4");
        Story.only(story.judgedBy(new AcceptedMailIsNeverLost(), Story.facts()), Outcome.FAILED);
    }
}
