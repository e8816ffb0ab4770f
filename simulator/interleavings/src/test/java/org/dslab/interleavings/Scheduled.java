package org.dslab.interleavings;

import com.github.ajalt.clikt.core.CoreCliktCommandKt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.command.MainCommand;

/** Runs methods under Fray's scheduler; the main class of the instrumented JVM. What comes of each is a file. */
final class Scheduled {

    /** Of a method's folder: empty if it held, otherwise what failed. */
    static final String RESULT = "result.txt";

    /** Of a method's folder: the interleaving that failed. */
    static final String RECORDING = "recording";

    /** Interleavings before those that count: they load all classes, so that a recorded one meets the same steps again. */
    private static final int WARM_UP = 10;

    /** Steps after which an interleaving has no end. */
    private static final int MOST_STEPS = 20_000;

    private Scheduled() {}

    /** A folder for the results, and methods as CLASS#METHOD=TIMES, or CLASS#METHOD=REPLAY:RECORDING. */
    public static void main(String[] arguments) throws IOException {
        Path results = Path.of(arguments[0]);
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            int equals = argument.indexOf('=');
            MethodName method = MethodName.of(argument.substring(0, equals));
            String how = argument.substring(equals + 1);
            Path folder = results.resolve(method.folder());
            run(method, results.resolve("warm-up"), "--scheduler=random", "--explore", "--iter=" + WARM_UP);
            Throwable failure = how.startsWith("REPLAY:")
                    ? run(
                            method,
                            folder,
                            "--scheduler=replay",
                            "--path-to-scheduler=" + how.substring("REPLAY:".length()))
                    : run(method, folder, "--scheduler=pos", "--iter=" + how);
            Files.writeString(Files.createDirectories(folder).resolve(RESULT), text(failure));
        }
        // A failed interleaving can leave threads behind.
        Runtime.getRuntime().halt(0);
    }

    private static @Nullable Throwable run(MethodName method, Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "--run-config=cli",
                "--clazz=" + method.className(),
                "--method=" + method.name(),
                "--output=" + folder,
                "--memory",
                "--no-exit-on-bug",
                "--no-reset-class-loader",
                "--max-scheduled-step=" + MOST_STEPS,
                // Time passes when nothing else can happen.
                "--no-ignore-timed-block",
                "--system-time-delegate-type=mock",
                "--virtual-time-delta=1",
                "--timeline-coverage=none"));
        all.addAll(List.of(options));
        MainCommand command = new MainCommand();
        CoreCliktCommandKt.main(command, all);
        return new TestRunner(command.toConfiguration()).run();
    }

    private static String text(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
