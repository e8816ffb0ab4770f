package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.StoredHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sharing hosts that come and go while the site runs (DS-71), and hosts that deny their answers (DS-56). */
class HostRequestsTest {

    private static final String CLIENT = "192.0.2.50";
    private static final String EVE = "eve@elsewhere.test";
    private static final String NARA_PASSWORD = "nara-password-canary";

    private final Settings settings = Settings.tokyo();
    private final SiteHarness site = new SiteHarness(settings.build());

    private static SharingHost nara() {
        return host("nara.example", "nara");
    }

    private static SharingHost host(String host, String site) {
        return new SharingHost(
                new HostPort(host, 25),
                Optional.of(site),
                4069,
                Optional.of(new Secret(NARA_PASSWORD)),
                MingerTransport.UDP,
                List.of("192.0.2.90"),
                false);
    }

    private List<String> askedAbout(String recipient) {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, recipient);
        List<String> hosts = site.questions().stream()
                .map(question -> question.substring(0, question.indexOf('.')))
                .toList();
        client.hangUp();
        return hosts;
    }

    private SiteAnswer.Refused refused(SiteRequest request) {
        return (SiteAnswer.Refused) site.ask(request);
    }

    /** DS-71. */
    @Test
    void aHostThatIsAddedIsAskedAfterTheOthersAlsoAfterARestart() {
        assertThat(askedAbout("botan@example.com")).containsExactly("osaka", "kyoto");
        assertThat(site.ask(new SiteRequest.AddHost(nara()))).isEqualTo(new SiteAnswer.Done());
        assertThat(askedAbout("botan@example.com")).containsExactly("osaka", "kyoto", "nara");
        assertThat(site.events()).contains(new SiteEvent.HostAdded("nara"));

        site.restart();
        assertThat(askedAbout("botan@example.com")).containsExactly("osaka", "kyoto", "nara");
    }

    /** DS-71: from then on it is a sharing host in every respect (DS-20). */
    @Test
    void aHostThatIsAddedMaySendForTheSharedDomain() {
        assertThat(sender("192.0.2.90")).isEmpty();
        site.ask(new SiteRequest.AddHost(nara()));
        assertThat(sender("192.0.2.90")).startsWith("250");
        site.ask(new SiteRequest.RemoveHost("nara"));
        assertThat(sender("192.0.2.90")).isEmpty();
    }

    /** DS-20, DS-71: also when its address is written in another form than a driver shows it in. */
    @Test
    void aHostThatIsAddedByItsIpv6AddressMaySendForTheSharedDomain() {
        site.ask(new SiteRequest.AddHost(host("2001:db8::7", "nara")));
        assertThat(sender("2001:db8:0:0:0:0:0:7")).startsWith("250");
        site.restart();
        assertThat(sender("2001:db8:0:0:0:0:0:7")).startsWith("250");
        site.ask(new SiteRequest.RemoveHost("[2001:db8::7]:25"));
        assertThat(sender("2001:db8:0:0:0:0:0:7")).isEmpty();
    }

    private String sender(String address) {
        SiteHarness.Client client = site.client(address);
        client.say("EHLO client.example");
        String reply = client.say("MAIL FROM:<botan@example.com>");
        client.hangUp();
        return reply;
    }

    /** DS-71: nothing is done before it is durable. */
    @Test
    void aHostThatCannotBeStoredIsNotAdded() {
        site.store().fails(CommitFailure.FULL);
        assertThat(refused(new SiteRequest.AddHost(nara())))
                .isEqualTo(new SiteAnswer.Refused("it could not be stored", true, "nara"));
        site.store().works();
        assertThat(askedAbout("botan@example.com")).containsExactly("osaka", "kyoto");
        assertThat(site.ask(new SiteRequest.AddHost(nara()))).isEqualTo(new SiteAnswer.Done());
    }

    /** DS-71. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            osaka.example ~ other  ~ 4069  ~ `host` names osaka.example:25, which is a sharing host already
            other.example ~ osaka  ~ 4069  ~ `site` names osaka, which is a sharing host already
            other.example ~ tokyo  ~ 4069  ~ `site` names this site itself; list the other sites only
            other.example ~ Other  ~ 4069  ~ `site` must be a name of small letters, digits and hyphens that begins with a letter
            other.example ~ other  ~ 70000 ~ `minger-port` must be from 1 to 65535, not 70000
            192.0.2.300   ~ other  ~ 4069  ~ `host` must be a host name or numeric address
            'a b'         ~ other  ~ 4069  ~ `host` must be a host name or numeric address
            """)
    void aMalformedHostIsRefusedWithAReasonThatNamesTheField(String host, String name, int port, String reason) {
        SharingHost entry = new SharingHost(
                new HostPort(host.replace("'", ""), 25),
                Optional.of(name),
                port,
                Optional.empty(),
                MingerTransport.UDP,
                List.of(),
                false);

        assertThat(refused(new SiteRequest.AddHost(entry)).reason()).isEqualTo(reason);
        assertThat(askedAbout("botan@example.com")).containsExactly("osaka", "kyoto");
    }

    /** DS-71, DS-73: a password is neither shown nor recorded, also not a malformed one. */
    @Test
    void hostsAreListedWithoutTheirPasswords() {
        site.ask(new SiteRequest.AddHost(nara()));
        SiteAnswer.Hosts listed = (SiteAnswer.Hosts) site.ask(new SiteRequest.ListHosts());

        assertThat(listed.hosts())
                .extracting(host -> host.site().orElse(""), SiteAnswer.Host::hasMingerPassword)
                .containsExactly(tuple("osaka", true), tuple("kyoto", false), tuple("nara", true));
        SharingHost bad = new SharingHost(
                new HostPort("bad.example", 25),
                Optional.of("bad"),
                4069,
                Optional.of(new Secret("a canary with spaces")),
                MingerTransport.UDP,
                List.of(),
                false);
        assertThat(refused(new SiteRequest.AddHost(bad)).reason())
                .isEqualTo("`minger-password` must be 1 to 50 visible ASCII characters without spaces");
        assertThat(listed + " " + site.answers() + " " + site.events() + " " + nara() + " " + new StoredHost(3, nara()))
                .doesNotContain("canary");
    }

    /** DS-06, DS-71: and its queued mail is looked up again at once. */
    @Test
    void whatWasRememberedOfARemovedHostIsForgottenAndItsMailLookedUpAgain() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");
        client.data("<m@x>");
        assertThat(site.stored().verified()).hasSize(1);

        assertThat(site.ask(new SiteRequest.RemoveHost("osaka"))).isEqualTo(new SiteAnswer.Done());
        assertThat(site.stored().verified()).isEmpty();
        assertThat(site.events(SiteEvent.RememberedDropped.class)).hasSize(1);
        assertThat(site.questions()).containsExactly("kyoto.example botan@example.com");
        site.reachable("kyoto.example:25");
        site.answer("kyoto.example", "5");
        assertThat(site.events(SiteEvent.RecipientDelivered.class))
                .extracting(SiteEvent.RecipientDelivered::target)
                .containsExactly("kyoto");

        site.restart();
        assertThat(askedAbout("chie@example.com")).containsExactly("kyoto");
    }

    /** DS-06, DS-71. */
    @Test
    void aHostThatIsRemovedWhileItIsAskedIsNotRemembered() {
        SiteHarness.Client client = site.client(CLIENT);
        client.begin(EVE, "botan@example.com");
        site.ask(new SiteRequest.RemoveHost("osaka.example:25"));
        site.answer("osaka.example", "5");
        site.answer("kyoto.example", "3");

        assertThat(client.heard()).startsWith("250");
        assertThat(site.stored().verified()).isEmpty();
    }

    /** DS-71. */
    @Test
    void aHostThatIsNotThereCannotBeRemoved() {
        assertThat(refused(new SiteRequest.RemoveHost("nagoya")).reason())
                .isEqualTo("`host` names nagoya, which is not a sharing host");
    }

    /** DS-71: the configuration seeds an empty spool, later the spool wins, and whoever differs is told. */
    @Test
    void afterTheFirstStartTheSpoolsHostsCount() {
        assertThat(site.stored().hosts())
                .extracting(StoredHost::key)
                .containsExactly("osaka.example:25", "kyoto.example:25");
        assertThat(site.stored().accounts()).hasSize(1);
        site.ask(new SiteRequest.RemoveHost("kyoto"));
        site.events().clear();

        site.restart();
        assertThat(askedAbout("botan@example.com")).containsExactly("osaka");
        assertThat(site.events(SiteEvent.Warned.class))
                .extracting(SiteEvent.Warned::text)
                .containsExactly("sharing host kyoto.example:25 is only in the configuration, and so not in force");
    }

    /** DS-43, DS-71. */
    @Test
    void theSitesOwnEntryIsSkippedWithAWarning() {
        SiteHarness own = new SiteHarness(Settings.tokyo()
                .host("tokyo", "tokyo.example", Optional.empty())
                .build());
        assertThat(own.stored().hosts()).hasSize(2);
        assertThat(own.events(SiteEvent.Warned.class))
                .extracting(SiteEvent.Warned::text)
                .contains("this site is among its own sharing hosts; that entry is skipped");
    }

    /** DS-56: once for each change, not for each query. */
    @Test
    void aHostThatDeniesItsAnswersRaisesAnAlertUntilItAnswersAgain() {
        for (int i = 0; i < 3; i++) {
            lookUp("x" + i + "@example.com", "2");
        }
        assertThat(site.events(SiteEvent.HostDenies.class)).containsExactly(new SiteEvent.HostDenies("osaka", 2));
        assertThat(denying()).containsExactly(Optional.of(MingerStatus.BAD_CREDENTIALS), Optional.empty());

        lookUp("silent@example.com", "x");
        assertThat(denying()).containsExactly(Optional.of(MingerStatus.BAD_CREDENTIALS), Optional.empty());
        lookUp("denied@example.com", "1");
        assertThat(site.events(SiteEvent.HostDenies.class)).hasSize(2);

        lookUp("good@example.com", "3");
        lookUp("better@example.com", "5");
        assertThat(denying()).containsExactly(Optional.empty(), Optional.empty());
        assertThat(site.events(SiteEvent.HostAnswersAgain.class))
                .containsExactly(new SiteEvent.HostAnswersAgain("osaka"));

        lookUp("again@example.com", "1");
        assertThat(site.events(SiteEvent.HostDenies.class)).hasSize(3);
        site.ask(new SiteRequest.RemoveHost("osaka"));
        assertThat(denying()).containsExactly(Optional.empty());
    }

    private void lookUp(String address, String osaka) {
        site.client(CLIENT).begin(EVE, address);
        if (!osaka.equals("x")) {
            site.answer("osaka.example", osaka);
        }
        site.answer("kyoto.example", "3");
        site.advance(Duration.ofSeconds(6));
    }

    private List<Optional<MingerStatus>> denying() {
        return ((SiteAnswer.Hosts) site.ask(new SiteRequest.ListHosts()))
                .hosts().stream().map(SiteAnswer.Host::denies).toList();
    }

    /** DS-56, DS-71: nobody has to mend a host that was removed, whatever it still says. */
    @Test
    void theLateDenialOfARemovedHostRaisesNoAlert() {
        SharingHost again = site.stored().hosts().getFirst().host();
        site.client(CLIENT).begin(EVE, "botan@example.com");
        site.ask(new SiteRequest.RemoveHost("osaka"));
        assertThat(site.questions()).anyMatch(question -> question.startsWith("osaka"));
        site.answer("osaka.example", "2");
        assertThat(site.events(SiteEvent.HostDenies.class)).isEmpty();

        site.ask(new SiteRequest.AddHost(again));
        assertThat(denying()).containsExactly(Optional.empty(), Optional.empty());
        lookUp("x@example.com", "2");
        assertThat(site.events(SiteEvent.HostDenies.class)).containsExactly(new SiteEvent.HostDenies("osaka", 2));
    }
}
