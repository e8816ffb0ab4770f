package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.settings.SmtpSecurity;
import org.junit.jupiter.api.Test;

/** What all clients together, and each of them, can make a site hold. */
class SmtpLimitsTest {

    private static final String EVE = "eve@elsewhere.test";

    private final SiteHarness site = new SiteHarness(Settings.tokyo()
            .smtp(
                    new SmtpLimits(3, 1000, Duration.ofHours(1), 100_000, 2, 10, Duration.ofMinutes(10)),
                    SmtpSecurity.NONE)
            .build());

    @Test
    void connectionsOfOneClientAreLimited() {
        SiteHarness.Client first = site.client("192.0.2.50");
        site.client("192.0.2.50");
        site.client("192.0.2.50");
        assertThat(site.client("192.0.2.50").heard()).startsWith("421 4.7.0 too many connections from your");
        assertThat(site.client("192.0.2.51").heard()).startsWith("220");
        first.hangUp();
        assertThat(site.client("192.0.2.50").heard()).startsWith("220");
        assertThat(site.client("192.0.2.50").heard()).startsWith("421 4.7.0");
    }

    /** DS-57. */
    @Test
    void someConnectionsAreOnlyForTrustedClientsAndSharingHosts() {
        SiteHarness full = new SiteHarness(Settings.tokyo()
                .host("osaka", "192.0.2.20", Optional.empty())
                .trusting("192.0.2.77")
                .smtp(
                        new SmtpLimits(
                                1000, 1000, Duration.ofHours(1), 1 << 20, 2, 10, Duration.ofMinutes(10), 998, 100),
                        SmtpSecurity.NONE)
                .build());
        assertThat(full.client("192.0.2.50").heard()).startsWith("220");
        assertThat(full.client("192.0.2.51").heard()).startsWith("220");
        assertThat(full.client("192.0.2.52").heard()).startsWith("421 4.3.2 too many connections");
        assertThat(full.client("192.0.2.20").heard()).startsWith("220");
        assertThat(full.client("192.0.2.77").heard()).startsWith("220");
        assertThat(((StatusAnswer.Status) full.ask(new StatusRequest.Status())).alerts())
                .singleElement()
                .asString()
                .startsWith("the limit `smtp: max-connections` turned clients away, times: 1,");
    }

    private List<Class<?>> effectsOfAConnection(long id) {
        return site
                .site()
                .handle(site.now(), new Input.Accepted(id, Service.SMTP, new Endpoint("192.0.2.50", 40000)))
                .stream()
                .<Class<?>>map(Effect::getClass)
                .toList();
    }

    @Test
    void ofManyClientsThatAreNotServedOnlySomeAreToldWhyForEachCanDragThatOut() {
        for (int i = 0; i < 3; i++) {
            site.client("192.0.2.50");
        }
        for (int id = 1000; id < 1100; id++) {
            assertThat(effectsOfAConnection(id)).contains(Effect.Send.class, Effect.Finish.class);
        }
        assertThat(effectsOfAConnection(1100)).contains(Effect.Abort.class).doesNotContain(Effect.Send.class);
        site.feed(new Input.Closed(1100, CloseCause.ABORTED));
        site.feed(new Input.Closed(1000, CloseCause.FINISHED));
        assertThat(effectsOfAConnection(1101)).contains(Effect.Send.class, Effect.Finish.class);
        assertThat(effectsOfAConnection(1102)).contains(Effect.Abort.class);
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOneClient() {
        for (int i = 0; i < 3; i++) {
            assertThat(site.client("2001:db8:0:1:0:0:0:" + i).heard()).startsWith("220");
        }
        assertThat(site.client("2001:db8:0:1:9:9:9:9").heard()).startsWith("421 4.7.0");
        assertThat(site.client("2001:db8:0:2:0:0:0:1").heard()).startsWith("220");
    }

    @Test
    void aStoreThatIsBehindMakesNewMailWait() {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin(EVE, "akira@example.com");
        site.feed(new Input.Backlog(100_001));
        assertThat(client.data("<m1@x>")).as("what has begun is finished").startsWith("250 2.0.0");
        assertThat(client.say("MAIL FROM:<" + EVE + ">")).startsWith("452 4.3.1 too much is under way");
        site.feed(new Input.Backlog(0));
        assertThat(client.say("MAIL FROM:<" + EVE + ">")).startsWith("250");
    }

    @Test
    void outputThatNobodyReadsMakesNewMailWait() {
        SiteHarness.Client reader = site.client("192.0.2.50");
        reader.say("EHLO client.example");
        SiteHarness.Client[] deaf = {site.client("192.0.2.51"), site.client("192.0.2.52")};
        for (SiteHarness.Client client : deaf) {
            client.takesNothing();
            for (int i = 0; i < 500; i++) {
                client.say("EHLO client.example");
            }
        }
        assertThat(reader.say("MAIL FROM:<" + EVE + ">")).startsWith("452 4.3.1");
        deaf[0].hangUp();
        assertThat(reader.say("MAIL FROM:<" + EVE + ">")).startsWith("250");
    }

    @Test
    void inputThatWaitsMakesNewMailWait() {
        SiteHarness.Client reader = site.client("192.0.2.50");
        reader.say("EHLO client.example");
        for (int i = 0; i < 2; i++) {
            SiteHarness.Client waiting = site.client("192.0.2." + (60 + i));
            // The lookup is not answered, so what follows it waits.
            waiting.begin(EVE, "botan@example.com");
            waiting.raw("DATA\r\n" + "NOOP\r\n".repeat(9_000));
        }
        assertThat(reader.say("MAIL FROM:<" + EVE + ">")).startsWith("452 4.3.1");
        site.answer("osaka.example", "3");
        site.answer("kyoto.example", "3");
        assertThat(reader.say("MAIL FROM:<" + EVE + ">")).startsWith("250");
    }

    @Test
    void aFullQueueMakesNewMailWait() {
        SiteHarness.Client client = site.client("192.0.2.50");
        for (int i = 0; i < 2; i++) {
            client.begin(EVE, "botan@example.com");
            site.answer("osaka.example", "5");
            assertThat(client.data("<m" + i + "@x>")).contains("250 2.0.0");
        }
        assertThat(client.say("MAIL FROM:<" + EVE + ">")).startsWith("452 4.3.1 too many messages wait");
        site.reachable("osaka.example:25");
        site.advance(Duration.ofMinutes(4));
        client.say("EHLO client.example");
        site.advance(Duration.ofMinutes(4));
        client.say("EHLO client.example");
        site.advance(Duration.ofMinutes(4));
        assertThat(client.say("MAIL FROM:<" + EVE + ">")).startsWith("250");
    }
}
