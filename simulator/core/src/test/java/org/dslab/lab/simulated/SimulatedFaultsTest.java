package org.dslab.lab.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.lab.simulated.ToyLab.TO_OSAKA;
import static org.dslab.lab.simulated.ToyLab.TO_TOKYO;
import static org.dslab.lab.simulated.ToyLab.send;

import java.time.Duration;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.history.Event;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.Protocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LAB-02, LAB-03: what each fault does to connections (DESIGN.md, "Faults"). */
class SimulatedFaultsTest {

    private ToyLab lab;

    SimulatedFaultsTest() throws LabFailure {
        lab = new ToyLab();
    }

    @BeforeEach
    void aConnection() throws LabFailure {
        lab = new ToyLab();
        lab.connect();
    }

    @Test
    void aCutLosesOneDirectionAndHealingClosesWhatLostSomething() throws LabFailure {
        lab.inject(1, Fault.Kind.CUT, TO_OSAKA, Protocol.SMTP);
        lab.make("tokyo", send(1, "lost"), send(1, "lost too"));
        lab.make("osaka", send(-1, "heard"));

        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.EMPTY);
        assertThat(lab.receivedBy("tokyo")).isEqualTo(Octets.latin1("heard"));
        assertThat(lab.history())
                .as("touched once")
                .containsExactly(new Event.FaultTouched(1, "SMTP data on tokyo->osaka lost"));

        lab.heal(1);
        assertThat(lab.toldTo("tokyo")).endsWith(new Input.Closed(1, CloseCause.RESET));
        assertThat(lab.toldTo("osaka")).endsWith(new Input.Closed(-1, CloseCause.RESET));
    }

    @Test
    void aCutThatLostNothingOfAConnectionLeavesItAlive() throws LabFailure {
        lab.inject(1, Fault.Kind.CUT, TO_OSAKA, Protocol.SMTP);
        lab.heal(1);

        lab.make("tokyo", send(1, "after"));

        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("after"));
        assertThat(lab.history()).as("it touched nothing").isEmpty();
    }

    @Test
    void aConnectionOpenedIntoACutIsAcceptedAndStaysMute() throws LabFailure {
        lab.inject(1, Fault.Kind.CUT, TO_OSAKA, Protocol.SMTP);

        lab.make("tokyo", new Effect.Open(2, Service.SMTP, lab.smtp(TO_OSAKA)));
        lab.make("tokyo", send(2, "hello?"), new Effect.Abort(2));

        assertThat(lab.toldTo("tokyo"))
                .containsExactly(new Input.Opened(2), new Input.Sent(2, 6), new Input.Closed(2, CloseCause.ABORTED));
        assertThat(lab.toldTo("osaka")).hasSize(1).hasOnlyElementsOfType(Input.Accepted.class);
        lab.heal(1);
        assertThat(lab.toldTo("osaka")).endsWith(new Input.Closed(-2, CloseCause.RESET));
    }

    @Test
    void whatIsHeldArrivesInOrderWhenReleased() throws LabFailure {
        lab.inject(1, Fault.Kind.HOLD, TO_OSAKA, Protocol.SMTP);
        lab.make("tokyo", send(1, "a"), send(1, "b"), new Effect.Finish(1));
        lab.world().advance(Duration.ofSeconds(5));
        assertThat(lab.toldTo("osaka")).isEmpty();

        lab.heal(1);

        assertThat(lab.toldTo("osaka"))
                .containsExactly(
                        new Input.Received(-1, Octets.latin1("a")),
                        new Input.Received(-1, Octets.latin1("b")),
                        new Input.EndOfInput(-1));
    }

    @Test
    void aRefusedLinkClosesItsConnectionsAndTakesNoNewOnes() throws LabFailure {
        lab.inject(1, Fault.Kind.REFUSE, TO_OSAKA, Protocol.SMTP);
        lab.make("tokyo", new Effect.Open(2, Service.SMTP, lab.smtp(TO_OSAKA)));

        assertThat(lab.toldTo("tokyo"))
                .containsExactly(new Input.Closed(1, CloseCause.RESET), new Input.Closed(2, CloseCause.REFUSED));
        assertThat(lab.toldTo("osaka")).containsExactly(new Input.Closed(-1, CloseCause.RESET));

        lab.heal(1);
        lab.make("tokyo", new Effect.Open(3, Service.SMTP, lab.smtp(TO_OSAKA)));
        assertThat(lab.toldTo("tokyo")).endsWith(new Input.Opened(3));
    }

    @Test
    void aFaultOnOneLinkAndProtocolLeavesTheOthersAlone() throws LabFailure {
        lab.inject(1, Fault.Kind.REFUSE, TO_TOKYO, Protocol.SMTP);
        lab.inject(2, Fault.Kind.REFUSE, TO_OSAKA, Protocol.MINGER);
        lab.inject(3, Fault.Kind.RESET, TO_TOKYO, Protocol.SMTP);
        lab.inject(4, Fault.Kind.CUT, TO_OSAKA, Protocol.MINGER);

        lab.make("tokyo", send(1, "there"));
        lab.make("osaka", send(-1, "and back"));

        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("there"));
        assertThat(lab.receivedBy("tokyo")).isEqualTo(Octets.latin1("and back"));
        assertThat(lab.history()).isEmpty();
    }

    @Test
    void aResetStrikesWhenTheOpenerSends() throws LabFailure {
        lab.inject(1, Fault.Kind.RESET, TO_OSAKA, Protocol.SMTP);

        lab.make("osaka", send(-1, "greeting"));
        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Received(1, Octets.latin1("greeting")));
        lab.make("tokyo", send(1, "EHLO"));

        assertThat(lab.toldTo("tokyo")).endsWith(new Input.Closed(1, CloseCause.RESET));
        assertThat(lab.toldTo("osaka")).containsExactly(new Input.Sent(-1, 8), new Input.Closed(-1, CloseCause.RESET));
    }

    @Test
    void whatIsDelayedArrivesLaterAndIsNotOvertaken() throws LabFailure {
        lab.inject(1, Fault.Kind.DELAY, TO_OSAKA, Protocol.SMTP, Duration.ofSeconds(3));
        lab.make("tokyo", send(1, "slow"));
        lab.world().advance(Duration.ofSeconds(1));
        lab.heal(1);
        lab.make("tokyo", send(1, "quick"));
        assertThat(lab.toldTo("osaka")).isEmpty();

        lab.world().advance(Duration.ofSeconds(2));

        assertThat(lab.seenBy("osaka"))
                .containsExactly(
                        new ToyLab.Seen(Duration.ofSeconds(3), new Input.Received(-1, Octets.latin1("slow"))),
                        new ToyLab.Seen(Duration.ofSeconds(3), new Input.Received(-1, Octets.latin1("quick"))));
    }

    /** DS-42: {@code together} makes operations meet on the way. */
    @Test
    void whatIsBegunWhileAllIsHeldMeetsOnTheWay() throws LabFailure {
        lab.world().holdAll();
        lab.make("tokyo", send(1, "mine"));
        lab.make("osaka", send(-1, "mine"));
        assertThat(lab.receivedBy("osaka").concat(lab.receivedBy("tokyo"))).isEqualTo(Octets.EMPTY);

        lab.world().releaseAll();
        lab.world().settle();

        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("mine"));
        assertThat(lab.receivedBy("tokyo")).isEqualTo(Octets.latin1("mine"));
        assertThat(lab.history()).as("no fault of the scenario").isEmpty();
    }

    @Test
    void releasingAllDoesNotReleaseWhatAFaultHolds() throws LabFailure {
        lab.inject(1, Fault.Kind.HOLD, TO_OSAKA, Protocol.SMTP);
        lab.world().holdAll();
        lab.make("tokyo", send(1, "patience"));
        lab.world().releaseAll();
        lab.world().settle();
        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.EMPTY);

        lab.heal(1);

        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("patience"));
    }
}
