package org.dslab.wire;

import org.dslab.history.Recorder;
import org.dslab.lab.run.WorldKind;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.World;

/** Worlds on real sockets of this machine; up to 61 at a time, in one process or several. */
public final class WireWorldKind implements WorldKind {

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public World open(Scenario scenario, long seed, Recorder recorder) throws LabFailure {
        return WireWorld.open(scenario, seed, recorder);
    }
}
