package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredHost;
import org.junit.jupiter.api.Test;

/** What the configuration has for an empty spool, when the store cannot take it at first (DS-71). */
class SeedsTest {

    private static final String CLIENT = "192.0.2.50";
    private static final EmailAddress CHIE = EmailAddress.of("chie@example.com");

    private final SiteHarness site = new SiteHarness(settings(), Optional.of(CommitFailure.FULL));

    private static SiteSettings settings() {
        return Settings.tokyo()
                .account("chie", AccountState.ACTIVE)
                .alias("sales", "aki")
                .list("all", "akira@example.com")
                .build();
    }

    private void accept(String messageId) {
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin("eve@elsewhere.test", "akira@example.com")).startsWith("250");
        assertThat(client.data(messageId)).startsWith("250");
    }

    private List<String> addresses() {
        return site.stored().accounts().stream()
                .map(Account::address)
                .map(EmailAddress::toString)
                .toList();
    }

    /** DS-36, DS-71. */
    @Test
    void theyAreStoredWithWhateverIsStoredFirst() {
        assertThat(site.stored()).isEqualTo(SpoolState.EMPTY);
        assertThat(site.events(SiteEvent.Warned.class))
                .extracting(SiteEvent.Warned::text)
                .anyMatch(text -> text.contains("could not be stored"));
        site.store().works();
        accept("<m1@x>");
        accept("<m2@x>");
        site.restart();

        SpoolState usual = new SiteHarness(settings()).stored();
        assertThat(addresses()).containsExactly("akira@example.com", "chie@example.com");
        assertThat(site.stored().accounts()).isEqualTo(usual.accounts());
        assertThat(site.stored().aliases()).isEqualTo(usual.aliases()).hasSize(2);
        assertThat(site.stored().lists()).isEqualTo(usual.lists()).hasSize(1);
        assertThat(site.stored().hosts())
                .extracting(StoredHost::key)
                .containsExactly("osaka.example:25", "kyoto.example:25");
        for (String address : List.of("akira", "chie", "aki", "sales", "all")) {
            assertThat(site.query(address + "@example.com")).endsWith(" 5");
        }
        site.client(CLIENT).begin("eve@elsewhere.test", "botan@example.com");
        assertThat(site.questions()).hasSize(2);
    }

    /** DS-71: what an operator does meanwhile counts, and is stored after them. */
    @Test
    void whatAnOperatorHasRemovedStaysRemoved() {
        assertThat(site.ask(new SiteRequest.RemoveAccount(CHIE))).isInstanceOf(SiteAnswer.Refused.class);
        site.store().works();
        assertThat(site.ask(new SiteRequest.RemoveAccount(CHIE))).isEqualTo(new SiteAnswer.Done());
        assertThat(site.ask(new SiteRequest.RemoveHost("kyoto"))).isEqualTo(new SiteAnswer.Done());
        accept("<m1@x>");
        site.restart();

        assertThat(addresses()).containsExactly("akira@example.com");
        assertThat(site.query("chie@example.com")).endsWith(" 3");
        assertThat(site.stored().hosts()).extracting(StoredHost::key).containsExactly("osaka.example:25");
    }

    /** DS-71: also while several commits that have them are under way. */
    @Test
    void theyAreAppliedOnceThoughSeveralCommitsHaveThem() {
        site.store().works();
        site.store().isSlow();
        site.ask(new SiteRequest.RemoveAccount(CHIE));
        site.ask(new SiteRequest.RemoveHost("kyoto"));
        site.store().goesOn();
        site.restart();

        assertThat(addresses()).containsExactly("akira@example.com");
        assertThat(site.stored().hosts()).extracting(StoredHost::key).containsExactly("osaka.example:25");
    }
}
