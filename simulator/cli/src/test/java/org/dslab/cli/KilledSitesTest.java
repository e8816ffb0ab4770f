package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A few rounds of {@code bench/kill.sh}: real processes, killed with SIGKILL while mail is on its way. */
@ResourceLock("loopback addresses 127.62.x.x")
class KilledSitesTest {

    private static final int ROUNDS = 4;

    @TempDir
    private Path folder = Path.of("replaced");

    /** DS-36, DS-37, DS-43. */
    @Test
    void noAcceptedMailIsLostOrDoubledWithoutACauseAndNoAccountIsAtTwoSites() throws IOException, InterruptedException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(classes);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path sites = Files.createDirectory(folder.resolve("sites"));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        classes.toString(),
                        "Kill",
                        Integer.toString(ROUNDS),
                        Long.toString(System.nanoTime()),
                        sites.toString(),
                        "127.62." + ProcessHandle.current().pid() % 250,
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.dslab.cli.Main")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        assertThat(output)
                .content()
                .contains("nothing lost, nothing invented, every duplicate has its cause, no account doubled");
        assertThat(process.exitValue()).isZero();
    }

    private static void compile(Path classes) throws IOException {
        Path sources = Path.of(System.getProperty("dslab.root"), "bench", "kill");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).sorted().forEach(arguments::add);
        }
        int failed = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failed).isZero();
    }
}
