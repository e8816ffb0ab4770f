package org.dslab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueSelection;
import org.dslab.engine.event.QueueAction;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.site.SiteRequest;
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

    /**
     * An operator asks a site for a new account (DS-40).
     *
     * @param movedFrom the site that is moving it here (DS-44)
     */
    record CreateAccount(String site, EmailAddress address, boolean force, Optional<String> movedFrom) implements Step {

        /** An account that is new everywhere. */
        public CreateAccount(String site, EmailAddress address, boolean force) {
            this(site, address, force, Optional.empty());
        }
    }

    /** An operator removes an account (DS-44). */
    record RemoveAccount(String site, EmailAddress address) implements Step {}

    /** An operator adds a sharing host (DS-71); its hosts are node names. */
    record AddHost(String site, SharingHost host) implements Step {}

    /** An operator removes a sharing host, by its name (DS-71). */
    record RemoveHost(String site, String host) implements Step {}

    /** An operator asks a site for something else about accounts or aliases. */
    record Operate(String site, SiteRequest.OfAccounts request) implements Step {}

    /** An operator does something with messages that wait at a site (DS-38). */
    record OperateQueue(String site, QueueAction action, QueueSelection selection) implements Step {}

    /** A site is killed and stays down. */
    record Crash(String site) implements Step {}

    /** A site is killed if it runs, and started again. */
    record Restart(String site) implements Step {}

    /** Something must be true now. */
    record Expect(Expectation expectation) implements Step {}
}
