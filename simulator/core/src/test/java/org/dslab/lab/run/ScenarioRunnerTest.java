package org.dslab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Recorder;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.scenario.ScenarioReader;
import org.dslab.lab.simulated.SimulatedWorldKind;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole scenario in the simulated world. */
class ScenarioRunnerTest {

    private static final String OUTAGE = """
            scenario: The owner's site is cut off, so the sender is told to try again
            covers: [DS-05, DS-03]
            domain: example.com
            sites:
              tokyo: { accounts: [akira] }
              osaka: { accounts: [botan] }
            steps:
              - cut: { to: osaka }
              - send: { mail: m1, from: eve@elsewhere.test, to: botan@example.com, via: tokyo }
              - advance: 5s
              - expect: { mail: m1, reply: 451 }
              - heal: all
              - advance: 10m
              - expect: { mail: m1, delivered-to: botan@osaka, times: 1 }
            """;

    @TempDir
    private Path folder;

    private ScenarioRun run(String text, long seed) throws Exception {
        Path file = Files.writeString(folder.resolve("s.yaml"), text);
        ScenarioRunner runner = new ScenarioRunner(new SimulatedWorldKind(), (history, facts, violations) -> List.of());
        return runner.run(ScenarioReader.read(file), seed);
    }

    /** DS-05, LAB-02. */
    @Test
    void anOwnerThatIsCutOffMakesTheSenderTryAgain() throws Exception {
        ScenarioRun run = run(OUTAGE, 1);

        assertThat(run.verdicts())
                .extracting(Verdict::explanation)
                .allSatisfy(text -> assertThat(text).isNotEmpty());
        assertThat(run.passed())
                .as(run.verdicts() + "\n"
                        + String.join(
                                "\n",
                                run.history().stream().map(Entry::toString).toList()))
                .isTrue();
        assertThat(run.history()).extracting(Entry::event).hasAtLeastOneElementOfType(Event.FaultTouched.class);
    }

    @Test
    void anExpectationThatDoesNotHoldFailsTheRunAndSaysWhatWasSeen() throws Exception {
        ScenarioRun run = run(OUTAGE.replace("reply: 451", "reply: 250"), 1);

        assertThat(run.passed()).isFalse();
        assertThat(run.verdicts().getFirst().explanation()).contains("451 4.4.3", "botan@example.com");
        assertThat(run.verdicts().getFirst().line()).isEqualTo(11);
    }

    @Test
    void theSameSeedGivesTheSameHistoryAndAnotherSeedOtherQueueIds() throws Exception {
        assertThat(run(OUTAGE, 7).history()).isEqualTo(run(OUTAGE, 7).history());
        assertThat(run(OUTAGE, 7).history()).isNotEqualTo(run(OUTAGE, 8).history());
    }

    @Test
    void aFailureOfTheLabNamesItsPlaceInTheScenario() {
        WorldKind broken = new WorldKind() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public World open(Scenario scenario, long seed, Recorder recorder) throws LabFailure {
                throw new LabFailure("no room");
            }
        };
        ScenarioRunner runner = new ScenarioRunner(broken, (history, facts, violations) -> List.of());

        assertThatThrownBy(() -> {
                    Path file = Files.writeString(folder.resolve("s.yaml"), OUTAGE);
                    runner.run(ScenarioReader.read(file), 1);
                })
                .isInstanceOf(LabFailure.class)
                .hasMessageEndingWith("s.yaml: no room");
    }
}
