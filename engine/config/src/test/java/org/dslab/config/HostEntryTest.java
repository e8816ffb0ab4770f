package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostEntryTest {

    private static HostEntry entry(String host, Optional<String> port, Optional<String> transport, String... from) {
        return new HostEntry(host, Optional.empty(), port, Optional.empty(), transport, List.of(from));
    }

    @Test
    @DisplayName("DS-71: host or address, optional port, Minger port 4069 unless given, optional password")
    void whatIsNotGivenHasItsDefault() throws Exception {
        assertThat(entry("mx.osaka.example", Optional.empty(), Optional.empty()).toHost())
                .isEqualTo(new SharingHost(
                        new HostPort("mx.osaka.example", 25),
                        Optional.empty(),
                        4069,
                        Optional.empty(),
                        MingerTransport.UDP,
                        List.of(),
                        false));
        assertThat(new HostEntry(
                                "[2001:db8::1]:2525",
                                Optional.of("osaka"),
                                Optional.of("4070"),
                                Optional.of(new Secret("a-password")),
                                Optional.of("tcp"),
                                List.of("192.0.2.7"))
                        .toHost())
                .isEqualTo(new SharingHost(
                        new HostPort("2001:db8::1", 2525),
                        Optional.of("osaka"),
                        4070,
                        Optional.of(new Secret("a-password")),
                        MingerTransport.TCP,
                        List.of("192.0.2.7"),
                        false));
    }

    @ParameterizedTest
    @DisplayName("DS-71: a malformed entry is refused with a message that names the field")
    @CsvSource(delimiter = '~', nullValues = "-", textBlock = """
            mx:0   ~ -    ~ -   ~ -         ~ `host` has the port 0; ports are 1 to 65535
            -mx-   ~ -    ~ -   ~ -         ~ `host` must be a host name or address, optionally with :port, not `-mx-`
            mx     ~ 0    ~ -   ~ -         ~ `minger-port` must be a whole number from 1 to 65535, not `0`
            mx     ~ x    ~ -   ~ -         ~ `minger-port` must be a whole number from 1 to 65535, not `x`
            mx     ~ -    ~ tls ~ -         ~ `transport` must be udp or tcp, not `tls`
            mx     ~ -    ~ -   ~ localhost ~ `addresses` must be a numeric address such as 192.0.2.20 or 2001:db8::1, not `localhost`
            """)
    void aMistakeNamesTheField(String host, String port, String transport, String address, String message) {
        HostEntry entry = new HostEntry(
                host,
                Optional.empty(),
                Optional.ofNullable(port),
                Optional.empty(),
                Optional.ofNullable(transport),
                address == null ? List.of() : List.of(address));

        assertThatThrownBy(entry::toHost)
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(message));
    }
}
