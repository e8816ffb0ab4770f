package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.minger;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;
import static org.dslab.server.ToyMachine.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The count is exact: while one thing leads to another it is never zero, however the threads interleave. */
class QuietTest {

    private static final int ROUNDS = 120;

    /** Each answer leads to the next question, and the questions take every way that leaves the selector thread. */
    private static final class Chain {
        private final HostPort smtp;
        private final HostPort minger;
        private final HostPort nobody;
        private int round;

        Chain(HostPort smtp, HostPort minger, HostPort nobody) {
            this.smtp = smtp;
            this.minger = minger;
            this.nobody = nobody;
        }

        List<Effect> react(Input input) {
            return switch (input) {
                case Input.Started started -> List.of();
                case Input.Command command -> List.of(new Effect.Open(1, Service.SMTP, smtp));
                case Input.Sent sent -> List.of();
                case Input.DatagramReceived datagram -> next(new Effect.CloseDatagram(datagram.socket()));
                case Input.Unreachable unreachable -> next(new Effect.CloseDatagram(unreachable.socket()));
                case Input.Closed closed when closed.connection() == 1 -> List.of();
                case Input.EndOfInput end -> List.of();
                default -> next();
            };
        }

        private List<Effect> next(Effect... before) {
            List<Effect> effects = new ArrayList<>(List.of(before));
            round++;
            if (round > ROUNDS) {
                effects.add(new Effect.Finish(1));
                return effects;
            }
            Octets ping = Octets.latin1("ping");
            switch (round % 8) {
                case 0 -> effects.add(new Effect.Datagram(round, minger, ping));
                case 1 -> effects.add(send(1, "ping"));
                case 2 -> {
                    effects.add(new Effect.AppendBody(round, ping));
                    effects.add(new Effect.Commit(round, List.of()));
                }
                case 3 -> effects.add(new Effect.ReadBody(round - 1, 0, 10));
                case 4 -> effects.add(new Effect.File(round, "a@example.com", "key" + round, ping, round - 2));
                case 5 -> effects.add(new Effect.Datagram(round, nobody, ping));
                case 6 -> effects.add(new Effect.Open(round, Service.SMTP, nobody));
                default -> effects.add(new Effect.Open(round, Service.SMTP, new HostPort("127.0.0.999", 25)));
            }
            return effects;
        }
    }

    @RepeatedTest(20)
    void theCountIsZeroOnceAndThenEverythingHasHappened() throws IOException {
        try (TestNet net = new TestNet()) {
            // An address of its own: a port that was free a moment ago may be somebody's by now.
            HostPort nobody = new HostPort("127.77.66.55", 9);
            Driver server = net.start(ToyMachine.echo(), BOTH);
            ToyMachine asker = new ToyMachine(new Chain(smtp(server), minger(server), nobody)::react);
            Driver client = net.start(asker, Listeners.NONE);
            net.traffic.awaitQuiet();
            net.traffic.quietMoments();

            perform(client);
            net.traffic.awaitQuiet();
            assertThat(asker.seen().getLast()).isEqualTo(new Input.Closed(1, CloseCause.FINISHED));
            assertThat(net.traffic.quietMoments()).isEqualTo(1);
            assertThat(asker.seen(Input.Unreachable.class)).hasSize(ROUNDS / 8);
        }
    }

    /** A proxy that cannot reach its target takes a connection up and resets it, perhaps before its dialer looks. */
    @Test
    void aConnectionThatIsResetBeforeItWasNoticedLeavesNothingUnderWay() throws Exception {
        // One listener for each dial: the port of one that was reset may be the next one's.
        List<ServerSocket> listeners = new ArrayList<>();
        List<Effect> opens = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            listeners.add(listener);
            opens.add(new Effect.Open(i, Service.SMTP, new HostPort("127.0.0.1", listener.getLocalPort())));
        }
        try (TestNet net = new TestNet()) {
            Thread resetter = Thread.ofPlatform().start(() -> takeUpAndReset(listeners, net.traffic));
            ToyMachine dialer = ToyMachine.silent();
            Driver client = net.startFrom("127.0.0.1", dialer);
            perform(client, opens.toArray(Effect[]::new));
            resetter.join();
            net.traffic.awaitQuiet();

            assertThat(dialer.seen(Input.Closed.class)).hasSameSizeAs(opens);
        }
    }

    private static void takeUpAndReset(List<ServerSocket> listeners, Traffic traffic) {
        try {
            for (ServerSocket listener : listeners) {
                takeUpAndReset(listener, traffic);
                listener.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void takeUpAndReset(ServerSocket listener, Traffic traffic) throws IOException {
        Socket socket = listener.accept();
        Endpoint near = Endpoints.of(socket.getLocalSocketAddress());
        Endpoint far = Endpoints.of(socket.getRemoteSocketAddress());
        traffic.ending(near, far);
        // Told before, since the port may be another connection's as soon as this one is reset.
        traffic.readerGone(far, near);
        socket.setSoLinger(true, 0);
        socket.close();
        traffic.accepted(near, far);
    }
}
