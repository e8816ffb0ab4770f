package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.MailingList;
import org.junit.jupiter.api.Test;

/** What an operator does with lists, at tokyo, which has akira and the list {@code all}. */
class ListRequestsTest {

    private static final EmailAddress LIST = EmailAddress.of("all@example.com");
    private static final EmailAddress TEAM = EmailAddress.of("team@example.com");
    private static final EmailAddress AKIRA = EmailAddress.of("akira@example.com");
    private static final EmailAddress EVE = EmailAddress.of("eve@elsewhere.test");

    private final SiteHarness site =
            new SiteHarness(Settings.tokyo().list("all", "akira@example.com").build());

    private Answer create(EmailAddress address, EmailAddress... members) {
        return site.ask(new SiteRequest.CreateList(address, List.of(members), Optional.empty()));
    }

    private List<MailingList> lists() {
        return ((SiteAnswer.Lists) site.ask(new SiteRequest.ListLists())).lists();
    }

    private static String reason(Answer answer) {
        return ((SiteAnswer.Refused) answer).reason();
    }

    /** DS-40: lists are exempt. */
    @Test
    void aListIsMadeWithoutAskingAnybodyAndOutlivesARestart() {
        assertThat(create(TEAM, AKIRA, EVE)).isEqualTo(new SiteAnswer.Done());
        assertThat(site.questions()).isEmpty();
        site.restart();

        assertThat(site.query("team@example.com")).endsWith(" 5");
        assertThat(lists())
                .containsExactly(
                        new MailingList(LIST, List.of(AKIRA), AKIRA),
                        new MailingList(TEAM, List.of(AKIRA, EVE), AKIRA));
    }

    /** DS-06: creating a local address drops what was remembered about it. */
    @Test
    void aNewListIsNotLookedForElsewhereAnyMore() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin("eve@elsewhere.test", "team@example.com");
        site.answer("osaka.example", "5");
        create(TEAM, EVE);
        site.restart();

        assertThat(site.client("192.0.2.50").begin("akira@example.com", "team@example.com"))
                .startsWith("550 5.7.2");
    }

    @Test
    void anAddressOfThisSiteIsNotMadeAList() {
        assertThat(reason(create(AKIRA))).isEqualTo("akira@example.com exists here already");
        assertThat(reason(create(LIST))).contains("exists here already");
        assertThat(reason(create(EmailAddress.of("all-bounces@example.com")))).contains("exists here already");
        assertThat(reason(create(EmailAddress.of("postmaster@example.com")))).contains("postmaster");
        assertThat(reason(create(EVE))).contains("elsewhere.test");
        assertThat(reason(create(EmailAddress.of("\"a b\"@example.com")))).contains("no quotes");
        assertThat(lists()).hasSize(1);
    }

    @Test
    void anAccountIsNotCreatedWhereAListIs() {
        assertThat(reason(site.ask(new SiteRequest.CreateAccount(LIST, false)))).contains("mailing list");
        assertThat(reason(site.ask(new SiteRequest.CreateAccount(EmailAddress.of("all-bounces@example.com"), true))))
                .contains("mailing list");
    }

    @Test
    void aListIsNotAMemberOfAListAndNobodyIsTwice() {
        assertThat(reason(create(TEAM, LIST))).contains("all@example.com is a list");
        assertThat(reason(create(TEAM, TEAM))).contains("a list cannot be a member");
        assertThat(reason(create(TEAM, AKIRA, EmailAddress.of("AKIRA@example.com"))))
                .contains("twice");
        create(TEAM, EVE);
        assertThat(reason(site.ask(new SiteRequest.AddMember(TEAM, LIST)))).contains("is a list");
        site.ask(new SiteRequest.AddMember(TEAM, EmailAddress.of("later@example.com")));
        assertThat(reason(create(EmailAddress.of("later@example.com")))).contains("a member of a list here");
    }

    @Test
    void membersComeAndGo() {
        assertThat(site.ask(new SiteRequest.AddMember(LIST, EVE))).isEqualTo(new SiteAnswer.Done());
        assertThat(reason(site.ask(new SiteRequest.AddMember(LIST, EVE)))).contains("twice");
        assertThat(site.client("192.0.2.50").begin("eve@elsewhere.test", "all@example.com"))
                .startsWith("250");
        assertThat(site.ask(new SiteRequest.RemoveMember(LIST, AKIRA))).isEqualTo(new SiteAnswer.Done());
        assertThat(reason(site.ask(new SiteRequest.RemoveMember(LIST, AKIRA)))).contains("not a member");
        assertThat(reason(site.ask(new SiteRequest.AddMember(TEAM, EVE)))).contains("no list team@example.com");
        assertThat(lists()).containsExactly(new MailingList(LIST, List.of(EVE), AKIRA));
    }

    @Test
    void aRemovedListIsUnknown() {
        assertThat(site.ask(new SiteRequest.RemoveList(LIST))).isEqualTo(new SiteAnswer.Done());
        assertThat(site.query("all@example.com")).endsWith(" 3");
        assertThat(reason(site.ask(new SiteRequest.RemoveList(LIST)))).contains("no list");
        site.restart();
        assertThat(lists()).isEmpty();
    }

    /** DS-36. */
    @Test
    void whatCannotBeStoredIsNotDone() {
        site.store().fails(CommitFailure.IO);
        assertThat(create(TEAM)).isEqualTo(new SiteAnswer.Refused("it could not be stored", true, ""));
        assertThat(lists()).hasSize(1);
    }
}
