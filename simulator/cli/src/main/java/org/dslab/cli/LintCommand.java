package org.dslab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dslab.config.InvalidFileException;
import org.dslab.config.Problem;
import org.dslab.config.SidecarFile;
import org.dslab.config.SiteFile;
import org.dslab.lab.scenario.Rosters;
import org.dslab.lab.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dslab lint}: reads files without running them, and reports everything that is wrong in all of them. */
@Command(
        name = "lint",
        description = "Check scenario files, and site and side-car configurations, without running them.",
        footer = {
            "",
            "Exit status: 0 if all files are well-formed, 2 if one is not or there is none.",
            "",
            "Examples:",
            "  dslab lint scenarios",
            "  dslab lint --site tokyo.yaml"
        })
final class LintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Scenario files, or folders to search for them (default: scenarios).")
    private List<Path> paths = List.of();

    @Option(names = "--site", paramLabel = "FILE", description = "A site's configuration file; may be repeated.")
    private List<Path> sites = List.of();

    @Option(names = "--sidecar", paramLabel = "FILE", description = "A side-car's configuration file; may be repeated.")
    private List<Path> sidecars = List.of();

    @Override
    public Integer call() throws InvalidFileException {
        List<Problem> problems = new ArrayList<>();
        List<Scenario> scenarios = new ArrayList<>();
        if (!paths.isEmpty() || (sites.isEmpty() && sidecars.isEmpty())) {
            List<Path> where = paths.isEmpty() ? List.of(Path.of("scenarios")) : paths;
            collect(problems, () -> scenarios.addAll(ScenarioLoader.load(where)));
        }
        PrintWriter out = spec.commandLine().getOut();
        scenarios.forEach(
                scenario -> Rosters.warnings(scenario).forEach(warning -> out.println("warning: " + warning)));
        for (Path site : sites) {
            collect(
                    problems,
                    () -> SiteFile.read(site).warnings().forEach(warning -> out.println("warning: " + warning)));
        }
        for (Path sidecar : sidecars) {
            collect(
                    problems,
                    () -> SidecarFile.read(sidecar).warnings().forEach(warning -> out.println("warning: " + warning)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        if (!scenarios.isEmpty()) {
            out.println(
                    scenarios.size() == 1
                            ? "1 scenario is well-formed"
                            : scenarios.size() + " scenarios are well-formed");
        }
        if (!sites.isEmpty()) {
            out.println(
                    sites.size() == 1
                            ? "1 site configuration is well-formed"
                            : sites.size() + " site configurations are well-formed");
        }
        if (!sidecars.isEmpty()) {
            out.println(
                    sidecars.size() == 1
                            ? "1 side-car configuration is well-formed"
                            : sidecars.size() + " side-car configurations are well-formed");
        }
        return ExitStatus.OK.code();
    }

    /** Something that reads a file. */
    @FunctionalInterface
    private interface Reading {
        void read() throws InvalidFileException;
    }

    private static void collect(List<Problem> problems, Reading reading) {
        try {
            reading.read();
        } catch (InvalidFileException e) {
            problems.addAll(e.problems());
        }
    }
}
