package org.dslab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.dslab.check.StandingCheckers;
import org.dslab.config.InvalidFileException;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.lab.run.ScenarioRunner;
import org.dslab.lab.run.WorldKind;
import org.dslab.lab.scenario.ScenarioFiles;
import org.dslab.lab.scenario.ScenarioReader;
import org.dslab.lab.simulated.SimulatedWorldKind;
import org.dslab.lab.world.LabFailure;
import org.dslab.wire.WireWorldKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LAB-02, LAB-03: the whole library in every world. */
class LibraryTest {

    private static final int SEEDS = 10;

    static List<Path> scenarios() throws InvalidFileException {
        return ScenarioFiles.find(List.of(ChildRun.root().resolve("scenarios")));
    }

    private static ScenarioRun run(Path file, WorldKind world, long seed) throws InvalidFileException, LabFailure {
        return new ScenarioRunner(world, StandingCheckers::judge).run(ScenarioReader.read(file), seed);
    }

    /** Ids, ports and tie-breaks that come from the seed decide nothing that a scenario promises. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void passesWithAnySeed(Path file) throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            ScenarioRun run = run(file, new SimulatedWorldKind(), seed);

            assertThat(run.passed()).as("seed %d: %s", seed, failures(run)).isTrue();
        }
    }

    /** LAB-01: what was simulated is what real sockets do. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void hasTheSameVerdictsSimulatedAndOnTheWire(Path file) throws Exception {
        ScenarioRun simulated = run(file, new SimulatedWorldKind(), 1);
        ScenarioRun wire = run(file, new WireWorldKind(), 1);

        assertThat(wire.passed()).as(() -> failures(wire)).isTrue();
        assertThat(conclusions(wire)).isEqualTo(conclusions(simulated)).isNotEmpty();
    }

    private static List<String> conclusions(ScenarioRun run) {
        return run.verdicts().stream()
                .map(verdict -> verdict.line() + " " + verdict.subject() + ": " + verdict.outcome())
                .toList();
    }

    private static String failures(ScenarioRun run) {
        return run.verdicts().stream()
                .filter(Verdict::isFailure)
                .map(verdict ->
                        run.file() + ":" + verdict.line() + " " + verdict.subject() + ": " + verdict.explanation())
                .collect(Collectors.joining("\n"));
    }
}
