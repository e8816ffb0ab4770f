package org.dslab.lab.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dslab.lab.simulated.ToyLab.TO_OSAKA;
import static org.dslab.lab.simulated.ToyLab.send;

import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.TlsSide;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.Protocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TLS as the simulated world plays it keeps the promises of the seam. */
class SimulatedHandshakeTest {

    private ToyLab lab;

    SimulatedHandshakeTest() throws LabFailure {
        lab = new ToyLab();
    }

    @BeforeEach
    void connect() throws LabFailure {
        lab = new ToyLab();
        lab.connect();
    }

    private Effect opportunistic() {
        return new Effect.Secure(1, new TlsSide.Opportunistic(lab.smtp(TO_OSAKA)));
    }

    private Effect verified() {
        return new Effect.Secure(1, new TlsSide.Verified(lab.smtp(TO_OSAKA)));
    }

    private static Effect server() {
        return new Effect.Secure(-1, new TlsSide.Server());
    }

    @Test
    void bothSidesAreSecuredAndWhatFollowsArrivesAsItIs() throws LabFailure {
        lab.make("osaka", server());
        lab.make("tokyo", verified());

        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Secured(1, SimulatedHandshake.SESSION));
        assertThat(lab.toldTo("osaka")).containsExactly(new Input.Secured(-1, SimulatedHandshake.SESSION));
        lab.make("tokyo", send(1, "EHLO a\r\n"));
        assertThat(lab.receivedBy("osaka")).isEqualTo(Octets.latin1("EHLO a\r\n"));
    }

    @Test
    void whatWasSaidInTheClearIsNoHandshake() throws LabFailure {
        lab.make("osaka", server());
        lab.make("tokyo", send(1, "MAIL FROM:<eve@elsewhere.test>\r\n"), opportunistic());

        assertThat(lab.toldTo("osaka")).containsExactly(new Input.Closed(-1, CloseCause.TLS_FAILED));
        assertThat(lab.toldTo("tokyo"))
                .containsExactly(new Input.Sent(1, 32), new Input.Closed(1, CloseCause.TLS_FAILED));
    }

    @Test
    void aPeerThatEndsWithinTheHandshakeMakesItFail() throws LabFailure {
        lab.make("osaka", server());
        lab.make("tokyo", new Effect.Finish(1));

        assertThat(lab.toldTo("osaka")).containsExactly(new Input.Closed(-1, CloseCause.TLS_FAILED));
    }

    @Test
    void faultsStrikeTheHandshakeToo() throws LabFailure {
        lab.make("osaka", server());
        lab.inject(1, Fault.Kind.CUT, TO_OSAKA, Protocol.SMTP);
        lab.make("tokyo", opportunistic());

        assertThat(List.of(lab.toldTo("tokyo"), lab.toldTo("osaka"))).containsOnly(List.of());
        lab.heal(1);
        assertThat(lab.toldTo("tokyo")).containsExactly(new Input.Closed(1, CloseCause.RESET));
    }
}
