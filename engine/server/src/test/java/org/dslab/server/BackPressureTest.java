package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.minger;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;
import static org.dslab.server.ToyMachine.send;

import java.io.IOException;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.junit.jupiter.api.Test;

class BackPressureTest {

    private static final int MANY_TURNS = 200;

    /** The start of the body is held in the store while everything that arrives is appended to it. */
    @Test
    void whileTheStoreIsBehindNothingMoreIsReadAndThenAllOfIt() throws IOException {
        FakeStore store = new FakeStore();
        ToyMachine machine = new ToyMachine(input -> switch (input) {
            case Input.Accepted accepted -> List.of(new Effect.ReadBody(1, 0, 1));
            case Input.Received received -> List.of(new Effect.AppendBody(1, received.octets()));
            case Input.DatagramReceived datagram ->
                List.of(new Effect.DatagramReply(datagram.from(), datagram.octets()));
            default -> List.of();
        });
        try (TestNet net = new TestNet()) {
            Driver server = net.start(machine, BOTH, store);
            ToyMachine opener = ToyMachine.silent();
            Driver client = net.start(opener, Listeners.NONE);
            String much = "0123456789abcdef".repeat(2 << 20);
            perform(client, new Effect.Open(1, Service.SMTP, smtp(server)), send(1, much), new Effect.Finish(1));
            Soon.until(() -> store.reads.get() == 1 && received(machine) > 8 << 20);
            // Each of these is one more turn in which the driver could have read on.
            for (int turn = 1; turn <= MANY_TURNS; turn++) {
                int answers = turn;
                perform(client, new Effect.Datagram(2, minger(server), Octets.latin1("ping")));
                Soon.until(() -> opener.seen(Input.DatagramReceived.class).size() == answers);
            }
            long receivedWhileHeld = received(machine);
            boolean quietWhileHeld = net.traffic.isQuiet();
            store.mayRead.release();
            Soon.until(() -> received(machine) == much.length());
            Soon.until(() -> !machine.seen(Input.EndOfInput.class).isEmpty());
            // The machine is told that the store has caught up before whatever comes next.
            Soon.until(() -> {
                perform(client, new Effect.Datagram(2, minger(server), Octets.latin1("ping")));
                return machine.seen(Input.Backlog.class).contains(new Input.Backlog(0));
            });
            perform(server, new Effect.Finish(-1));
            net.traffic.awaitQuiet();
            assertThat(receivedWhileHeld).isLessThan((8 << 20) + (128 << 10));
            assertThat(quietWhileHeld).isFalse();
            assertThat(machine.seen(Input.Backlog.class)).anyMatch(backlog -> backlog.octets() > 7 << 20);
        }
    }

    private static long received(ToyMachine machine) {
        return machine.seen(Input.Received.class).stream()
                .mapToLong(input -> input.octets().length())
                .sum();
    }
}
