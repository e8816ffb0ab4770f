package org.dslab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.Mail;

/** One step of a scenario. */
public sealed interface Step {

    /** Somebody outside submits a mail. */
    record Send(Mail mail) implements Step {}

    /** A fault comes into force. */
    record Inject(Fault fault) implements Step {}

    /** Faults end: the one with this name, or all. */
    record Heal(Optional<String> name) implements Step {}

    /** Time passes. */
    record Advance(Duration duration) implements Step {}

    /** All of these at the same moment: links are held, the steps begun, the world settled, the links released. */
    record Together(List<PlacedStep> steps) implements Step {
        public Together {
            steps = List.copyOf(steps);
        }
    }

    /** An operator asks a site for a new account (DS-40). */
    record CreateAccount(String site, EmailAddress address, boolean force) implements Step {}

    /** An operator removes an account (DS-44). */
    record RemoveAccount(String site, EmailAddress address) implements Step {}

    /** A site is killed and stays down. */
    record Crash(String site) implements Step {}

    /** A site is killed if it runs, and started again. */
    record Restart(String site) implements Step {}

    /** Something must be true now. */
    record Expect(Expectation expectation) implements Step {}
}
