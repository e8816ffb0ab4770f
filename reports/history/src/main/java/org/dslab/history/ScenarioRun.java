package org.dslab.history;

import java.util.List;

/**
 * One scenario as it was run: what a report shows and {@code run.json} keeps.
 *
 * @param file the scenario file as it was named on the command line, with {@code /}
 * @param world {@code sim}, {@code wire} or {@code containers}
 * @param wallMillis real time it took; never in {@code run.json}
 */
public record ScenarioRun(
        String file,
        String name,
        String world,
        long seed,
        List<String> covers,
        List<String> steps,
        List<Entry> history,
        List<Verdict> verdicts,
        long wallMillis) {

    public ScenarioRun {
        covers = List.copyOf(covers);
        steps = List.copyOf(steps);
        history = List.copyOf(history);
        verdicts = List.copyOf(verdicts);
    }

    /** Whether every verdict holds; a run without verdicts does not pass. */
    public boolean passed() {
        return !verdicts.isEmpty() && verdicts.stream().noneMatch(Verdict::isFailure);
    }

    /** The same run, and how long it really took. */
    public ScenarioRun withWallMillis(long millis) {
        return new ScenarioRun(file, name, world, seed, covers, steps, history, verdicts, millis);
    }
}
