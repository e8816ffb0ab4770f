package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.junit.jupiter.api.Test;

/** Addresses with a detail (DS-58). */
class SubaddressTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";

    private SiteHarness site = new SiteHarness(Settings.tokyo()
            .account("akira+exact", AccountState.ACTIVE)
            .account("full", AccountState.FULL)
            .subaddresses('+')
            .build());

    private String rcpt(String recipient) {
        return site.client(CLIENT).begin(EVE, recipient);
    }

    /** DS-58: the exact address wins over the base address. */
    @Test
    void aLocalAddressWithADetailIsItsBaseAddress() {
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin(EVE, "Akira+Lists+more@example.com", "akira+exact@example.com")
                        .lines())
                .allMatch(reply -> reply.startsWith("250"));
        client.data("<m@x>");
        assertThat(site.filed())
                .extracting(SiteHarness.FiledCopy::mailbox)
                .containsExactly("akira@example.com", "akira+exact@example.com");
        assertThat(rcpt("aki+x@example.com")).startsWith("250");
        assertThat(rcpt("full+x@example.com")).startsWith("452 4.2.2");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-58: others are asked about the base address, once for all details; the detail goes along with the mail. */
    @Test
    void othersAreAskedAboutTheBaseAddress() {
        site.reachable("osaka.example:25");
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan+one@example.com");
        assertThat(site.questions()).allMatch(question -> question.contains(" botan@example.com"));
        site.answer("osaka.example", "5");
        assertThat(client.heard()).startsWith("250");
        client.data("<m@x>");
        assertThat(site.events(SiteEvent.RecipientDelivered.class))
                .extracting(SiteEvent.RecipientDelivered::recipient)
                .containsExactly("botan+one@example.com");

        site.answer("kyoto.example", "3");
        assertThat(rcpt("botan+two@example.com")).startsWith("250");
        assertThat(rcpt("botan@example.com")).startsWith("250");
        assertThat(site.questions()).isEmpty();
    }

    /** DS-08, DS-58: what turns out wrong is forgotten and asked about for the base address, too. */
    @Test
    void aStaleRouteOfAnAddressWithADetailIsLookedUpByItsBaseAddress() {
        site.reachable("osaka.example:25").replying("RCPT", "550 5.1.1 no such user");
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan+one@example.com");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        client.data("<m@x>");

        assertThat(site.stored().verified()).isEmpty();
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(" botan@example.com"));
    }

    /** DS-20, DS-58. */
    @Test
    void aSenderWithADetailIsVerifiedByItsBaseAddress() {
        SiteHarness.Client client = site.client(CLIENT);
        client.say("EHLO client.example");
        client.say("MAIL FROM:<botan+one@example.com>");
        site.answer("osaka.example", "5");
        assertThat(client.heard()).startsWith("250");
        client.say("RSET");
        assertThat(client.say("MAIL FROM:<akira+x@example.com>")).startsWith("250");
    }

    /** DS-51, DS-58: a site that asks without knowing of details learns the same. */
    @Test
    void aMingerQueryWithADetailIsAnsweredForTheBaseAddress() {
        assertThat(site.query("akira+x@example.com")).isEqualTo("akira+x@example.com 5");
        assertThat(site.query("full+x@example.com")).isEqualTo("full+x@example.com 4");
        assertThat(site.query("nobody+x@example.com")).isEqualTo("nobody+x@example.com 3");
    }

    /** DS-58: unless the site allows them there are none. */
    @Test
    void withoutASeparatorAnAddressWithADetailIsAnAddressLikeAnyOther() {
        site = new SiteHarness(Settings.tokyo().build());
        assertThat(site.query("akira+x@example.com")).isEqualTo("akira+x@example.com 3");
        rcpt("akira+x@example.com");
        assertThat(site.questions()).hasSize(2).allMatch(question -> question.contains(" akira+x@example.com"));
    }

    /** DS-58: there is no catch-all in a shared domain. */
    @Test
    void anAddressThatNobodyHasIsNobodysWhateverItsDetail() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "nobody+akira@example.com");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(client.heard()).startsWith("550 5.1.1");
        site.advance(Duration.ofSeconds(1));
        assertThat(site.filed()).isEmpty();
    }

    /** DS-58, DS-84: a list's address with a detail is the list's; the address of its bounces is none. */
    @Test
    void aListIsMeantByItsAddressWithADetail() {
        site = new SiteHarness(Settings.tokyo()
                .list("all", "akira@example.com")
                .subaddresses('-')
                .build());
        SiteHarness.Client client = site.client("192.0.2.20");
        assertThat(client.begin("akira@example.com", "all-week@example.com")).startsWith("250");
        client.data("<m@x>");
        assertThat(site.filed()).extracting(SiteHarness.FiledCopy::mailbox).containsExactly("akira@example.com");
        assertThat(site.query("all-week@example.com")).isEqualTo("all-week@example.com 5");

        SiteHarness.Client bounce = site.client(CLIENT);
        assertThat(bounce.begin("", "all-bounces@example.com")).startsWith("250");
        bounce.data("<b@x>");
        assertThat(site.filed()).hasSize(2);
    }

    /** DS-58, DS-02: an account's own address is no list's, whatever a list with a detail looks like. */
    @Test
    void anAccountWhoseNameLooksLikeAListWithADetailKeepsItsMail() {
        site = new SiteHarness(Settings.tokyo()
                .account("dev-ops", AccountState.ACTIVE)
                .account("dev-full", AccountState.FULL)
                .alias("dev-alias", "dev-full")
                .list("dev", "akira@example.com")
                .subaddresses('-')
                .build());
        SiteHarness.Client stranger = site.client(CLIENT);
        assertThat(stranger.begin(EVE, "Dev-Ops@example.com")).startsWith("250");
        stranger.data("<m1@x>");
        assertThat(site.filed())
                .singleElement()
                .satisfies(copy -> assertThat(copy.mailbox()).isEqualTo("dev-ops@example.com"))
                .satisfies(copy -> assertThat(copy.text()).doesNotContain("List-Id"));
        assertThat(site.query("dev-ops@example.com")).isEqualTo("dev-ops@example.com 5");
        for (String full : List.of("dev-full@example.com", "dev-alias@example.com")) {
            assertThat(site.query(full)).isEqualTo(full + " 4");
            assertThat(rcpt(full)).startsWith("452 4.2.2");
        }

        assertThat(rcpt("dev-week@example.com")).startsWith("550 5.7.2");
        SiteHarness.Client member = site.client(CLIENT);
        assertThat(member.begin("akira@example.com", "dev-week@example.com")).startsWith("250");
        member.data("<p1@x>");
        assertThat(site.filed())
                .last()
                .satisfies(copy -> assertThat(copy.mailbox()).isEqualTo("akira@example.com"))
                .satisfies(copy -> assertThat(copy.text()).contains("List-Id: <dev.example.com>"));
        assertThat(site.query("dev-week@example.com")).isEqualTo("dev-week@example.com 5");
    }

    /** DS-84, DS-58. */
    @Test
    void aListThatIsNamedTwiceInATransactionDistributesThePostOnce() {
        site = new SiteHarness(Settings.tokyo()
                .list("all", "akira@example.com")
                .subaddresses('+')
                .build());
        SiteHarness.Client client = site.client(CLIENT);
        assertThat(client.begin("akira@example.com", "all@example.com", "All+x@example.com")
                        .lines())
                .hasSize(2)
                .allMatch(reply -> reply.startsWith("250"));
        assertThat(client.data("<p1@x>")).startsWith("250");

        assertThat(site.filed()).hasSize(1);
        assertThat(site.events(SiteEvent.PostDistributed.class)).hasSize(1);
        assertThat(site.questions()).hasSize(2);
    }
}
