package org.dslab.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that others wrote, or that were written from the protocols alone. */
public final class Outside {

    private Outside() {}

    /** A program that may be missing; then the test is skipped with a sentence. */
    public static void needs(String program) {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
        assumeTrue(found, program + " is not installed, so the engine does not meet it here");
    }

    /** Runs a program to its end; its output with the exit status as the last line. */
    public static List<String> run(String... command) throws IOException {
        return runWith("", command);
    }

    /** The same for a program that reads a little. */
    public static List<String> runWith(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        lines.add(String.valueOf(end(process)));
        return lines;
    }

    public static List<String> python(String script, String... arguments) throws IOException {
        return run(pythonCommand(script, arguments));
    }

    /** A script that runs on until its input ends; returns when it has said that it is ready. */
    public static Process pythonServer(String script, String... arguments) throws IOException {
        Process process = new ProcessBuilder(pythonCommand(script, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!"ready".equals(process.inputReader().readLine())) {
            throw new AssertionError(script + " did not start");
        }
        return process;
    }

    private static String[] pythonCommand(String script, String... arguments) {
        needs("python3");
        return Stream.concat(Stream.of("python3", "src/test/python/" + script), Stream.of(arguments))
                .toArray(String[]::new);
    }

    private static int end(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
