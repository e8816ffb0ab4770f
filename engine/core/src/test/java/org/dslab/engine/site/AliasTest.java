package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.junit.jupiter.api.Test;

/** Aliases: whom they lead to, and how they are made and removed (DS-02, DS-14, DS-40, DS-44). */
class AliasTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final String ELSEWHERE = "mx.elsewhere.test:25";

    private SiteHarness site = new SiteHarness(settings().build());

    private static Settings settings() {
        return Settings.tokyo()
                .account("full", AccountState.FULL)
                .account("gone", AccountState.DISABLED)
                .alias("sales", "aki")
                .alias("to-full", "full")
                .alias("to-gone", "gone")
                .alias("out", "someone@elsewhere.test")
                .alias("over-there", "botan@example.com")
                .route("elsewhere.test", "mx.elsewhere.test");
    }

    private static EmailAddress at(String localPart) {
        return EmailAddress.of(localPart + "@example.com");
    }

    private String rcpt(String localPart) {
        return site.client("192.0.2.50").begin(EVE, localPart + "@example.com");
    }

    private String minger(String localPart) {
        return site.query(localPart + "@example.com");
    }

    private Object create(String alias, String target) {
        return site.ask(new SiteRequest.CreateAlias(
                EmailAddress.of(alias.contains("@") ? alias : alias + "@example.com"),
                EmailAddress.of(target.contains("@") ? target : target + "@example.com"),
                false,
                Optional.empty()));
    }

    private void isRefused(Object answer, String reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SiteAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
        assertThat(site.questions()).isEmpty();
    }

    /** DS-02: decided without a lookup, like what it leads to. */
    @Test
    void anAliasHasTheReplyAndTheStatusOfWhatItLeadsTo() {
        assertThat(rcpt("sales")).startsWith("250");
        assertThat(rcpt("to-full")).startsWith("452 4.2.2");
        assertThat(rcpt("to-gone")).startsWith("550 5.2.1");
        assertThat(minger("sales")).endsWith(" 5");
        assertThat(minger("to-full")).endsWith(" 4");
        assertThat(minger("to-gone")).endsWith(" 4");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-02. */
    @Test
    void mailForAnAliasOfAnAliasIsFiledInTheAccount() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "Sales@example.com");
        client.data("<m1@x>");

        assertThat(site.filed()).extracting(SiteHarness.FiledCopy::mailbox).containsExactly("akira@example.com");
    }

    /** DS-02, DS-14: accepted at once, and sent on to the target. */
    @Test
    void anAliasOfAForeignAddressIsAcceptedAndItsMailSentOn() {
        FakeNextHop elsewhere = site.reachable(ELSEWHERE);
        assertThat(minger("out")).endsWith(" 5");
        SiteHarness.Client client = site.client("192.0.2.50");
        assertThat(client.begin(EVE, "out@example.com")).startsWith("250");
        assertThat(client.data("<m1@x>")).startsWith("250");

        assertThat(elsewhere.commands()).contains("RCPT TO:<someone@elsewhere.test>");
        assertThat(elsewhere.messages()).hasSize(1);
        assertThat(site.questions()).isEmpty();
        assertThat(site.events(SiteEvent.AliasFollowed.class)).hasSize(1);
    }

    /** DS-14: by a lookup, when it is routed. */
    @Test
    void anAliasOfAnotherSitesAddressIsAcceptedAndItsTargetLookedUp() {
        FakeNextHop osaka = site.reachable("osaka.example:25");
        SiteHarness.Client client = site.client("192.0.2.50");
        assertThat(client.begin(EVE, "over-there@example.com")).startsWith("250");
        assertThat(site.questions()).isEmpty();
        client.data("<m1@x>");
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains("botan@example.com"));
        site.answer("osaka.example", "5");

        assertThat(osaka.commands()).contains("RCPT TO:<botan@example.com>");
        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-14: the target is not known for the moment. */
    @Test
    void mailForAnAliasWhoseTargetCannotBeLookedUpWaitsAlsoOverARestart() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "over-there@example.com");
        client.data("<m1@x>");
        site.advance(Duration.ofSeconds(5));
        site.restart();
        FakeNextHop osaka = site.reachable("osaka.example:25");
        site.advance(Duration.ofMinutes(10));
        site.answer("osaka.example", "5");

        assertThat(osaka.messages()).hasSize(1);
    }

    /** DS-11, DS-37: one copy for somebody who is meant twice. */
    @Test
    void aTargetThatIsARecipientAnywayGetsOneCopy() {
        FakeNextHop osaka = site.reachable("osaka.example:25");
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "botan@example.com", "over-there@example.com");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        client.heard();
        client.data("<m1@x>");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.commands()).containsOnlyOnce("RCPT TO:<botan@example.com>");
        assertThat(site.events(SiteEvent.MessageDone.class)).hasSize(1);
        assertThat(site.stored().messages()).isEmpty();
    }

    /** DS-20: an alias is a local address, whoever gets its mail. */
    @Test
    void aLocalAliasIsASenderWithoutALookup() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.say("EHLO client.example");

        assertThat(client.say("MAIL FROM:<out@example.com>")).startsWith("250");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-40: by the same rule as an account, and with its reservation (DS-43). */
    @Test
    void everyHostIsAskedBeforeAnAliasIsMade() {
        create("bo", "akira");
        assertThat(minger("bo")).endsWith(" 4");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(minger("bo")).endsWith(" 5");
        site.restart();
        assertThat(minger("bo")).endsWith(" 5");

        create("info", "akira");
        site.answer("osaka.example", "5");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
        assertThat(minger("info")).endsWith(" 3");
    }

    /** DS-40: nobody need be asked about what cannot be. */
    @Test
    void anAliasThatCannotBeIsRefusedWithItsReason() {
        isRefused(create("akira", "full"), "it exists here already");
        isRefused(create("sales", "full"), "it exists here already");
        isRefused(create("x@elsewhere.test", "akira"), "elsewhere.test is not one of this site's");
        isRefused(create("me", "me"), "would lead round in a circle: me@example.com -> me@example.com");
    }

    /** DS-40: the other half of the circle need not be made yet. */
    @Test
    void aCircleOfAliasesIsRefusedEvenWhileItIsBeingMade() {
        create("one", "two");

        assertThat(create("two", "one"))
                .isInstanceOfSatisfying(
                        SiteAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("round in a circle"));
    }

    /** DS-40: nobody else can have a target in a domain that is not shared. */
    @Test
    void anAliasMayNotLeadToNobody() {
        site = new SiteHarness(settings().sharing(false, true, true, List.of()).build());

        isRefused(create("bo", "nobody"), "does not exist");
        assertThat(create("bo", "sales")).isEqualTo(new SiteAnswer.Done());
        assertThat(create("master", "postmaster")).isEqualTo(new SiteAnswer.Done());
    }

    /** DS-02: such a spool cannot come from us; its addresses exist and cannot receive. */
    @Test
    void aCircleThatIsThereAllTheSameHangsNobody() {
        site = new SiteHarness(
                Settings.tokyo().alias("one", "two").alias("two", "one").build());

        assertThat(rcpt("one")).startsWith("450 4.2.1");
        assertThat(minger("one")).endsWith(" 4");
        assertThat(rcpt("akira")).startsWith("250");
    }

    /** DS-44. */
    @Test
    void removingAnAccountRemovesWhateverLeadsToIt() {
        assertThat(site.ask(new SiteRequest.RemoveAccount(at("akira")))).isEqualTo(new SiteAnswer.Done());

        assertThat(minger("akira")).endsWith(" 3");
        assertThat(minger("aki")).endsWith(" 3");
        assertThat(minger("sales")).endsWith(" 3");
        assertThat(minger("out")).endsWith(" 5");
        assertThat(site.stored().aliases()).extracting(Alias::address).doesNotContain(at("aki"), at("sales"));
        site.restart();
        assertThat(minger("sales")).endsWith(" 3");
    }

    /** DS-44. */
    @Test
    void removingAnAliasRemovesWhateverLeadsToItAndNotItsTarget() {
        assertThat(site.ask(new SiteRequest.RemoveAlias(at("aki")))).isEqualTo(new SiteAnswer.Done());

        assertThat(minger("aki")).endsWith(" 3");
        assertThat(minger("sales")).endsWith(" 3");
        assertThat(minger("akira")).endsWith(" 5");
        isRefused(site.ask(new SiteRequest.RemoveAlias(at("akira"))), "there is no alias akira@example.com");
        isRefused(site.ask(new SiteRequest.RemoveAccount(at("out"))), "there is no account out@example.com");
    }

    /** DS-13: postmaster's mail goes where an alias of that name leads. */
    @Test
    void postmasterMayBeAnAlias() {
        site = new SiteHarness(Settings.tokyo()
                .alias("postmaster", "someone@elsewhere.test")
                .route("elsewhere.test", "mx.elsewhere.test")
                .build());
        FakeNextHop elsewhere = site.reachable(ELSEWHERE);
        SiteHarness.Client client = site.client("192.0.2.50");
        assertThat(client.begin(EVE, "Postmaster@example.com")).startsWith("250");
        client.data("<m1@x>");

        assertThat(elsewhere.messages()).hasSize(1);
    }

    @Test
    void theAddressesOfASiteAreListed() {
        site = new SiteHarness(
                Settings.tokyo().account("full", AccountState.FULL).build());
        create("bo", "aki");

        assertThat(site.ask(new SiteRequest.ListAccounts()))
                .isEqualTo(new SiteAnswer.Accounts(
                        List.of(
                                new Account(at("akira"), AccountState.ACTIVE),
                                new Account(at("full"), AccountState.FULL)),
                        List.of(new Alias(at("aki"), at("akira"))),
                        List.of(at("bo"))));
    }

    /** DS-13, DS-37: whatever names it has among the recipients, a mailbox gets one copy, which keeps the first. */
    @Test
    void aMailboxGetsOneCopyOfAMessage() {
        SiteHarness tokyo = new SiteHarness(Settings.tokyo().build());
        SiteHarness.Client client = tokyo.client("192.0.2.50");
        client.begin("eve@elsewhere.test", "aki@example.com", "akira@example.com", "postmaster@example.com");
        client.data("<one@x>");

        assertThat(tokyo.filed())
                .singleElement()
                .satisfies(copy -> assertThat(copy.text()).contains("Delivered-To: aki@example.com"));
        assertThat(tokyo.ask(new SiteRequest.CountQueue())).isEqualTo(new SiteAnswer.Queue(0));
    }
}
