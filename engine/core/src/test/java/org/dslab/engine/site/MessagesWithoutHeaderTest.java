package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages without a header, in the mailbox and at the next hop. */
class MessagesWithoutHeaderTest {

    private final SiteHarness site = new SiteHarness(Settings.tokyo().build());
    private final FakeNextHop osaka = site.reachable("osaka.example:25");

    @ParameterizedTest
    @ValueSource(strings = {"Hello, this is all.", "no field name: but a colon", " begins with a space"})
    void theTextIsSeparatedFromTheTraceFields(String line) {
        SiteHarness.Client client = site.client("192.0.2.50");
        client.begin("eve@elsewhere.test", "akira@example.com", "botan@example.com");
        site.answer("osaka.example", "5");
        client.say("DATA");
        assertThat(client.say(line, ".")).contains("250 2.0.0");

        assertThat(site.filed()).hasSize(1);
        assertThat(site.filed().getFirst().text()).endsWith(" +0000\r\n\r\n" + line + "\r\n");
        assertThat(osaka.messages()).hasSize(1);
        assertThat(osaka.messages().getFirst()).endsWith(" +0000\n\n" + line + "\n");
    }
}
