package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;
import static org.dslab.server.ToyMachine.send;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A driver against plain sockets, which tell no count of what they do. */
class PlainPeersTest {

    private final TestNet net = TestNet.unmetered();

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void aClientGetsItsOctetsBackAndAnOrderlyEnd() throws IOException {
        ToyMachine echo = ToyMachine.echo();
        Driver server = net.start(echo, BOTH);
        try (Socket client = new Socket(
                InetAddress.getLoopbackAddress(), server.smtp().orElseThrow().port())) {
            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("hello");
        }
        Input.Closed closed = echo.await1(Input.Closed.class);
        Input.Accepted accepted = echo.await1(Input.Accepted.class);
        assertThat(accepted.connection()).isNegative();
        assertThat(accepted.service()).isEqualTo(Service.SMTP);
        assertThat(accepted.client().address()).isEqualTo("127.0.0.1");
        assertThat(closed).isEqualTo(new Input.Closed(accepted.connection(), CloseCause.FINISHED));
        assertThat(echo.seen().getLast()).isEqualTo(closed);
    }

    @Test
    void finishSendsEverythingBeforeTheEndAndDiscardsWhatArrives() throws IOException {
        String much = "x".repeat(4 << 20);
        ToyMachine talker = new ToyMachine(input -> input instanceof Input.Accepted accepted
                ? List.of(send(accepted.connection(), much), new Effect.Finish(accepted.connection()))
                : List.of());
        Driver server = net.start(talker, BOTH);
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), smtp(server).port())) {
            client.getOutputStream().write("never heard".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).hasSize(much.length());
        }
        assertThat(talker.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.FINISHED);
        assertThat(talker.seen(Input.Received.class)).isEmpty();
        assertThat(talker.seen(Input.EndOfInput.class)).isEmpty();
        assertThat(talker.seen(Input.Sent.class).stream()
                        .mapToLong(Input.Sent::octets)
                        .sum())
                .isEqualTo(much.length());
    }

    @Test
    void aWriterWhosePeerHasGoneStillHearsWhatThePeerSaid() throws IOException {
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HostPort target = new HostPort("127.0.0.1", listener.getLocalPort());
            perform(client, new Effect.Open(1, Service.SMTP, target), new Effect.Reading(1, false), send(1, "unread"));
            try (Socket peer = listener.accept()) {
                assertThat(peer.getInputStream().read()).isEqualTo('u');
                peer.getOutputStream().write("421 go away".getBytes(StandardCharsets.US_ASCII));
            }
        }
        perform(client, new Effect.Reading(1, true), send(1, "more"));
        assertThat(opener.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.RESET);
        assertThat(opener.received(1)).isEqualTo("421 go away");
    }

    @Test
    void anEmptyDatagramIsADatagram() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        try (DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(5000);
            client.send(new DatagramPacket(
                    new byte[0],
                    0,
                    InetAddress.getLoopbackAddress(),
                    server.minger().orElseThrow().port()));
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            client.receive(answer);
            assertThat(answer.getLength()).isZero();
        }
    }
}
