package org.dslab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.dslab.history.Entry;
import org.dslab.history.ScenarioRun;
import org.dslab.lab.run.ScenarioRunner;
import org.dslab.lab.scenario.ScenarioReader;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Whole scenarios on real sockets. */
class WireWorldTest {

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
        ScenarioRunner runner = new ScenarioRunner(new WireWorldKind(), (history, facts, violations) -> List.of());
        return runner.run(ScenarioReader.read(file), seed);
    }

    /** DS-05, LAB-02. */
    @RepeatedTest(10)
    void anOwnerThatIsCutOffMakesTheSenderTryAgain() throws Exception {
        ScenarioRun run = run(OUTAGE, 1);
        assertThat(run.passed())
                .as(() -> run.verdicts() + "\n"
                        + run.history().stream().map(Entry::toString).collect(Collectors.joining("\n")))
                .isTrue();
    }
}
