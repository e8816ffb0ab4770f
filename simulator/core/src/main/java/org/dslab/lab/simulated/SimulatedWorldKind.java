package org.dslab.lab.simulated;

import org.dslab.history.Recorder;
import org.dslab.lab.run.WorldKind;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.world.World;

/** Worlds under virtual time. */
public final class SimulatedWorldKind implements WorldKind {

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public World open(Scenario scenario, long seed, Recorder recorder) {
        return SimulatedWorld.of(scenario, seed, recorder);
    }
}
