package org.dslab.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults of DESIGN.md on TCP, over real sockets. */
class TcpLinkTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final String SOURCE = "127.0.0.77";

    private final Touches touches = new Touches();
    private ServerSocket target;
    private FaultProxies proxies;
    private ProxyLink link;
    private Socket client;
    private Socket server;

    @BeforeEach
    void open() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout(10_000);
        proxies = new FaultProxies(touches, START);
        link = proxies.open(List.of(new LinkSetup(
                        "a->b",
                        LinkSetup.Transport.TCP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        (InetSocketAddress) target.getLocalSocketAddress(),
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 77}))))
                .getFirst();
        client = dial();
        server = target.accept();
        server.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxies.close();
        target.close();
    }

    private Socket dial() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), link.entrance().getPort());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    private void inject(Direction direction, ProxyFault fault) throws IOException {
        proxies.inject(fault, List.of(new Way(link, direction)));
    }

    private void inject(Direction direction, ProxyFault.Kind kind) throws IOException {
        inject(direction, new ProxyFault(1, kind));
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> {
                    socket.getOutputStream().write('x');
                    while (socket.getInputStream().read() >= 0) {
                        socket.getOutputStream().write('x');
                    }
                    throw new AssertionError("ended in order");
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void octetsPassBothWaysFromTheSourceAddress() throws IOException {
        write(client, "ping");
        assertThat(read(server, 4)).isEqualTo("ping");
        write(server, "pong");
        assertThat(read(client, 4)).isEqualTo("pong");
        assertThat(server.getInetAddress().getHostAddress()).isEqualTo(SOURCE);
        touches.assertNoTouch();
    }

    @Test
    void anEndInOneDirectionLeavesTheOtherOpen() throws IOException {
        write(client, "question");
        client.shutdownOutput();
        assertThat(read(server, 100)).isEqualTo("question");
        write(server, "answer");
        server.close();
        assertThat(read(client, 100)).isEqualTo("answer");
    }

    @Test
    void aResetIsPassedOn() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketException.class);
    }

    @Test
    void whenNobodyListensAtTheTargetTheClientIsReset() throws IOException {
        target.close();
        Socket turnedAway = dial();
        assertThatThrownBy(() -> read(turnedAway, 1)).isInstanceOf(SocketException.class);
        turnedAway.close();
    }

    @Test
    void aCutLosesWhatIsSentAndHealingResetsTheConnection() throws Exception {
        inject(Direction.UP, ProxyFault.Kind.CUT);
        write(server, "greeting");
        assertThat(read(client, 8)).as("the other direction works").isEqualTo("greeting");
        write(client, "hello");
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b UP: 5 octets lost");
        proxies.heal(1);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketException.class);
        assertReset(client);
    }

    @Test
    void aCutHidesTheEndAndTheResetOfAConnection() throws Exception {
        inject(Direction.UP, ProxyFault.Kind.CUT);
        Socket other = dial();
        Socket otherServer = target.accept();
        otherServer.setSoTimeout(10_000);
        client.shutdownOutput();
        assertThat(touches.awaitTouch()).contains("end of a connection lost");
        other.setSoLinger(true, 0);
        other.close();
        // Both servers can still write; what the vanished client would have got goes nowhere.
        otherServer.getOutputStream().write(new byte[1 << 20]);
        write(server, "still here");
        assertThat(read(client, 10)).isEqualTo("still here");
        proxies.heal(1);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> read(otherServer, 1)).isInstanceOf(SocketException.class);
        otherServer.close();
    }

    @Test
    void aCutThatMetNothingHarmsNothing() throws IOException {
        inject(Direction.UP, ProxyFault.Kind.CUT);
        proxies.heal(1);
        write(client, "hello");
        assertThat(read(server, 5)).isEqualTo("hello");
        touches.assertNoTouch();
    }

    @Test
    void whatIsHeldComesInOrderOnceItIsReleased() throws Exception {
        inject(Direction.UP, ProxyFault.Kind.HOLD);
        write(client, "first ");
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b UP: traffic held");
        write(client, "second");
        client.shutdownOutput();
        write(server, "greeting");
        assertThat(read(client, 8)).isEqualTo("greeting");
        assertThat(server.getInputStream().available()).isZero();
        proxies.heal(1);
        assertThat(read(server, 100)).isEqualTo("first second");
    }

    @Test
    void refusingResetsLiveConnectionsAndRefusesNewOnesUntilHealed() throws Exception {
        inject(Direction.UP, ProxyFault.Kind.REFUSE);
        assertThat(touches.awaitTouch()).contains("what was live");
        assertReset(client);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketException.class);
        assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
        proxies.heal(1);
        dial().close();
    }

    @Test
    void aResetStrikesWhenTheClientSends() throws Exception {
        inject(Direction.UP, ProxyFault.Kind.RESET);
        write(server, "greeting");
        assertThat(read(client, 8)).isEqualTo("greeting");
        touches.assertNoTouch();
        write(client, "hello");
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b UP: a connection reset");
        assertReset(client);
        assertThatThrownBy(() -> read(server, 1)).isInstanceOf(SocketException.class);
    }

    @Test
    void delayedOctetsAndTheEndArriveWhenTheLabsTimeHasCome() throws Exception {
        inject(Direction.UP, new ProxyFault(1, ProxyFault.Kind.DELAY, Duration.ofMinutes(10)));
        write(client, "first ");
        assertThat(touches.awaitTouch()).isEqualTo("1 a->b UP: 6 octets delayed");
        assertThat(proxies.nextDue()).contains(START.plus(Duration.ofMinutes(10)));
        proxies.advanceTo(START.plus(Duration.ofMinutes(4)));
        proxies.heal(1);
        inject(Direction.UP, new ProxyFault(2, ProxyFault.Kind.DELAY, Duration.ofMinutes(8)));
        write(client, "second");
        client.shutdownOutput();
        assertThat(touches.awaitTouch()).isEqualTo("2 a->b UP: 6 octets delayed");
        touches.awaitParked();
        assertThat(server.getInputStream().available()).isZero();
        proxies.advanceTo(START.plus(Duration.ofMinutes(10)));
        assertThat(read(server, 6)).isEqualTo("first ");
        assertThat(server.getInputStream().available()).isZero();
        proxies.advanceTo(START.plus(Duration.ofMinutes(12)));
        assertThat(read(server, 100)).isEqualTo("second");
        assertThat(proxies.nextDue()).isEmpty();
    }

    @Test
    void whatFollowsAHealedDelayDoesNotOvertake() throws Exception {
        inject(Direction.DOWN, new ProxyFault(1, ProxyFault.Kind.DELAY, Duration.ofDays(1)));
        write(server, "late");
        touches.awaitTouch();
        proxies.heal(1);
        write(server, "r");
        server.shutdownOutput();
        touches.awaitParked();
        assertThat(client.getInputStream().available()).isZero();
        proxies.advanceTo(START.plus(Duration.ofDays(1)));
        assertThat(read(client, 100)).isEqualTo("later");
        assertThat(proxies.nextDue()).isEmpty();
    }

    @Test
    void aReaderThatDoesNotReadMakesTheProxyStopReadingAndNothingIsLost() throws Exception {
        byte[] sent = new byte[24 << 20];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) ((i * 31) >> 7);
        }
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                client.getOutputStream().write(sent);
                client.shutdownOutput();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        touches.awaitParked();
        byte[] received = server.getInputStream().readAllBytes();
        writer.join();
        assertThat(Arrays.equals(sent, received)).isTrue();
        touches.assertNoTrouble();
    }
}
