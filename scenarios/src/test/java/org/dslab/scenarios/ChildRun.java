package org.dslab.scenarios;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** {@code dslab run scenarios} in a JVM of its own. */
final class ChildRun {

    private static final long LIMIT_SECONDS = 120;

    private ChildRun() {}

    /** How it ended, and what it printed. */
    record Result(int exitStatus, String output) {}

    /** The folder of the checkout. */
    static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("dslab.root"), "dslab.root is set by the build"));
    }

    static String classPath() {
        return Objects.requireNonNull(System.getProperty("java.class.path"));
    }

    /**
     * Runs all scenarios.
     *
     * @param inFront classes that win over the project's own, or an empty folder
     * @param report where the report goes
     */
    static Result run(List<String> javaOptions, Path inFront, Path report, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString());
        command.addAll(javaOptions);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(inFront + File.pathSeparator + classPath());
        command.add("org.dslab.cli.Main");
        command.add("run");
        command.add("scenarios");
        command.add("--report");
        command.add(report.toString());
        command.addAll(List.of(options));
        Path output = Files.createTempFile(report.getParent(), "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + LIMIT_SECONDS + " s: " + command);
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
