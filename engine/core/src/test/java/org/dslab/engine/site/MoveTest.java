package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.junit.jupiter.api.Test;

/** The states of accounts, and their way to another site (DS-02, DS-44). */
class MoveTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final EmailAddress AKIRA = EmailAddress.of("akira@example.com");
    private static final EmailAddress DORA = EmailAddress.of("dora@example.com");

    private final SiteHarness site = new SiteHarness(Settings.tokyo().build());

    private Object set(AccountState state) {
        return site.ask(new SiteRequest.SetAccountState(AKIRA, state, false));
    }

    private SiteHarness.Client client() {
        return site.client("192.0.2.50");
    }

    private void answers(String osaka, String kyoto) {
        site.answer("osaka.example", osaka);
        site.answer("kyoto.example", kyoto);
    }

    /** DS-02. */
    @Test
    void eachStateHasItsReplyAndItsStatus() {
        assertThat(client().begin(EVE, "akira@example.com")).startsWith("250");
        assertThat(set(AccountState.DISABLED)).isEqualTo(new SiteAnswer.Done());
        assertThat(client().begin(EVE, "akira@example.com")).startsWith("550 5.2.1");
        assertThat(site.query("akira@example.com")).endsWith(" 4");
        assertThat(set(AccountState.FULL)).isEqualTo(new SiteAnswer.Done());
        assertThat(client().begin(EVE, "aki@example.com")).startsWith("452 4.2.2");
        assertThat(site.query("aki@example.com")).endsWith(" 4");
        assertThat(set(AccountState.ACTIVE)).isEqualTo(new SiteAnswer.Done());
        assertThat(client().begin(EVE, "akira@example.com")).startsWith("250");
        assertThat(site.query("akira@example.com")).endsWith(" 5");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-02, DS-36: durable first, visible then. */
    @Test
    void aStateShowsOnceItIsDurable() {
        site.store().isSlow();
        set(AccountState.DISABLED);
        assertThat(site.query("akira@example.com")).endsWith(" 5");
        site.store().goesOn();
        assertThat(site.query("akira@example.com")).endsWith(" 4");

        site.restart();
        assertThat(site.query("akira@example.com")).endsWith(" 4");
        assertThat(site.events(SiteEvent.AccountInState.class))
                .endsWith(
                        new SiteEvent.AccountInState(AKIRA, AccountState.DISABLED),
                        new SiteEvent.AccountInState(EmailAddress.of("aki@example.com"), AccountState.DISABLED));
    }

    /** DS-02: one after the other, for the second would bring back what the first has taken away. */
    @Test
    void anAccountThatIsBeingRemovedCannotBeChanged() {
        site.store().isSlow();
        site.ask(new SiteRequest.RemoveAccount(AKIRA));

        assertThat(set(AccountState.FULL))
                .isEqualTo(new SiteAnswer.Refused("it is being removed at the moment; try again", true, ""));
        site.store().goesOn();
        assertThat(site.query("akira@example.com")).endsWith(" 3");
        assertThat(set(AccountState.FULL))
                .isEqualTo(new SiteAnswer.Refused("there is no account akira@example.com", false, ""));
    }

    /** DS-44, DS-02: the new site may have it already; otherwise the sender tries again, whatever the others say. */
    @Test
    void aRecipientThatIsMovingIsDecidedByALookup() {
        assertThat(site.ask(new SiteRequest.MoveAccount(AKIRA))).isEqualTo(new SiteAnswer.Done());
        assertThat(site.query("akira@example.com")).endsWith(" 4");

        SiteHarness.Client early = client();
        early.begin(EVE, "akira@example.com");
        answers("3", "3");
        assertThat(early.heard()).startsWith("450 4.2.1");
        SiteHarness.Client unlucky = client();
        unlucky.begin(EVE, "akira@example.com");
        site.advance(Duration.ofSeconds(5));
        assertThat(unlucky.heard()).startsWith("450 4.2.1");

        FakeNextHop osaka = site.reachable("osaka.example:25");
        SiteHarness.Client late = client();
        late.begin(EVE, "akira@example.com");
        answers("5", "3");
        assertThat(late.heard()).startsWith("250");
        late.data("<m1@x>");
        assertThat(osaka.messages()).hasSize(1);
        assertThat(site.filed()).isEmpty();
    }

    /** DS-44: what was accepted before the move waits, and follows the account. */
    @Test
    void queuedMailFollowsAnAccountToItsNewSite() {
        SiteHarness site = new SiteHarness(
                Settings.tokyo().account("dora", AccountState.ACTIVE).build());
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "dora@example.com");
        site.ask(new SiteRequest.MoveAccount(DORA));
        client.data("<m1@x>");
        assertThat(site.filed()).isEmpty();
        site.ask(new SiteRequest.RemoveAccount(DORA));
        FakeNextHop osaka = site.reachable("osaka.example:25");
        site.advance(Duration.ofMinutes(10));
        site.answer("osaka.example", "5");

        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.commands()).contains("RCPT TO:<dora@example.com>");
    }

    /** DS-44: the owner's 4 is no objection; anybody else's is. */
    @Test
    void theTargetCreatesAMovedAccountAlthoughItsOwnerSaysFour() {
        site.ask(new SiteRequest.CreateAccount(DORA, false, Optional.of("osaka")));
        answers("4", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(site.query("dora@example.com")).endsWith(" 5");
        site.ask(new SiteRequest.RemoveAccount(DORA));

        site.ask(new SiteRequest.CreateAccount(DORA, false, Optional.of("osaka")));
        answers("3", "4");
        assertThat(site.answers())
                .containsExactly(new SiteAnswer.Refused("it exists or is being created at kyoto", true, "kyoto"));
    }

    /** DS-44: an owner that still takes mail for it has not begun to move it. */
    @Test
    void anAccountThatItsOwnerIsNotMovingIsRefused() {
        site.ask(new SiteRequest.CreateAccount(DORA, true, Optional.of("osaka")));
        site.answer("osaka.example", "5");

        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
    }

    /** DS-44. */
    @Test
    void anUnknownOwnerIsRefusedByName() {
        assertThat(site.ask(new SiteRequest.CreateAccount(DORA, false, Optional.of("nara"))))
                .isEqualTo(new SiteAnswer.Refused("no sharing host is named nara; there is osaka, kyoto", false, ""));
    }

    /** DS-44, DS-40: it may be at its new site already. */
    @Test
    void aMoveIsCalledOffOnlyIfNobodyElseHasTheAccount() {
        site.ask(new SiteRequest.MoveAccount(AKIRA));
        set(AccountState.ACTIVE);
        site.answer("osaka.example", "5");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
        assertThat(site.query("akira@example.com")).endsWith(" 4");

        set(AccountState.ACTIVE);
        answers("3", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(site.query("akira@example.com")).endsWith(" 5");
    }

    /** DS-44, DS-06: what was found about the new site while it moved is forgotten when it stays. */
    @Test
    void aMoveThatWasCalledOffLeavesNothingRemembered() {
        site.ask(new SiteRequest.MoveAccount(AKIRA));
        client().begin(EVE, "akira@example.com");
        answers("5", "3");
        assertThat(site.stored().verified()).hasSize(1);
        set(AccountState.ACTIVE);
        answers("3", "3");

        assertThat(site.stored().verified()).isEmpty();
    }
}
