package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.Secret;
import org.junit.jupiter.api.Test;

/** Accounts and what Minger says about them (DS-40 to DS-42, DS-44, DS-50 to DS-52, DS-71, DS-73). */
class AccountsTest {

    private static final EmailAddress DORA = EmailAddress.of("dora@example.com");

    private SiteHarness site =
            new SiteHarness(Settings.tokyo().creation(AccountCreationMode.CHECK).build());

    private void create(boolean force) {
        assertThat(site.ask(new SiteRequest.CreateAccount(DORA, force))).isInstanceOf(SiteHarness.NoAnswerYet.class);
    }

    /** DS-42, DS-40. */
    @Test
    void anAccountIsMadeOnceEveryHostHasSaidNo() {
        create(false);
        site.answer("osaka.example", "3");
        assertThat(site.answers()).isEmpty();
        assertThat(site.query("dora@example.com")).isEqualTo("dora@example.com 3");
        site.answer("kyoto.example", "3");

        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        assertThat(site.query("dora@example.com")).isEqualTo("dora@example.com 5");
        assertThat(site.client("192.0.2.50").begin("eve@elsewhere.test", "dora@example.com"))
                .startsWith("250");
    }

    /** DS-40: the error names the host; an inactive address exists too, and force does not help. */
    @Test
    void anAccountThatExistsElsewhereIsRefusedByName() {
        create(true);
        site.answer("osaka.example", "4");
        site.answer("kyoto.example", "3");

        assertThat(site.answers()).containsExactly(new SiteAnswer.Refused("it exists at osaka", false, "osaka"));
    }

    /** DS-41. */
    @Test
    void aHostThatCannotBeAskedMakesItTryAgainUnlessForced() {
        create(false);
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(site.answers()).hasSize(1);
        SiteAnswer.Refused refused = (SiteAnswer.Refused) site.answers().getFirst();
        assertThat(refused.again()).isTrue();
        assertThat(refused.host()).isEqualTo("kyoto");

        create(true);
        site.answer("osaka.example", "3");
        site.advance(Duration.ofSeconds(5));
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
    }

    /** DS-42: nothing tells two sites that ask at the same moment about each other. */
    @Test
    void whileAnAccountIsBeingCreatedTheSiteStillSaysThatItDoesNotExist() {
        create(false);

        assertThat(site.query("dora@example.com")).isEqualTo("dora@example.com 3");
    }

    /** DS-40, DS-42: an answer begun before the question is out of date in this mode too. */
    @Test
    void theQuestionBeforeAnAccountIsCreatedIsAFreshOne() {
        site.client("192.0.2.50").begin("eve@elsewhere.test", "dora@example.com");
        create(false);

        assertThat(site.questions()).hasSize(4);
    }

    @Test
    void theSameAccountCannotBeCreatedTwiceHere() {
        create(false);
        assertThat(site.ask(new SiteRequest.CreateAccount(EmailAddress.of("DORA@example.com"), false)))
                .isInstanceOfSatisfying(
                        SiteAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("being created"));
        assertThat(site.ask(new SiteRequest.CreateAccount(EmailAddress.of("aki@example.com"), false)))
                .isInstanceOfSatisfying(
                        SiteAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("exists here"));
        assertThat(site.ask(new SiteRequest.CreateAccount(EmailAddress.of("dora@elsewhere.test"), false)))
                .isInstanceOfSatisfying(
                        SiteAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("elsewhere.test"));
    }

    /** DS-06: creating a local address durably drops its remembered owner. */
    @Test
    void aCreatedAccountIsNoLongerRoutedToWhereItWas() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin("eve@elsewhere.test", "dora@example.com");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        create(false);
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(site.answers()).containsExactly(new SiteAnswer.Done());
        site.restart();

        client = site.client("192.0.2.50");
        client.begin("eve@elsewhere.test", "dora@example.com");
        client.data("<m1@x>");
        assertThat(site.filed()).hasSize(1);
    }

    /** DS-36. */
    @Test
    void anAccountThatCouldNotBeStoredDoesNotExist() {
        create(false);
        site.store().fails(CommitFailure.FULL);
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");

        assertThat(site.answers()).hasSize(1).allMatch(SiteAnswer.Refused.class::isInstance);
        assertThat(site.query("dora@example.com")).isEqualTo("dora@example.com 3");
        site.store().works();
        create(false);
    }

    /** DS-44. */
    @Test
    void aRemovedAccountIsGoneFromMingerAnswersAtOnceWithItsAliases() {
        assertThat(site.ask(new SiteRequest.RemoveAccount(EmailAddress.of("akira@example.com"))))
                .isEqualTo(new SiteAnswer.Done());

        assertThat(site.query("akira@example.com")).endsWith(" 3");
        assertThat(site.query("aki@example.com")).endsWith(" 3");
        assertThat(site.ask(new SiteRequest.RemoveAccount(EmailAddress.of("akira@example.com"))))
                .isInstanceOf(SiteAnswer.Refused.class);
        site.restart();
        assertThat(site.query("akira@example.com")).endsWith(" 3");
    }

    /** DS-01, DS-50, DS-51: for its own addresses, alias and state included, letter case echoed; never by asking others. */
    @Test
    void answersForItsOwnAddressesOnly() {
        site = new SiteHarness(
                Settings.tokyo().account("full", AccountState.FULL).build());
        assertThat(site.query("AKIRA@Example.com")).isEqualTo("AKIRA@Example.com 5");
        assertThat(site.query("aki@example.com")).isEqualTo("aki@example.com 5");
        assertThat(site.query("full@example.com")).isEqualTo("full@example.com 4");
        assertThat(site.query("botan@example.com")).isEqualTo("botan@example.com 3");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-50: the switch of domain sharing does not silence the responder, its own does. */
    @Test
    void answersAreSwitchedApartFromSharing() {
        site = new SiteHarness(
                Settings.tokyo().sharing(false, true, true, List.of()).build());
        assertThat(site.query("akira@example.com")).isEqualTo("akira@example.com 5");

        MingerSettings base = MingerSettings.defaults();
        site = new SiteHarness(Settings.tokyo()
                .minger(new MingerSettings(false, base.password(), base.clients(), base.tcpIdleLimit()))
                .build());
        assertThat(site.query("akira@example.com")).isEmpty();
    }

    /** DS-52, DS-73. */
    @Test
    void aWrongDigestIsDeniedWhetherTheAddressExistsOrNotAndThePasswordIsNeverRecorded() {
        MingerSettings base = MingerSettings.defaults();
        site = new SiteHarness(Settings.tokyo()
                .minger(new MingerSettings(
                        true, Optional.of(new Secret("canary-password-77")), base.clients(), base.tcpIdleLimit()))
                .build());

        assertThat(site.query("akira@example.com d=AAAAAAAAAAAAAAAAAAAAAA==")).endsWith(" 2");
        assertThat(site.query("nobody@example.com")).endsWith(" 2");
        assertThat(site.events().toString()).contains("QueryAnswered").doesNotContain("canary");
        assertThat(Settings.tokyo().build().toString()).doesNotContain("osaka-password");
    }

    /** DS-71: the configuration seeds an empty spool, later the spool wins. */
    @Test
    void afterTheFirstStartTheSpoolsAccountsCount() {
        assertThat(site.events(SiteEvent.Warned.class))
                .anyMatch(warning -> warning.text().contains("without asking"));
        site.ask(new SiteRequest.RemoveAccount(EmailAddress.of("akira@example.com")));
        site.restart();

        assertThat(site.events(SiteEvent.Started.class).getLast().accounts()).isEmpty();
        assertThat(site.events(SiteEvent.Warned.class))
                .extracting(SiteEvent.Warned::text)
                .filteredOn(text -> text.contains("without asking"))
                .hasSize(1);
        assertThat(site.events(SiteEvent.Warned.class))
                .extracting(SiteEvent.Warned::text)
                .contains("account akira@example.com is only in the configuration, and so not in force");
    }
}
