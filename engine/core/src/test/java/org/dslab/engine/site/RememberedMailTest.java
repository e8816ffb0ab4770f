package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site keeps nothing of mail that is done, however much it has delivered since its last failure (DS-36). */
class RememberedMailTest {

    private static final String EVE = "eve@elsewhere.test";
    private static final int MESSAGES = 50;

    private void deliver(SiteHarness site) {
        for (int i = 0; i < MESSAGES; i++) {
            SiteHarness.Client client = site.client("192.0.2.50");
            if (client.begin(EVE, "botan@example.com", "akira@example.com")
                            .lines()
                            .count()
                    < 2) {
                site.answer("osaka.example", "5");
                site.answer("kyoto.example", "3");
            }
            client.data("<m" + i + "@x>");
            client.say("QUIT");
            client.hangUp();
        }
    }

    private static long kept(SiteHarness site, String className) throws IllegalAccessException {
        return ReachableObjects.count(site.site(), className);
    }

    /** DS-34: what waits for a dead host is kept, and only that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recipientsThatAHostHasTakenAreNotKept(boolean keepFromSmartHost) throws IllegalAccessException {
        SiteHarness site = new SiteHarness(Settings.tokyo()
                .smartHost("relay.example")
                .sharing(true, keepFromSmartHost, true, List.of())
                .build());
        FakeNextHop osaka = site.reachable("osaka.example:25");
        deliver(site);
        assertThat(osaka.messages()).hasSize(MESSAGES);
        assertThat(site.filed()).hasSize(MESSAGES);
        assertThat(kept(site, "PendingRecipient")).isZero();
        assertThat(kept(site, "QueuedMessage")).isZero();
        assertThat(kept(site, "StoredMessage")).isZero();
    }

    /** DS-34. */
    @Test
    void whatAHostTakesWhenItIsBackIsNotKeptEither() throws IllegalAccessException {
        SiteHarness site = new SiteHarness(Settings.tokyo().build());
        deliver(site);
        assertThat(kept(site, "PendingRecipient")).isEqualTo(MESSAGES);
        assertThat(kept(site, "QueuedMessage")).isEqualTo(MESSAGES);
        FakeNextHop osaka = site.reachable("osaka.example:25");
        site.advance(Duration.ofMinutes(20));
        assertThat(osaka.messages()).hasSize(MESSAGES);
        assertThat(kept(site, "PendingRecipient")).isZero();
        assertThat(kept(site, "QueuedMessage")).isZero();
    }
}
