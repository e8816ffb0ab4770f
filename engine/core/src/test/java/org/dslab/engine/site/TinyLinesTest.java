package org.dslab.engine.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends at once is one job for the store, whatever its lines look like. */
class TinyLinesTest {

    private static final int AT_ONCE = 64 << 10;

    private final SiteHarness site = new SiteHarness(Settings.tokyo().build());
    private final SiteHarness.Client client = site.client("192.0.2.50");

    private void begin() {
        client.begin("eve@elsewhere.test", "akira@example.com");
        client.say("DATA");
    }

    /** DS-36. */
    @ParameterizedTest
    @ValueSource(strings = {"..\r\n", "a:\r\n", "\r\n", "x\r\n"})
    void aBodyOfTinyLinesIsStoredInOnePieceForEachInput(String line) {
        begin();
        String input = line.repeat(AT_ONCE / line.length());
        client.raw(input);
        client.raw(input);
        assertThat(site.store().appended()).hasSize(2);
        assertThat(client.say(".")).startsWith("250 2.0.0");
        assertThat(site.filed().getFirst().text()).endsWith((input + input).replace("..", "."));
    }

    /** DS-36, DS-81: what is held back as the possible beginning of a mark is stored in the end. */
    @Test
    void aMessageThatEndsWithinAFieldNameKeepsIt() {
        begin();
        client.raw("X-Ds");
        client.raw("lab\r\n.\r\n");
        assertThat(client.heard()).startsWith("250 2.0.0");
        assertThat(site.filed().getFirst().text()).endsWith("\r\nX-Dslab\r\n");
    }

    /** DS-36. */
    @Test
    void nothingOfASpoiledInputIsStored() {
        begin();
        client.raw("..\r\n.\n..\r\n");
        client.raw("..\r\n.\r\n");
        assertThat(client.heard()).startsWith("550 5.6.0");
        assertThat(site.store().appended()).isEmpty();
    }
}
