package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.dslab.engine.network.Endpoint;
import org.junit.jupiter.api.Test;

/** Answers go to whoever asked, also when other clients asked in between (DS-50). */
class RecentPeersTest {

    private final RecentPeers peers = new RecentPeers();

    private static InetSocketAddress address(String literal, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(literal), port);
    }

    @Test
    void aSenderIsNamedByItsLiteralAndFoundAgain() throws Exception {
        InetSocketAddress sender = address("192.0.2.1", 5000);

        Endpoint endpoint = peers.endpoint(sender);

        assertThat(endpoint).isEqualTo(new Endpoint("192.0.2.1", 5000));
        assertThat(peers.endpoint(address("192.0.2.1", 5000))).isSameAs(endpoint);
        assertThat(peers.address(endpoint)).isSameAs(sender);
    }

    @Test
    void sendersWithOnePortAreToldApart() throws Exception {
        Endpoint first = peers.endpoint(address("192.0.2.1", 5000));
        Endpoint second = peers.endpoint(address("192.0.2.2", 5000));

        assertThat(second).isEqualTo(new Endpoint("192.0.2.2", 5000));
        assertThat(peers.address(first)).isEqualTo(address("192.0.2.1", 5000));
        assertThat(peers.address(second)).isEqualTo(address("192.0.2.2", 5000));
    }

    @Test
    void sendersWhosePortsShareASlotAreToldApart() throws Exception {
        Endpoint first = peers.endpoint(address("192.0.2.1", 5000));
        Endpoint second = peers.endpoint(address("192.0.2.1", 5256));

        assertThat(second.port()).isEqualTo(5256);
        assertThat(peers.address(first)).isEqualTo(address("192.0.2.1", 5000));
        assertThat(peers.endpoint(address("192.0.2.1", 5000))).isEqualTo(first);
    }

    @Test
    void ofAnIpv6SenderEveryPortIsKnown() throws Exception {
        Endpoint endpoint = peers.endpoint(address("2001:db8::1", 65535));

        assertThat(peers.address(endpoint)).isEqualTo(address("2001:db8::1", 65535));
    }

    @Test
    void aNameIsNeverResolved() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> peers.address(new Endpoint("host.example", 25)))
                .withMessageContaining("not a numeric address");
    }
}
