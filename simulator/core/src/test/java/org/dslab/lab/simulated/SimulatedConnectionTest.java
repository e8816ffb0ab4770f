package org.dslab.lab.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.lab.simulated.ToyLab.TO_OSAKA;
import static org.dslab.lab.simulated.ToyLab.send;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.lab.world.LabFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections without faults keep the promises of the seam. */
class SimulatedConnectionTest {

    private ToyLab lab;

    SimulatedConnectionTest() throws LabFailure {
        lab = new ToyLab();
    }

    @BeforeEach
    void freshLab() throws LabFailure {
        lab = new ToyLab();
    }

    @Test
    void theAcceptingSideSeesTheAddressOfTheOpener() throws LabFailure {
        lab.make("tokyo", new Effect.Open(1, Service.SMTP, lab.smtp(TO_OSAKA)));
        lab.make("tokyo", new Effect.Open(2, Service.MINGER, lab.minger(TO_OSAKA)));

        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Opened(1), new Input.Opened(2));
        assertThat(lab.toldTo("osaka"))
                .containsExactly(
                        new Input.Accepted(-1, Service.SMTP, new Endpoint("127.1.1.1", 40_001)),
                        new Input.Accepted(-2, Service.MINGER, new Endpoint("127.1.1.1", 40_002)));
    }

    @Test
    void octetsArriveInOrderAndInPiecesOfAtMost64Kib() throws LabFailure {
        lab.connect();
        Octets large = Octets.latin1("0123456789".repeat(20_000));

        lab.make("tokyo", send(1, "first "), new Effect.Send(1, large));

        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Sent(1, 6), new Input.Sent(1, 200_000));
        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("first ").concat(large));
        assertThat(lab.toldTo("osaka"))
                .hasSize(5)
                .allSatisfy(input ->
                        assertThat(((Input.Received) input).octets().length()).isBetween(1, 64 * 1024));
    }

    @Test
    void aReaderThatIsOffGetsNothingUntilItIsOnAgain() throws LabFailure {
        lab.connect();
        lab.make("osaka", new Effect.Reading(-1, false));
        lab.make("tokyo", send(1, "a"), send(1, "b"), new Effect.Finish(1));
        assertThat(lab.toldTo("osaka")).isEmpty();

        lab.make("osaka", new Effect.Reading(-1, true));

        assertThat(lab.toldTo("osaka"))
                .containsExactly(
                        new Input.Received(-1, Octets.latin1("a")),
                        new Input.Received(-1, Octets.latin1("b")),
                        new Input.EndOfInput(-1));
    }

    /** Two pieces are there, but after the first the machine has had enough. */
    @Test
    void aReaderThatTurnsOffWhileItHandlesAPieceDoesNotGetTheNext() throws LabFailure {
        lab = new ToyLab(input -> input instanceof Input.Received ? List.of(new Effect.Reading(-1, false)) : List.of());
        lab.connect();

        lab.make("tokyo", send(1, "a"), send(1, "b"));
        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("a"));

        lab.make("osaka", new Effect.Reading(-1, true));
        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("ab"));
    }

    @Test
    void aConnectionThatBothSidesFinishClosesOnceAndLast() throws LabFailure {
        lab.connect();

        lab.make("tokyo", send(1, "bye"), new Effect.Finish(1));
        assertThat(lab.toldTo("osaka"))
                .containsExactly(new Input.Received(-1, Octets.latin1("bye")), new Input.EndOfInput(-1));
        assertThat(lab.toldTo("tokyo")).as("osaka may still send").containsExactly(new Input.Sent(1, 3));
        lab.make("osaka", send(-1, "too late for a reader who has finished"), new Effect.Finish(-1));
        lab.world().advance(Duration.ofMinutes(1));

        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Sent(1, 3), new Input.Closed(1, CloseCause.FINISHED));
        assertThat(lab.toldTo("osaka")).endsWith(new Input.Closed(-1, CloseCause.FINISHED));
        assertThat(lab.toldTo("osaka"))
                .filteredOn(Input.Closed.class::isInstance)
                .hasSize(1);
    }

    /** As the driver on real sockets does: a peer that never finishes must not keep a connection for ever. */
    @Test
    void aFinishedConnectionWhosePeerDoesNotFinishIsAbortedInTheEnd() throws LabFailure {
        lab.connect();
        lab.make("tokyo", new Effect.Finish(1));
        lab.world().advance(Duration.ofMinutes(1));

        assertThat(lab.seenBy("tokyo"))
                .containsExactly(new ToyLab.Seen(Duration.ofSeconds(10), new Input.Closed(1, CloseCause.ABORTED)));
        assertThat(lab.toldTo("osaka"))
                .containsExactly(new Input.EndOfInput(-1), new Input.Closed(-1, CloseCause.RESET));
    }

    @Test
    void anAbortedConnectionIsResetForThePeer() throws LabFailure {
        lab.connect();

        lab.make("osaka", new Effect.Abort(-1), send(-1, "nothing more"));

        assertThat(lab.toldTo("osaka")).containsExactly(new Input.Closed(-1, CloseCause.ABORTED));
        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Closed(1, CloseCause.RESET));
    }

    /** DS-30: a name that cannot be resolved is told apart from an address that nobody has. */
    @Test
    void anOpeningThatLeadsNowhereIsClosedWithItsCause() throws LabFailure {
        lab.make(
                "tokyo",
                new Effect.Open(1, Service.SMTP, new HostPort("192.0.2.1", 2525)),
                new Effect.Open(2, Service.SMTP, new HostPort("mx.nowhere.test", 2525)),
                new Effect.Open(3, Service.SMTP, new HostPort(lab.smtp(TO_OSAKA).host(), 25)));

        assertThat(lab.toldTo("tokyo"))
                .containsExactly(
                        new Input.Closed(1, CloseCause.REFUSED),
                        new Input.Closed(2, CloseCause.UNRESOLVABLE),
                        new Input.Closed(3, CloseCause.REFUSED));
    }

    /** As in the wire world, where a proxy listens at the entrance of every link. */
    @Test
    void aConnectionToANodeThatIsDownOpensAndIsReset() throws LabFailure {
        lab.world().crash("osaka");

        lab.make("tokyo", new Effect.Open(1, Service.SMTP, lab.smtp(TO_OSAKA)));

        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Opened(1), new Input.Closed(1, CloseCause.RESET));
    }

    @Test
    void anEchoIsHeardTheSameInEveryRun() throws LabFailure {
        assertThat(echoes()).isEqualTo(echoes()).isNotEmpty();
    }

    private static List<ToyLab.Seen> echoes() throws LabFailure {
        ToyLab lab = new ToyLab(input -> input instanceof Input.Received received && received.connection() < 0
                ? List.of(new Effect.Send(received.connection(), received.octets()))
                : List.of());
        lab.connect();
        lab.begin("tokyo", send(1, "one"), send(1, "two"));
        lab.begin("osaka", send(-1, "three"));
        lab.world().settle();
        return lab.seenBy("tokyo");
    }
}
