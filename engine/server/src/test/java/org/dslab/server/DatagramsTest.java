package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.minger;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;

import java.io.IOException;
import java.util.List;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramsTest {

    private static final Octets PING = Octets.latin1("ping");

    private final TestNet net = new TestNet();

    @AfterEach
    void everythingComesToRest() {
        net.close();
    }

    @Test
    void aQuestionIsAnsweredFromTheAskedPortToAPortOfItsOwn() throws IOException {
        ToyMachine echo = ToyMachine.echo();
        Driver server = net.start(echo, BOTH);
        ToyMachine asker = ToyMachine.silent();
        Driver client = net.start(asker, Listeners.NONE);
        perform(client, new Effect.Datagram(1, minger(server), PING), new Effect.Datagram(2, minger(server), PING));
        Soon.until(() -> asker.seen(Input.DatagramReceived.class).size() == 2);
        net.traffic.awaitQuiet();
        assertThat(asker.seen(Input.DatagramReceived.class))
                .containsExactlyInAnyOrder(
                        new Input.DatagramReceived(1, server.minger().orElseThrow(), PING),
                        new Input.DatagramReceived(2, server.minger().orElseThrow(), PING));
        List<Input.DatagramReceived> questions = echo.seen(Input.DatagramReceived.class);
        assertThat(questions).hasSize(2).allMatch(question -> question.socket() == 0);
        assertThat(questions.get(0).from()).isNotEqualTo(questions.get(1).from());
    }

    @Test
    void eachDatagramToAClosedPortIsUnreachable() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        HostPort nobody = minger(server);
        server.close();
        ToyMachine asker = ToyMachine.silent();
        Driver client = net.start(asker, Listeners.NONE);
        perform(client, new Effect.Datagram(1, nobody, PING), new Effect.Datagram(1, nobody, PING));
        net.traffic.awaitQuiet();
        assertThat(asker.seen(Input.Unreachable.class))
                .containsExactly(
                        new Input.Unreachable(1, CloseCause.REFUSED), new Input.Unreachable(1, CloseCause.REFUSED));
    }

    @Test
    void aNameIsResolvedAtTheFirstDatagram() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        ToyMachine asker = ToyMachine.silent();
        Driver client = net.start(asker, Listeners.NONE);
        perform(
                client,
                new Effect.Datagram(1, new HostPort("localhost", minger(server).port()), PING),
                new Effect.Datagram(2, new HostPort("no-such-host.invalid", 4069), PING));
        asker.awaitInput(new Input.DatagramReceived(1, server.minger().orElseThrow(), PING));
        asker.awaitInput(new Input.Unreachable(2, CloseCause.UNRESOLVABLE));
    }

    @Test
    void nothingIsDeliveredFromAClosedSocket() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        ToyMachine asker = ToyMachine.silent();
        Driver client = net.start(asker, Listeners.NONE);
        perform(client, new Effect.Datagram(1, minger(server), PING), new Effect.CloseDatagram(1));
        net.traffic.awaitQuiet();
        assertThat(asker.seen(Input.DatagramReceived.class)).isEmpty();
    }

    @Test
    void outgoingSocketsUseTheAddressToSendFrom() throws IOException {
        ToyMachine echo = ToyMachine.echo();
        Driver server = net.start(echo, BOTH);
        try (Driver client = net.startFrom("127.9.8.7", ToyMachine.silent())) {
            perform(
                    client,
                    new Effect.Datagram(1, minger(server), PING),
                    new Effect.Open(1, Service.SMTP, smtp(server)));
            assertThat(echo.await1(Input.DatagramReceived.class).from().address())
                    .isEqualTo("127.9.8.7");
            assertThat(echo.await1(Input.Accepted.class).client().address()).isEqualTo("127.9.8.7");
        }
    }

    /** DS-43, DS-54: the system itself gives out the same port twice among so many, now and then. */
    @Test
    void noPortAsksTheSameHostTwiceWithinTenMinutes() throws IOException {
        int questions = 1500;
        ToyMachine echo = ToyMachine.echo();
        Driver server = net.start(echo, BOTH);
        Driver client = net.start(ToyMachine.silent(), Listeners.NONE);
        for (long socket = 1; socket <= questions; socket++) {
            perform(client, new Effect.Datagram(socket, minger(server), PING), new Effect.CloseDatagram(socket));
            if (socket % 100 == 0) {
                net.traffic.awaitQuiet();
            }
        }
        net.traffic.awaitQuiet();

        assertThat(echo.seen(Input.DatagramReceived.class))
                .hasSize(questions)
                .extracting(Input.DatagramReceived::from)
                .doesNotHaveDuplicates();
    }
}
