package org.dslab.server.sidecar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountCreationMode;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.GatewayPolicy;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.RetrySettings;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.settings.SidecarSettings;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.settings.SocketmapSettings;
import org.dslab.server.CannotListenException;
import org.dslab.server.EventSink;
import org.dslab.server.Listeners;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MemoryStore;
import org.junit.jupiter.api.Test;

/** Two side-cars that ask each other, and plain sockets that ask them. */
class SidecarServerTest {

    private static final Endpoint ANY = new Endpoint("127.0.0.1", 0);
    private static final EventSink NOWHERE = (at, event) -> {};

    private static final Mailboxes NO_MAIL = (mailbox, key, message) -> false;

    private static SidecarServer start(String site, String user, MingerTransport transport, Endpoint... hosts)
            throws IOException {
        List<SharingHost> others = List.of(hosts).stream()
                .map(host -> new SharingHost(
                        new HostPort(host.address(), 25),
                        Optional.empty(),
                        host.port(),
                        Optional.empty(),
                        transport,
                        List.of(),
                        false))
                .toList();
        return SidecarServer.start(
                settings(site, user, others),
                new Listeners(Optional.empty(), Optional.of(ANY), Optional.of(ANY)),
                new MemoryStore(NO_MAIL),
                NOWHERE);
    }

    private static SidecarSettings settings(String site, String user, List<SharingHost> hosts) {
        return new SidecarSettings(
                new SiteSettings(
                        site,
                        "mx." + site + ".example.com",
                        List.of("example.com"),
                        SmtpSettings.defaults(),
                        MingerSettings.defaults(),
                        List.of(new AccountSetting(user, List.of(), AccountState.ACTIVE)),
                        SharingSettings.defaults(hosts),
                        List.of(),
                        Optional.empty(),
                        new TreeMap<>(),
                        RetrySettings.defaults(),
                        "postmaster",
                        AccountCreationMode.CHECK,
                        Optional.empty(),
                        List.of(),
                        GatewayPolicy.defaults(),
                        List.of(),
                        List.of()),
                SocketmapSettings.defaults());
    }

    private static void stop(SidecarServer server) {
        server.close();
    }

    private static Socket connect(Endpoint to) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static Socket connect(SidecarServer server) throws IOException {
        return connect(server.socketmap().orElseThrow());
    }

    private static String ask(Socket map, String request) throws IOException {
        map.getOutputStream().write((request.length() + ":" + request + ",").getBytes(US_ASCII));
        InputStream in = map.getInputStream();
        int length = 0;
        for (int octet = in.read(); octet != ':'; octet = in.read()) {
            assertThat(octet).isBetween((int) '0', (int) '9');
            length = 10 * length + octet - '0';
        }
        String reply = new String(in.readNBytes(length), US_ASCII);
        assertThat(in.read()).isEqualTo(',');
        return reply;
    }

    private static String mingerOverUdp(SidecarServer server, String query) throws IOException {
        Endpoint to = server.minger().orElseThrow();
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout(20_000);
            byte[] octets = query.getBytes(US_ASCII);
            socket.send(new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), to.port()));
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), US_ASCII);
        }
    }

    /** DS-02, DS-03, DS-04, DS-05. */
    @Test
    void theMapsAnswerOverTcpWhatTheHostsSayOverMinger() throws IOException {
        for (MingerTransport transport : MingerTransport.values()) {
            try (SidecarServer osaka = start("osaka", "botan", transport);
                    SidecarServer kyoto =
                            start("kyoto", "chie", transport, osaka.minger().orElseThrow());
                    Socket map = connect(kyoto)) {
                assertThat(ask(map, "rcpt chie@example.com")).isEqualTo("OK own");
                assertThat(ask(map, "route botan@example.com")).isEqualTo("OK smtp:[127.0.0.1]:25");
                assertThat(ask(map, "rcpt nobody@example.com")).isEqualTo("NOTFOUND ");
                stop(osaka);
                assertThat(ask(map, "rcpt botan@example.com")).isEqualTo("OK 127.0.0.1:25");
                assertThat(ask(map, "rcpt bunta@example.com")).startsWith("TEMP ");
            }
        }
    }

    /** DS-50, DS-51. */
    @Test
    void mingerIsAnsweredOverUdpAndTcp() throws IOException {
        try (SidecarServer kyoto = start("kyoto", "chie", MingerTransport.UDP);
                Socket tcp = connect(kyoto.minger().orElseThrow())) {
            assertThat(mingerOverUdp(kyoto, "Chie@example.com")).isEqualTo("Chie@example.com 5");
            tcp.getOutputStream().write("chie@example.com\r\ndai@example.com\n".getBytes(US_ASCII));
            tcp.shutdownOutput();
            assertThat(tcp.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("chie@example.com 5\r\ndai@example.com 3\r\n");
        }
    }

    @Test
    void garbageEndsTheConnectionAndNothingElse() throws IOException {
        try (SidecarServer kyoto = start("kyoto", "chie", MingerTransport.UDP);
                Socket sound = connect(kyoto);
                Socket confused = connect(kyoto)) {
            confused.getOutputStream().write("get chie@example.com\n".getBytes(US_ASCII));
            assertThat(confused.getInputStream().read()).isEqualTo(-1);
            assertThat(ask(sound, "rcpt chie@example.com")).isEqualTo("OK own");
        }
    }

    /** DS-44. */
    @Test
    void newUsersAreKnownToBothSides() throws IOException {
        try (SidecarServer kyoto = start("kyoto", "chie", MingerTransport.UDP);
                Socket map = connect(kyoto)) {
            kyoto.replaceUsers(List.of(new AccountSetting("dai@example.com", List.of(), AccountState.ACTIVE)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ask(map, "rcpt dai@example.com").equals("OK own"));
            assertThat(ask(map, "rcpt chie@example.com")).isEqualTo("NOTFOUND ");
            assertThat(mingerOverUdp(kyoto, "dai@example.com")).isEqualTo("dai@example.com 5");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (SidecarServer kyoto = start("kyoto", "chie", MingerTransport.UDP)) {
            Listeners taken = new Listeners(Optional.empty(), Optional.empty(), kyoto.socketmap());
            assertThatThrownBy(() -> SidecarServer.start(
                            settings("kyoto", "chie", List.of()), taken, new MemoryStore(NO_MAIL), NOWHERE))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessageStartingWith("cannot listen on socketmap 127.0.0.1:");
        }
    }
}
