package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.dslab.engine.network.NumericAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's form of an address is that of the library, by which a driver shows its peers; the engine may not ask it. */
class NumericAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.20",
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "2001:DB8::7",
                "2001:db8:0:0:1:0:0:1",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8",
                "0001:0:0:0:0:0:0:00ff",
                "::ffff:192.0.2.20",
                "::FFFF:c000:214",
                "0:0:0:0:0:ffff:192.0.2.20",
                "::192.0.2.20",
                "64:ff9b::192.0.2.33",
                "1:2:3:4:5:6:192.0.2.1"
            })
    void anAddressIsShownAsTheLibraryShowsIt(String text) throws Exception {
        assertThat(NumericAddress.canonical(text))
                .contains(InetAddress.getByName(text).getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "192.0.2",
                "192.0.2.300",
                "192.0.2.01",
                "192.0.2.1.",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1::2::3",
                "12345::",
                "g::1",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "192.0.2.1::1",
                "1:192.0.2.1::",
                "::192.0.2.300",
                "1:2:3:4:5:6:7:192.0.2.1",
                "fe80::1%eth0",
                "[::1]",
                "::1 ",
                "localhost"
            })
    void whatIsNoAddressHasNoForm(String text) {
        assertThat(NumericAddress.canonical(text)).isEmpty();
    }
}
