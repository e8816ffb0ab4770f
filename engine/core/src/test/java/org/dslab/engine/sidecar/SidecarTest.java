package org.dslab.engine.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the maps say about an address, and the Minger listener about the users. */
class SidecarTest {

    private final SidecarHarness sidecar = SidecarHarness.ofChieAndDisabledDai();
    private final SidecarHarness.Client postfix = sidecar.client();

    /** DS-02. */
    @Test
    void ownUsersAreKnownWithoutAskingAndPostfixDeliversThemItself() {
        assertThat(postfix.ask("rcpt Chie@Example.com")).isEqualTo("OK own");
        assertThat(postfix.ask("route chie@example.com")).isEqualTo("NOTFOUND ");
        assertThat(postfix.ask("rcpt dai@example.com")).isEqualTo("NOTFOUND ");
        assertThat(postfix.ask("route dai@example.com")).isEqualTo("NOTFOUND ");
        assertThat(sidecar.questions()).isEmpty();
    }

    /** DS-13. */
    @ParameterizedTest
    @ValueSource(strings = {"postmaster", "POSTMASTER", "Postmaster@example.com", "postmaster@private.example"})
    void postmasterIsAlwaysThere(String key) {
        assertThat(postfix.ask("rcpt " + key)).isEqualTo("OK own");
        assertThat(postfix.ask("route " + key)).isEqualTo("NOTFOUND ");
        assertThat(sidecar.questions()).isEmpty();
    }

    /** DS-01, DS-03, DS-51. */
    @ParameterizedTest
    @ValueSource(strings = {"bücher.example", "BÜCHER.example", "xn--bcher-kva.example"})
    void bothFormsOfADomainAreOneDomain(String domain) {
        sidecar.replaceUsers(SidecarHarness.user("chie@xn--bcher-kva.example", AccountState.ACTIVE));

        String octets = new String(domain.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(postfix.ask("rcpt chie@" + octets)).isEqualTo("OK own");
        assertThat(postfix.ask("rcpt botan@" + octets)).isEmpty();
        assertThat(sidecar.questions())
                .containsExactly(
                        "osaka.example botan@xn--bcher-kva.example", "nara.example botan@xn--bcher-kva.example");
        sidecar.answer("osaka", 5);
        assertThat(postfix.heard().strip()).isEqualTo("OK osaka.example:2525");
        assertThat(postfix.ask("route botan@xn--bcher-kva.example")).isEqualTo("OK smtp:[osaka.example]:2525");
        assertThat(sidecar.minger("chie@" + domain)).isEqualTo("chie@" + domain + " 5");
    }

    /** DS-72. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "example.com",
                "@example.com",
                "botan",
                ".com",
                "eve@elsewhere.test",
                "botan@private.example",
                "postmaster@elsewhere.test",
                "a@b@example.com"
            })
    void whatIsNoAddressOfASharedDomainIsNotFoundAtOnce(String key) {
        assertThat(postfix.ask("route " + key)).isEqualTo("NOTFOUND ");
        assertThat(postfix.ask("rcpt " + key)).isEqualTo("NOTFOUND ");
        assertThat(sidecar.questions()).isEmpty();
    }

    /** DS-03, DS-04, DS-05, DS-12. */
    @ParameterizedTest
    @CsvSource({
        "3, 3, NOTFOUND",
        "4, 3, TEMP osaka has it; but it cannot receive mail now",
        "1, 3, TEMP it cannot be verified: no usable answer from osaka",
        "2, 4, TEMP it cannot be verified: no usable answer from osaka",
        "5, 0, OK osaka.example:2525",
        "0, 5, OK nara.example:2525",
    })
    void theAnswersOfAllHostsDecide(int osaka, int nara, String reply) {
        assertThat(postfix.ask("rcpt botan@example.com")).isEmpty();
        sidecar.answer("osaka", osaka);
        sidecar.answer("nara", nara);
        assertThat(postfix.heard().strip()).isEqualTo(reply.replace(';', ','));
    }

    /** DS-03. */
    @Test
    void oneYesIsTheRouteEvenWhileOthersAreSilent() {
        assertThat(postfix.ask("route botan@example.com")).isEmpty();
        assertThat(sidecar.questions())
                .containsExactly("osaka.example botan@example.com", "nara.example botan@example.com");
        sidecar.answer("nara", 5);
        assertThat(postfix.heard()).isEqualTo("OK smtp:[nara.example]:2525");
    }

    /** DS-05, DS-54. */
    @Test
    void silenceIsTemporaryAndEndsLongBeforePostfixGivesUp() {
        postfix.ask("rcpt botan@example.com");
        sidecar.answer("osaka", 3);
        sidecar.advance(Duration.ofSeconds(5));
        assertThat(postfix.heard()).isEqualTo("TEMP it cannot be verified: no usable answer from nara");
    }

    /** DS-06, DS-07. */
    @Test
    void aYesIsRememberedForFiveDaysAndANoIsNot() {
        postfix.ask("route botan@example.com");
        sidecar.answer("osaka", 5);
        sidecar.answer("nara", 3);
        postfix.heard();

        SidecarHarness.Client later = sidecar.client();
        sidecar.advance(Duration.ofSeconds(50));
        assertThat(later.ask("rcpt BOTAN@example.com")).isEqualTo("OK osaka.example:2525");
        sidecar.advance(Duration.ofDays(5).minusSeconds(51));
        later = sidecar.client();
        assertThat(later.ask("route botan@example.com")).isEqualTo("OK smtp:[osaka.example]:2525");
        sidecar.advance(Duration.ofSeconds(1));
        assertThat(later.ask("route botan@example.com")).isEmpty();
        assertThat(sidecar.questions()).hasSize(2);

        sidecar.answer("osaka", 3);
        sidecar.answer("nara", 3);
        assertThat(later.heard()).isEqualTo("NOTFOUND ");
        assertThat(later.ask("rcpt botan@example.com")).isEmpty();
        assertThat(sidecar.questions()).hasSize(2);
    }

    /** DS-06. */
    @Test
    void aNewOwnUserIsNotRoutedElsewhereAnyMore() {
        postfix.ask("route botan@example.com");
        sidecar.answer("osaka", 5);
        postfix.heard();
        sidecar.replaceUsers(SidecarHarness.user("botan", AccountState.ACTIVE));

        assertThat(postfix.ask("route botan@example.com")).isEqualTo("NOTFOUND ");
        assertThat(postfix.ask("rcpt botan@example.com")).isEqualTo("OK own");
        assertThat(sidecar.minger("chie@example.com")).isEqualTo("chie@example.com 3");
        sidecar.replaceUsers();
        assertThat(postfix.ask("route botan@example.com"))
                .as("what was remembered before it was an own user is forgotten")
                .isEmpty();
    }

    /** DS-06, DS-36. */
    @Test
    void whatWasVerifiedOutlivesARestartUnlessItIsAnOwnUserNow() {
        postfix.ask("route botan@example.com");
        sidecar.answer("osaka", 5);
        sidecar.restart();
        assertThat(sidecar.client().ask("route botan@example.com")).isEqualTo("OK smtp:[osaka.example]:2525");

        sidecar.restart(SidecarHarness.user("botan", AccountState.ACTIVE));
        assertThat(sidecar.client().ask("rcpt botan@example.com")).isEqualTo("OK own");
        sidecar.restart();
        assertThat(sidecar.client().ask("route botan@example.com")).isEmpty();
    }

    /** DS-06. */
    @Test
    void aLookupBegunBeforeTheAddressBecameOwnIsNotRemembered() {
        postfix.ask("route botan@example.com");
        sidecar.replaceUsers(SidecarHarness.user("botan", AccountState.ACTIVE));
        sidecar.answer("osaka", 5);
        assertThat(postfix.heard()).isEqualTo("OK smtp:[osaka.example]:2525");
        assertThat(sidecar.events(SiteEvent.AddressRemembered.class)).isEmpty();
    }

    /** DS-71. */
    @Test
    void changesOfTheUsersAreRecorded() {
        sidecar.replaceUsers(
                SidecarHarness.user("dai", AccountState.FULL), SidecarHarness.user("emi", AccountState.ACTIVE));
        assertThat(sidecar.events(SiteEvent.AccountCreated.class))
                .containsExactly(new SiteEvent.AccountCreated(EmailAddress.of("emi@example.com")));
        assertThat(sidecar.events(SiteEvent.AccountRemoved.class))
                .containsExactly(new SiteEvent.AccountRemoved(EmailAddress.of("chie@example.com")));
        assertThat(postfix.ask("rcpt dai@example.com")).startsWith("TEMP ");
    }

    /** DS-50, DS-51. */
    @Test
    void theOthersAreToldAboutOwnUsersOnly() {
        assertThat(sidecar.minger("Chie@example.com")).isEqualTo("Chie@example.com 5");
        assertThat(sidecar.minger("dai@example.com")).isEqualTo("dai@example.com 4");
        assertThat(sidecar.minger("botan@example.com")).isEqualTo("botan@example.com 3");
        assertThat(sidecar.minger("postmaster@example.com")).isEqualTo("postmaster@example.com 3");
        assertThat(sidecar.questions()).isEmpty();
    }

    /** DS-52. */
    @Test
    void withAPasswordAQueryNeedsItsDigest() {
        SidecarHarness guarded = new SidecarHarness(
                List.of(SidecarHarness.user("arvel", AccountState.ACTIVE)),
                Optional.of(new Secret("0123456789abcdef")));
        assertThat(guarded.minger("arvel@example.com")).isEqualTo("arvel@example.com 2");
        assertThat(guarded.minger("nobody@example.com")).isEqualTo("nobody@example.com 2");
        assertThat(guarded.minger("arvel@example.com d=A7E/WJtlUbO5NWDjZba+bw=="))
                .isEqualTo("arvel@example.com 5");
    }

    @Test
    void anUnknownMapIsAMistakeInPostfixConfiguration() {
        assertThat(postfix.ask("recipients botan@example.com")).isEqualTo("PERM no such map: there are rcpt and route");
        assertThat(sidecar.questions()).isEmpty();
    }
}
