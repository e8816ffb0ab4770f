package org.dslab.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.MingerResponder;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.settings.Secret;

/** A host on loopback that answers Minger over UDP and TCP at one port, with the engine's responder. */
final class MingerHost implements Closeable {

    private static final Endpoint CLIENT = new Endpoint("127.0.0.1", 1);

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final MingerResponder responder;
    private final int port;

    private MingerHost(DatagramSocket udp, ServerSocket tcp, Optional<Secret> password) {
        this.udp = udp;
        port = udp.getLocalPort();
        this.tcp = tcp;
        responder = new MingerResponder(
                new MingerSettings(true, password, List.of(), Duration.ofSeconds(30)), MingerHost::statusOf);
    }

    static MingerHost open() throws IOException {
        return open(Optional.empty());
    }

    static MingerHost open(String password) throws IOException {
        return open(Optional.of(new Secret(password)));
    }

    private static MingerHost open(Optional<Secret> password) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        while (true) {
            DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, 0));
            try {
                MingerHost host = new MingerHost(udp, new ServerSocket(udp.getLocalPort(), 5, loopback), password);
                Thread.ofVirtual().start(host::serveDatagrams);
                Thread.ofVirtual().start(host::serveConnections);
                return host;
            } catch (BindException e) {
                // The TCP port of that number is taken: another one.
                udp.close();
            }
        }
    }

    private static MingerStatus statusOf(EmailAddress address) {
        return switch (address.key()) {
            case "botan@example.com", "\"two words\"@example.com" -> MingerStatus.ACTIVE;
            case "full@example.com" -> MingerStatus.CANNOT_RECEIVE;
            default -> MingerStatus.DOES_NOT_EXIST;
        };
    }

    String hostPort() {
        return "127.0.0.1:" + port;
    }

    private void serveDatagrams() {
        byte[] buffer = new byte[2048];
        try {
            while (!udp.isClosed()) {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                udp.receive(query);
                byte[] answer = answer(Octets.copyOf(buffer, 0, query.getLength()));
                udp.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        } catch (IOException e) {
            unlessClosed(e);
        }
    }

    private void serveConnections() {
        while (!tcp.isClosed()) {
            try (Socket client = tcp.accept();
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
                byte[] answer = answer(Octets.latin1(lines.readLine()));
                client.getOutputStream().write(answer);
                client.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                unlessClosed(e);
            }
        }
    }

    private byte[] answer(Octets query) {
        return responder.answer(CLIENT, query).orElseThrow().octets().toByteArray();
    }

    private void unlessClosed(IOException e) {
        if (!tcp.isClosed() && !udp.isClosed()) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
