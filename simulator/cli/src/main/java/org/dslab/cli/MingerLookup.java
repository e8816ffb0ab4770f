package org.dslab.cli;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.minger.DatagramPort;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerTcpExchange;
import org.dslab.engine.minger.MingerUdpExchange;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timers;

/** One exchange of the engine over a blocking socket of its own, for a person who waits for the answer. */
final class MingerLookup {

    private static final List<Duration> RETRANSMIT_AFTER = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final int LARGEST_PIECE = 2048;

    private final HostPort host;
    private final Optional<Secret> password;
    private final Duration timeout;
    private final Timers timers = new Timers();
    private final Outbox outbox = new Outbox();
    private final long begun = System.nanoTime();
    private Optional<HostAnswer> answer = Optional.empty();

    MingerLookup(HostPort host, Optional<Secret> password, Duration timeout) {
        this.host = host;
        this.password = password;
        this.timeout = timeout;
    }

    /** Asks once; every failure is an answer. */
    HostAnswer ask(String mailbox, MingerTransport transport) {
        InetSocketAddress target = new InetSocketAddress(host.host(), host.port());
        if (target.isUnresolved()) {
            return new HostAnswer.None(HostAnswer.Cause.UNRESOLVABLE);
        }
        timers.moveTo(now());
        try {
            switch (transport) {
                case UDP -> overUdp(mailbox, target);
                case TCP -> overTcp(mailbox, target);
            }
        } catch (SocketTimeoutException e) {
            return new HostAnswer.None(HostAnswer.Cause.TIMED_OUT);
        } catch (IOException e) {
            return new HostAnswer.None(HostAnswer.Cause.UNREACHABLE);
        }
        return answer.orElseThrow();
    }

    private void overUdp(String mailbox, InetSocketAddress target) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            // Connected, so that an unreachable port is noticed and datagrams of others are not.
            socket.connect(target);
            MingerUdpExchange exchange =
                    new MingerUdpExchange(mailbox, password, RETRANSMIT_AFTER, timeout, outbox, timers, this::accept);
            exchange.start();
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST_PIECE], LARGEST_PIECE);
            while (isWaiting()) {
                for (Octets query : outbox.take()) {
                    socket.send(new DatagramPacket(query.toByteArray(), query.length()));
                }
                socket.setSoTimeout(millisToNextTimer());
                packet.setLength(LARGEST_PIECE);
                try {
                    socket.receive(packet);
                    exchange.received(Octets.copyOf(packet.getData(), 0, packet.getLength()));
                } catch (SocketTimeoutException e) {
                    timers.moveTo(now());
                }
            }
        }
    }

    private void overTcp(String mailbox, InetSocketAddress target) throws IOException {
        try (Socket socket = new Socket()) {
            MingerTcpExchange exchange =
                    new MingerTcpExchange(mailbox, password, timeout, outbox, timers, this::accept);
            socket.connect(target, millisToNextTimer());
            exchange.opened();
            byte[] piece = new byte[LARGEST_PIECE];
            while (isWaiting()) {
                for (Octets query : outbox.take()) {
                    socket.getOutputStream().write(query.toByteArray());
                }
                socket.setSoTimeout(millisToNextTimer());
                try {
                    int length = socket.getInputStream().read(piece);
                    if (length < 0) {
                        exchange.endOfInput();
                    } else {
                        exchange.receive(Octets.copyOf(piece, 0, length));
                    }
                } catch (SocketTimeoutException e) {
                    timers.moveTo(now());
                }
            }
        }
    }

    private void accept(HostAnswer given) {
        answer = Optional.of(given);
    }

    /** Runs the timers that are due, and says whether the exchange still goes on. */
    private boolean isWaiting() {
        timers.moveTo(now());
        timers.runDue();
        return answer.isEmpty();
    }

    private int millisToNextTimer() {
        Instant due = timers.next().orElseThrow();
        long millis = Duration.between(now(), due).plusNanos(999_999).toMillis();
        return Math.clamp(millis, 1, Integer.MAX_VALUE);
    }

    private Instant now() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - begun);
    }

    /** Keeps what the exchange sends until the loop, which may fail, writes it. */
    private static final class Outbox implements DatagramPort, Connection {

        private final List<Octets> waiting = new ArrayList<>();

        List<Octets> take() {
            List<Octets> taken = List.copyOf(waiting);
            waiting.clear();
            return taken;
        }

        @Override
        public void send(Octets octets) {
            waiting.add(octets);
        }

        @Override
        public void reading(boolean on) {
            // The loop reads only while the exchange goes on.
        }

        @Override
        public void close() {
            // The loop closes its socket when the exchange is over; so for finish and abort.
        }

        @Override
        public void finish() {}

        @Override
        public void abort() {}
    }
}
