package org.dslab.lab.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.lab.simulated.ToyLab.TO_OSAKA;
import static org.dslab.lab.simulated.ToyLab.TO_TOKYO;

import java.time.Duration;
import java.util.List;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.history.Event;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.Protocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datagrams, with faults and without: tokyo asks, osaka answers everything. */
class SimulatedDatagramsTest {

    private static final Octets QUESTION = Octets.latin1("botan?");
    private static final Octets ANSWER = Octets.latin1("yes");

    private ToyLab lab;

    SimulatedDatagramsTest() throws LabFailure {
        lab = new ToyLab();
    }

    @BeforeEach
    void freshLab() throws LabFailure {
        lab = new ToyLab(input -> input instanceof Input.DatagramReceived asked && asked.socket() == 0
                ? List.of(new Effect.DatagramReply(asked.from(), ANSWER))
                : List.of());
    }

    private Effect ask(long socket) {
        return new Effect.Datagram(socket, lab.minger(TO_OSAKA), QUESTION);
    }

    private Input answered(long socket) {
        return new Input.DatagramReceived(
                socket, new Endpoint(lab.minger(TO_OSAKA).host(), 4069), ANSWER);
    }

    @Test
    void anAnswerComesBackToTheSocketThatAskedFromTheAddressThatWasAsked() throws LabFailure {
        lab.make("tokyo", ask(1), ask(2), ask(1));

        assertThat(lab.toldTo("tokyo")).containsExactly(answered(1), answered(2), answered(1));
        assertThat(lab.toldTo("osaka"))
                .as("one port per socket, the asker's own address")
                .containsExactly(
                        new Input.DatagramReceived(0, new Endpoint("127.1.1.1", 40_001), QUESTION),
                        new Input.DatagramReceived(0, new Endpoint("127.1.1.1", 40_002), QUESTION),
                        new Input.DatagramReceived(0, new Endpoint("127.1.1.1", 40_001), QUESTION));
    }

    @Test
    void aClosedSocketHearsNothingMore() throws LabFailure {
        lab.make("tokyo", ask(1), new Effect.CloseDatagram(1));

        assertThat(lab.toldTo("osaka")).hasSize(1);
        assertThat(lab.toldTo("tokyo")).isEmpty();
    }

    @Test
    void anAnswerOnItsWayToASocketThatIsClosedMeanwhileIsLost() throws LabFailure {
        lab.inject(1, Fault.Kind.HOLD, TO_TOKYO, Protocol.MINGER);
        lab.make("tokyo", ask(1), ask(2));
        lab.make("tokyo", new Effect.CloseDatagram(1));

        lab.heal(1);

        assertThat(lab.toldTo("tokyo")).containsExactly(answered(2));
    }

    @Test
    void aDatagramToNowhereIsUnreachableAndOneToANodeThatIsDownVanishes() throws LabFailure {
        lab.make(
                "tokyo",
                new Effect.Datagram(1, new HostPort("192.0.2.1", 4069), QUESTION),
                new Effect.Datagram(2, new HostPort("nowhere.test", 4069), QUESTION));
        lab.world().crash("osaka");
        lab.make("tokyo", ask(3));

        assertThat(lab.toldTo("tokyo"))
                .containsExactly(
                        new Input.Unreachable(1, CloseCause.REFUSED),
                        new Input.Unreachable(2, CloseCause.UNRESOLVABLE));
    }

    @Test
    void aRefusedLinkTellsTheSender() throws LabFailure {
        lab.inject(1, Fault.Kind.REFUSE, TO_OSAKA, Protocol.MINGER);

        lab.make("tokyo", ask(1));

        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Unreachable(1, CloseCause.REFUSED));
        assertThat(lab.toldTo("osaka")).isEmpty();
        assertThat(lab.history())
                .hasOnlyElementsOfType(Event.FaultTouched.class)
                .hasSize(1);
    }

    @Test
    void aCutOfTheWayBackLosesTheAnswerForGood() throws LabFailure {
        lab.inject(1, Fault.Kind.CUT, TO_TOKYO, Protocol.MINGER);
        lab.make("tokyo", ask(1));
        lab.heal(1);

        assertThat(lab.toldTo("osaka")).hasSize(1);
        assertThat(lab.toldTo("tokyo")).isEmpty();
    }

    @Test
    void aHeldQuestionIsAnsweredWhenReleasedAndADelayedOneLater() throws LabFailure {
        lab.inject(1, Fault.Kind.HOLD, TO_OSAKA, Protocol.MINGER);
        lab.make("tokyo", ask(1));
        assertThat(lab.toldTo("osaka")).isEmpty();
        lab.heal(1);
        lab.inject(2, Fault.Kind.DELAY, TO_OSAKA, Protocol.MINGER, Duration.ofSeconds(2));
        lab.make("tokyo", ask(2));
        lab.world().advance(Duration.ofSeconds(10));

        assertThat(lab.seenBy("tokyo"))
                .containsExactly(
                        new ToyLab.Seen(Duration.ZERO, answered(1)),
                        new ToyLab.Seen(Duration.ofSeconds(2), answered(2)));
    }
}
