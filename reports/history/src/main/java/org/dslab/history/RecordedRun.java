package org.dslab.history;

import java.util.List;

/**
 * Scenarios that were run together, as {@code run.json} keeps them.
 *
 * @param tool name and version of the program that ran them
 */
public record RecordedRun(String tool, List<ScenarioRun> scenarios) {

    public RecordedRun {
        scenarios = List.copyOf(scenarios);
    }

    /** Whether every scenario passed; a run of nothing does not pass. */
    public boolean passed() {
        return !scenarios.isEmpty() && scenarios.stream().allMatch(ScenarioRun::passed);
    }
}
