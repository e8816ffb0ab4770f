package org.dslab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dslab.check.StandingCheckers;
import org.dslab.history.Environment;
import org.dslab.history.ScenarioRun;
import org.dslab.lab.run.ScenarioRunner;
import org.dslab.lab.run.WorldKind;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.simulated.SimulatedWorldKind;
import org.dslab.render.ConsoleReport;
import org.dslab.render.ConsoleStyle;
import org.dslab.render.ReportFiles;
import org.dslab.wire.WireWorldKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dslab run}: acts scenarios out and judges them. */
@Command(
        name = "run",
        description = "Acts scenarios out and judges what happened.",
        footer = {
            "",
            "Exit status: 0 all verdicts hold, 1 one failed, 2 a file is invalid or there is none, 3 the lab itself failed.",
            "",
            "Example:",
            "  dslab run scenarios --world wire --report target/dslab"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            description = "Scenario files, or folders to search for them (default: scenarios).",
            arity = "0..*")
    private List<Path> paths = List.of();

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            description = "sim: virtual time, no sockets (default); wire: real sockets on loopback.",
            defaultValue = "sim")
    private WorldName world = WorldName.SIM;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of all random choices (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where to write report.html, junit.xml and run.json (default: ${DEFAULT-VALUE}).",
            defaultValue = "target/dslab")
    private Path report = Path.of("target/dslab");

    /** The worlds that can be asked for. */
    enum WorldName {
        SIM,
        WIRE
    }

    @Override
    public Integer call() throws Exception {
        Instant startedAt = Instant.now();
        List<Scenario> scenarios = ScenarioLoader.load(paths.isEmpty() ? List.of(Path.of("scenarios")) : paths);
        makeReportFolder();
        PrintWriter out = spec.commandLine().getOut();
        ConsoleReport console =
                new ConsoleReport(out, ConsoleStyle.of(Boolean.getBoolean("dslab.terminal"), System.getenv()));
        ScenarioRunner runner = new ScenarioRunner(kind(), StandingCheckers::judge);
        List<ScenarioRun> runs = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            int number = runs.size() + 1;
            console.started(number, scenarios.size(), scenario.name());
            Instant began = Instant.now();
            ScenarioRun run = runner.run(scenario, seed)
                    .withWallMillis(Duration.between(began, Instant.now()).toMillis());
            runs.add(run);
            console.finished(number, scenarios.size(), run);
        }
        long wallMillis = Duration.between(startedAt, Instant.now()).toMillis();
        Environment environment = Environment.here("dslab " + Version.number(), startedAt, wallMillis, runs);
        Path page = ReportFiles.write(report, runs, environment);
        console.summary(runs, wallMillis, page.toString());
        boolean isPassed = runs.stream().allMatch(ScenarioRun::passed);
        return (isPassed ? ExitStatus.OK : ExitStatus.FAILED).code();
    }

    /** Before anything runs: a report that has no place would be noticed only after all the work. */
    private void makeReportFolder() {
        try {
            Files.createDirectories(report);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "the report folder '" + report + "' cannot be made: give another --report", e);
        }
    }

    private WorldKind kind() {
        return switch (world) {
            case SIM -> new SimulatedWorldKind();
            case WIRE -> new WireWorldKind();
        };
    }
}
