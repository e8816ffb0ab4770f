package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.server.TestNet.BOTH;
import static org.dslab.server.TestNet.perform;
import static org.dslab.server.TestNet.smtp;
import static org.dslab.server.ToyMachine.send;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final TestNet net = new TestNet();

    @AfterEach
    void everythingComesToRest() {
        net.close();
    }

    @Test
    void aConnectionToAnotherDriverCarriesOctetsBothWaysAndComesToRest() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        perform(client, new Effect.Open(7, Service.SMTP, smtp(server)), send(7, "one "), send(7, "two"));
        Soon.until(() -> opener.received(7).equals("one two"));
        net.traffic.awaitQuiet();
        assertThat(opener.seen(Input.Sent.class)).containsExactly(new Input.Sent(7, 7));
        perform(client, new Effect.Finish(7));
        opener.awaitInput(new Input.Closed(7, CloseCause.FINISHED));
        net.traffic.awaitQuiet();
    }

    @Test
    void aPortWhereNobodyListensIsRefused() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        HostPort port = smtp(server);
        server.close();
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        perform(client, new Effect.Open(1, Service.SMTP, port));
        opener.awaitInput(new Input.Closed(1, CloseCause.REFUSED));
        net.traffic.awaitQuiet();
        assertThat(opener.seen(Input.Opened.class)).isEmpty();
    }

    @Test
    void whatIsNoNameAndNoAddressIsUnresolvable() throws IOException {
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        perform(client, new Effect.Open(1, Service.SMTP, new HostPort("127.0.0.256", 25)));
        perform(client, new Effect.Open(2, Service.SMTP, new HostPort("no-such-host.invalid", 25)));
        opener.awaitInput(new Input.Closed(1, CloseCause.UNRESOLVABLE));
        opener.awaitInput(new Input.Closed(2, CloseCause.UNRESOLVABLE));
        net.traffic.awaitQuiet();
    }

    @Test
    void aNameIsResolvedAndWhatWasSentMeanwhileFollows() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        HostPort byName = new HostPort("localhost", smtp(server).port());
        perform(client, new Effect.Open(1, Service.SMTP, byName), send(1, "early"), new Effect.Finish(1));
        opener.awaitInput(new Input.Closed(1, CloseCause.FINISHED));
        net.traffic.awaitQuiet();
        assertThat(opener.seen(Input.Sent.class)).containsExactly(new Input.Sent(1, 5));
    }

    @Test
    void anAbortedDialIsClosedOnceAndLeavesNothingBehind() throws IOException {
        Driver server = net.start(ToyMachine.echo(), BOTH);
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        perform(client, new Effect.Open(1, Service.SMTP, smtp(server)), new Effect.Abort(1));
        perform(
                client,
                new Effect.Open(
                        2, Service.SMTP, new HostPort("localhost", smtp(server).port())),
                new Effect.Abort(2));
        opener.awaitInput(new Input.Closed(1, CloseCause.ABORTED));
        opener.awaitInput(new Input.Closed(2, CloseCause.ABORTED));
        net.traffic.awaitQuiet();
        assertThat(opener.seen(Input.Closed.class)).hasSize(2);
    }

    @Test
    void anAbortResetsThePeerAlsoWhenOctetsWereNotRead() throws IOException {
        ToyMachine deaf = new ToyMachine(input -> input instanceof Input.Accepted accepted
                ? List.of(new Effect.Reading(accepted.connection(), false))
                : List.of());
        Driver server = net.start(deaf, BOTH);
        ToyMachine opener = ToyMachine.silent();
        Driver client = net.start(opener, Listeners.NONE);
        perform(client, new Effect.Open(1, Service.SMTP, smtp(server)), send(1, "unread"));
        long accepted = deaf.await1(Input.Accepted.class).connection();
        net.traffic.awaitQuiet();
        perform(server, new Effect.Abort(accepted));
        opener.awaitInput(new Input.Closed(1, CloseCause.RESET));
        deaf.awaitInput(new Input.Closed(accepted, CloseCause.ABORTED));
        net.traffic.awaitQuiet();
        assertThat(deaf.seen(Input.Received.class)).isEmpty();
    }

    @Test
    void aReaderThatIsOffGetsEverythingOnceItIsOn() throws IOException {
        ToyMachine deaf = new ToyMachine(input -> input instanceof Input.Accepted accepted
                ? List.of(new Effect.Reading(accepted.connection(), false))
                : List.of());
        Driver server = net.start(deaf, BOTH);
        Driver client = net.start(ToyMachine.silent(), Listeners.NONE);
        // More than the buffers of both sockets hold, so that some of it waits in the driver.
        String much = "0123456789abcdef".repeat(1 << 20);
        perform(client, new Effect.Open(1, Service.SMTP, smtp(server)), send(1, much), new Effect.Finish(1));
        long accepted = deaf.await1(Input.Accepted.class).connection();
        net.traffic.awaitQuiet();
        assertThat(deaf.seen(Input.Received.class)).isEmpty();
        perform(server, new Effect.Reading(accepted, true));
        deaf.awaitInput(new Input.EndOfInput(accepted));
        assertThat(deaf.received(accepted)).isEqualTo(much);
        assertThat(deaf.seen(Input.Received.class))
                .allMatch(received -> received.octets().length() <= 64 << 10);
        net.traffic.awaitQuiet();
        perform(server, new Effect.Finish(accepted));
        deaf.awaitInput(new Input.Closed(accepted, CloseCause.FINISHED));
    }

    @Test
    void aPeerThatNeverEndsIsResetTenSecondsAfterOurEnd() throws IOException {
        ToyMachine talker = new ToyMachine(input -> input instanceof Input.Accepted accepted
                ? List.of(new Effect.Finish(accepted.connection()))
                : List.of());
        Driver server = net.start(talker, BOTH);
        ToyMachine stubborn = ToyMachine.silent();
        Driver client = net.start(stubborn, Listeners.NONE);
        perform(client, new Effect.Open(1, Service.SMTP, smtp(server)));
        stubborn.await1(Input.EndOfInput.class);
        net.traffic.awaitQuiet();
        Instant limit = TestNet.START.plusSeconds(10);
        assertThat(server.nextWake()).isEqualTo(Optional.of(limit));
        net.clock.moveTo(limit);
        server.wake();
        assertThat(talker.await1(Input.Closed.class).cause()).isEqualTo(CloseCause.ABORTED);
        net.traffic.awaitQuiet();
        assertThat(server.nextWake()).isEmpty();
    }
}
