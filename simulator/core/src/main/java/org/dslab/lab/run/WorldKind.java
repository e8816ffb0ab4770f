package org.dslab.lab.run;

import org.dslab.history.Recorder;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.World;

/** A way to act scenarios out: simulated, on the wire, in containers. */
public interface WorldKind {

    /** {@code sim}, {@code wire} or {@code containers}, as on the command line. */
    String name();

    /**
     * Sets a scenario's world up with all its sites started; call {@link World#settle} before the first step.
     *
     * @param seed of all random choices
     * @throws LabFailure if it cannot be set up here
     */
    World open(Scenario scenario, long seed, Recorder recorder) throws LabFailure;
}
