package org.dslab.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults of DESIGN.md on datagrams, over real sockets. */
class UdpLinkTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final String SOURCE = "127.0.0.78";

    private final Touches touches = new Touches();
    private DatagramSocket target;
    private FaultProxies proxies;
    private ProxyLink link;
    private DatagramSocket client;

    @BeforeEach
    void open() throws IOException {
        target = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        target.setSoTimeout(10_000);
        proxies = new FaultProxies(touches, START);
        link = proxies.open(List.of(new LinkSetup(
                        "a->b",
                        LinkSetup.Transport.UDP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        (InetSocketAddress) target.getLocalSocketAddress(),
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 78}))))
                .getFirst();
        client = newClient();
    }

    @AfterEach
    void close() {
        client.close();
        proxies.close();
        target.close();
        touches.assertNoTrouble();
    }

    private DatagramSocket newClient() throws SocketException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.connect(link.entrance());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        socket.send(new DatagramPacket(text.getBytes(US_ASCII), text.length()));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
    }

    /** Receives one datagram at the target and answers it; returns who sent it. */
    private SocketAddress echo() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        target.receive(packet);
        target.send(packet);
        return packet.getSocketAddress();
    }

    private void inject(Direction direction, ProxyFault fault) throws IOException {
        proxies.inject(fault, List.of(new Way(link, direction)));
    }

    private void inject(Direction direction, ProxyFault.Kind kind) throws IOException {
        inject(direction, new ProxyFault(1, kind));
    }

    @Test
    void everyClientGetsItsOwnAnswersAndHasAnAddressOfItsOwn() throws IOException {
        try (DatagramSocket other = newClient()) {
            send(client, "one");
            InetSocketAddress first = (InetSocketAddress) echo();
            send(other, "two");
            InetSocketAddress second = (InetSocketAddress) echo();
            assertThat(receive(other)).isEqualTo("two");
            assertThat(receive(client)).isEqualTo("one");
            assertThat(first).isNotEqualTo(second);
            assertThat(first.getAddress().getHostAddress()).isEqualTo(SOURCE);
            send(client, "again");
            assertThat(echo()).isEqualTo(first);
        }
    }

    @Test
    void aCutLosesDatagramsInItsDirectionOnly() throws Exception {
        inject(Direction.DOWN, ProxyFault.Kind.CUT);
        send(client, "one");
        echo();
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b DOWN: a datagram lost");
        proxies.heal(1);
        send(client, "two");
        echo();
        assertThat(receive(client)).isEqualTo("two");
    }

    @Test
    void heldDatagramsComeInOrderOnceReleased() throws Exception {
        inject(Direction.UP, ProxyFault.Kind.HOLD);
        send(client, "one");
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b UP: a datagram held");
        send(client, "two");
        touches.awaitDatagram();
        touches.awaitDatagram();
        proxies.heal(1);
        assertThat(receive(target)).isEqualTo("one");
        assertThat(receive(target)).isEqualTo("two");
    }

    @Test
    void aSenderIsToldThatARefusedPortIsUnreachable() throws IOException {
        inject(Direction.UP, ProxyFault.Kind.REFUSE);
        send(client, "one");
        assertThatThrownBy(() -> receive(client)).isInstanceOf(PortUnreachableException.class);
        proxies.heal(1);
        send(client, "two");
        echo();
        assertThat(receive(client)).isEqualTo("two");
    }

    @Test
    void whenNobodyListensAtTheTargetTheProxySaysSo() throws Exception {
        target.close();
        send(client, "one");
        assertThat(touches.awaitDatagram()).isEqualTo("received");
        assertThat(touches.awaitDatagram()).isEqualTo("unreachable");
    }

    @Test
    void aTargetThatComesBackGetsTheNextDatagramThoughEarlierOnesCameToNothing() throws Exception {
        InetSocketAddress address = (InetSocketAddress) target.getLocalSocketAddress();
        target.close();
        send(client, "one");
        touches.awaitDatagram();
        target = new DatagramSocket(address);
        target.setSoTimeout(10_000);
        send(client, "two");
        assertThat(receive(target)).isEqualTo("two");
    }

    /** Each of a burst must be accounted for, or a lab that counts waits for the others for ever. */
    @Test
    void everyDatagramOfABurstToNobodyIsToldToHaveComeToNothing() throws Exception {
        target.close();
        inject(Direction.UP, ProxyFault.Kind.HOLD);
        for (String text : List.of("one", "two", "three")) {
            send(client, text);
            assertThat(touches.awaitDatagram()).isEqualTo("received");
        }
        proxies.heal(1);
        for (int i = 0; i < 3; i++) {
            assertThat(touches.awaitDatagram()).isEqualTo("unreachable");
        }
    }

    @Test
    void delayedDatagramsArriveWhenTheLabsTimeHasCome() throws Exception {
        inject(Direction.UP, new ProxyFault(1, ProxyFault.Kind.DELAY, Duration.ofSeconds(7)));
        send(client, "one");
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b UP: a datagram delayed");
        assertThat(proxies.nextDue()).contains(START.plusSeconds(7));
        proxies.advanceTo(START.plusSeconds(7));
        assertThat(receive(target)).isEqualTo("one");
    }

    @Test
    void aClientThatWasSilentForAMinuteOfLabTimeIsForgotten() throws Exception {
        send(client, "one");
        SocketAddress before = echo();
        proxies.advanceTo(START.plusSeconds(59));
        send(client, "two");
        assertThat(echo()).isEqualTo(before);
        proxies.advanceTo(START.plusSeconds(59).plus(UdpLink.IDLE));
        assertThat(touches.awaitClosedSocket()).isEqualTo(before);
        send(client, "three");
        assertThat(echo()).isNotNull();
    }

    @Test
    void clientsBeyondTheLimitReplaceTheOneThatWasSilentLongest() throws Exception {
        send(client, "one");
        SocketAddress first = echo();
        List<DatagramSocket> others = new ArrayList<>();
        for (int i = 0; i < UdpLink.MAX_SESSIONS; i++) {
            others.add(newClient());
            send(others.getLast(), "more");
            echo();
        }
        others.forEach(DatagramSocket::close);
        assertThat(touches.awaitClosedSocket()).isEqualTo(first);
    }
}
