package org.dslab.history;

import java.time.Instant;
import java.util.List;

/**
 * Where and when scenarios were really run: everything that may differ between two runs with the same result.
 *
 * @param startedAt by the wall clock
 * @param scenarios real times by scenario file, in the order of the run
 */
public record Environment(
        String tool,
        String java,
        String virtualMachine,
        String system,
        int processors,
        Instant startedAt,
        long wallMillis,
        List<ScenarioTime> scenarios) {

    public Environment {
        scenarios = List.copyOf(scenarios);
    }

    /** How long one scenario really took. */
    public record ScenarioTime(String file, long wallMillis) {}

    /** This JVM and machine; nothing that names a person, a host or a path. */
    public static Environment here(String tool, Instant startedAt, long wallMillis, List<ScenarioRun> runs) {
        return new Environment(
                tool,
                System.getProperty("java.version", "unknown"),
                System.getProperty("java.vm.name", "unknown") + " " + System.getProperty("java.vm.version", ""),
                System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", "") + " "
                        + System.getProperty("os.arch", ""),
                Runtime.getRuntime().availableProcessors(),
                startedAt,
                wallMillis,
                runs.stream()
                        .map(run -> new ScenarioTime(run.file(), run.wallMillis()))
                        .toList());
    }
}
