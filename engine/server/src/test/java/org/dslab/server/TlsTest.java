package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;
import static org.dslab.server.ToyMachine.send;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.seam.TlsSide;
import org.dslab.server.tls.HostTrust;
import org.dslab.server.tls.TlsContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as the driver does it: handshakes, plaintext for the machine, and an exact count of what is under way. */
class TlsTest {

    private static final String MUCH = "0123456789abcdef".repeat(1 << 17);

    private TestNet net = new TestNet();
    /** Of the connection that was opened last. */
    private Optional<Driver> client = Optional.empty();

    @AfterEach
    void everythingComesToRest() {
        net.close();
    }

    private static Security mx() {
        return new Security(TlsContexts.of(Optional.of(TestCertificate.MX.asServer()), Map.of()), Passwords.NONE);
    }

    private static Security trusting(HostPort target, String name) {
        return new Security(
                TlsContexts.of(Optional.empty(), Map.of(target, new HostTrust(name, TestCertificate.MX.asAnchor()))),
                Passwords.NONE);
    }

    /** Secures every client at once, then sends back what it says. */
    private static ToyMachine secureEcho() {
        return new ToyMachine(input -> switch (input) {
            case Input.Accepted accepted ->
                List.of(
                        send(accepted.connection(), "220 go\r\n"),
                        new Effect.Secure(accepted.connection(), new TlsSide.Server()));
            case Input.Received received -> List.of(new Effect.Send(received.connection(), received.octets()));
            case Input.EndOfInput end -> List.of(new Effect.Finish(end.connection()));
            default -> List.of();
        });
    }

    private ToyMachine open(Driver server, TlsSide side) throws IOException {
        return open(server, side, Security.none());
    }

    private ToyMachine open(Driver server, TlsSide side, Security security) throws IOException {
        ToyMachine opener = ToyMachine.silent();
        Driver driver = net.startSecure(opener, Listeners.NONE, security);
        client = Optional.of(driver);
        perform(driver, new Effect.Open(1, Service.SMTP, smtp(server)));
        Soon.until(() -> opener.received(1).equals("220 go\r\n"));
        perform(driver, new Effect.Secure(1, side));
        return opener;
    }

    @Test
    void twoDriversTalkInPrivateAndComeToRest() throws IOException {
        ToyMachine echo = secureEcho();
        Driver server = net.startSecure(echo, BOTH, mx());
        ToyMachine opener = open(server, new TlsSide.Opportunistic(smtp(server)));
        Input.Secured secured = opener.await1(Input.Secured.class);
        assertThat(secured.session().protocol()).isEqualTo("TLSv1.3");
        assertThat(echo.await1(Input.Secured.class).session()).isEqualTo(secured.session());

        perform(client.orElseThrow(), send(1, "hello"));
        Soon.until(() -> opener.received(1).equals("220 go\r\nhello"));
        net.traffic.awaitQuiet();
        assertThat(opener.seen(Input.Sent.class)).containsExactly(new Input.Sent(1, 5));

        perform(client.orElseThrow(), new Effect.Finish(1));
        opener.awaitInput(new Input.Closed(1, CloseCause.FINISHED));
        net.traffic.awaitQuiet();
        assertThat(echo.seen(Input.EndOfInput.class)).hasSize(1);
        assertThat(echo.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.FINISHED);
    }

    @Test
    void aReaderThatIsOffHoldsTheOtherSideBackAndThenGetsEverything() throws IOException {
        ToyMachine deaf = new ToyMachine(input -> switch (input) {
            case Input.Accepted accepted ->
                List.of(
                        send(accepted.connection(), "220 go\r\n"),
                        new Effect.Secure(accepted.connection(), new TlsSide.Server()));
            case Input.Secured secured -> List.of(new Effect.Reading(secured.connection(), false));
            default -> List.of();
        });
        Driver server = net.startSecure(deaf, BOTH, mx());
        ToyMachine opener = open(server, new TlsSide.Opportunistic(smtp(server)));
        opener.await1(Input.Secured.class);
        String much = MUCH.repeat(8);
        perform(client.orElseThrow(), send(1, much), new Effect.Finish(1));
        long accepted = deaf.await1(Input.Secured.class).connection();
        net.traffic.awaitQuiet();
        assertThat(deaf.seen(Input.Received.class)).isEmpty();
        perform(server, new Effect.Reading(accepted, true));
        deaf.awaitInput(new Input.EndOfInput(accepted));
        assertThat(deaf.received(accepted)).isEqualTo(much);
        assertThat(deaf.seen(Input.Received.class))
                .allMatch(received -> received.octets().length() <= 64 << 10);
        perform(server, new Effect.Finish(accepted));
        deaf.awaitInput(new Input.Closed(accepted, CloseCause.FINISHED));
        net.traffic.awaitQuiet();
        assertThat(opener.seen(Input.Sent.class).stream()
                        .mapToLong(Input.Sent::octets)
                        .sum())
                .isEqualTo(much.length());
    }

    @Test
    void aCertificateThatProvesTheNameIsVerified() throws IOException {
        Driver server = net.startSecure(secureEcho(), BOTH, mx());
        HostPort target = smtp(server);
        ToyMachine opener = open(server, new TlsSide.Verified(target), trusting(target, "mx.test"));
        opener.await1(Input.Secured.class);
        ToyMachine byAddress = open(server, new TlsSide.Verified(target), trusting(target, "127.0.0.1"));
        byAddress.await1(Input.Secured.class);
    }

    /** DS-74. */
    @Test
    void aCertificateForAnotherNameIsNot() throws IOException {
        ToyMachine echo = secureEcho();
        Driver server = net.startSecure(echo, BOTH, mx());
        HostPort target = smtp(server);
        ToyMachine opener = open(server, new TlsSide.Verified(target), trusting(target, "mx.elsewhere.test"));
        opener.awaitInput(new Input.Closed(1, CloseCause.NOT_VERIFIED));
        assertThat(echo.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.TLS_FAILED);
        assertThat(opener.seen(Input.Secured.class)).isEmpty();
        assertThat(echo.seen(Input.Secured.class)).isEmpty();
        net.traffic.awaitQuiet();
    }

    /** DS-74. */
    @Test
    void aCertificateThatNobodyHereTrustsIsNot() throws IOException {
        Driver server = net.startSecure(secureEcho(), BOTH, mx());
        ToyMachine opener = open(server, new TlsSide.Verified(smtp(server)));
        opener.awaitInput(new Input.Closed(1, CloseCause.NOT_VERIFIED));
        net.traffic.awaitQuiet();
    }

    @Test
    void aServerWithoutACertificateFails() throws IOException {
        ToyMachine echo = secureEcho();
        Driver server = net.startSecure(echo, BOTH, Security.none());
        ToyMachine opener = open(server, new TlsSide.Opportunistic(smtp(server)));
        assertThat(echo.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.TLS_FAILED);
        opener.await1(Input.Closed.class);
        net.traffic.awaitQuiet();
    }

    @Test
    void aConnectionThatFinishesWithinTheHandshakeIsGone() throws IOException {
        ToyMachine mute = new ToyMachine(input -> input instanceof Input.Accepted accepted
                ? List.of(send(accepted.connection(), "220 go\r\n"))
                : List.of());
        Driver server = net.startSecure(mute, BOTH, mx());
        ToyMachine opener = open(server, new TlsSide.Opportunistic(smtp(server)));
        mute.await1(Input.Received.class);
        perform(client.orElseThrow(), new Effect.Finish(1));
        opener.awaitInput(new Input.Closed(1, CloseCause.ABORTED));
        mute.await1(Input.Closed.class);
        net.traffic.awaitQuiet();
    }

    private Socket plain(Driver server) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), smtp(server).port());
        socket.setSoTimeout(20_000);
        assertThat(socket.getInputStream().readNBytes(8)).asString().isEqualTo("220 go\r\n");
        return socket;
    }

    private SSLSocket secured(Driver server, String protocol) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain(server), "mx.test", 25, true);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Driver unmetered(ToyMachine machine) throws IOException {
        net.close();
        net = TestNet.unmetered();
        return net.startSecure(machine, BOTH, mx());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theJdksOwnClientGetsItsOctetsBackAndAnOrderlyEnd(String protocol) throws Exception {
        ToyMachine echo = secureEcho();
        Driver server = unmetered(echo);
        try (SSLSocket socket = secured(server, protocol)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            Thread writer = Thread.ofVirtual().start(() -> write(socket, MUCH));
            assertThat(socket.getInputStream().readNBytes(MUCH.length()))
                    .asString()
                    .isEqualTo(MUCH);
            writer.join();
        }
        echo.await1(Input.Closed.class);
        assertThat(echo.seen(Input.EndOfInput.class)).hasSize(1);
        assertThat(echo.seen(Input.Sent.class).stream()
                        .mapToLong(Input.Sent::octets)
                        .sum())
                .isEqualTo(MUCH.length() + 8);
    }

    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void finishSendsEverythingAndSaysThatThisWasAll(String protocol) throws IOException {
        ToyMachine talker = new ToyMachine(input -> switch (input) {
            case Input.Accepted accepted ->
                List.of(
                        send(accepted.connection(), "220 go\r\n"),
                        new Effect.Secure(accepted.connection(), new TlsSide.Server()));
            case Input.Secured secured ->
                List.of(send(secured.connection(), MUCH), new Effect.Finish(secured.connection()));
            default -> List.of();
        });
        Driver server = unmetered(talker);
        try (SSLSocket socket = secured(server, protocol)) {
            InputStream in = socket.getInputStream();
            assertThat(in.readAllBytes()).asString().isEqualTo(MUCH);
        }
        assertThat(talker.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.FINISHED);
    }

    @Test
    void whatIsNoHandshakeEndsTheConnection() throws IOException {
        ToyMachine echo = secureEcho();
        Driver server = unmetered(echo);
        try (Socket socket = plain(server)) {
            write(socket, "EHLO client.test\r\n");
            // An alert may come, and then the end, or a reset.
            drain(socket);
        }
        assertThat(echo.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.TLS_FAILED);
        assertThat(echo.seen(Input.Received.class)).isEmpty();
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void aPeerThatGoesAwayWithinTheHandshakeIsNoEndOfInput() throws IOException {
        ToyMachine echo = secureEcho();
        Driver server = unmetered(echo);
        plain(server).close();
        assertThat(echo.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.TLS_FAILED);
        assertThat(echo.seen(Input.EndOfInput.class)).isEmpty();
    }

    /** It would let a client make the server compute as often as it likes. */
    @Test
    void renegotiationIsRefused() throws IOException {
        ToyMachine echo = secureEcho();
        Driver server = unmetered(echo);
        try (SSLSocket socket = secured(server, "TLSv1.2")) {
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        assertThat(socket.getInputStream().read()).isNegative();
                        throw new SSLException("the connection has ended");
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(echo.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.TLS_FAILED);
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
