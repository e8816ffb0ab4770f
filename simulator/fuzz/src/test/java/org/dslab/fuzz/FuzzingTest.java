package org.dslab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Some seconds of fuzzing for each target in every build, in a JVM of its own; {@code bench/fuzz.sh} does it for as long
 * as one likes. An input that is found belongs into the resources of this module, where it is replayed as a test.
 */
@DisplayName("Fuzzing finds nothing in the time of a build")
class FuzzingTest {

    /** Seconds for each target; 6 unless set. */
    private static final int SECONDS = Integer.getInteger("dslab.fuzz.seconds", 6);

    @TempDir
    private Path folder = Path.of("replaced");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SiteFuzzTest, 4000, ''",
        "ServerSessionFuzzTest, 3000, ''",
        "ClientSessionFuzzTest, 2000, ''",
        "MessageFuzzTest, 2000, ''",
        "MingerFuzzTest, 2000, ''",
        "AddressFuzzTest, 300, ''",
        "FilesFuzzTest, 2000, scenarios"
    })
    void nothingIsFound(String target, int longest, String inputs) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process fuzzer = new ProcessBuilder(command(target, longest, inputs))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = fuzzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
        fuzzer.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as("it ends in time: " + text).isTrue();
        assertThat(fuzzer.exitValue()).as(text).isZero();
        assertThat(text).as("it did fuzz").contains("INITED").containsPattern("Done \\d+ runs in");
    }

    private List<String> command(String target, int longest, String inputs) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString());
        command.addAll(List.of(
                // A short run: the quick compiler and the serial collector get five times as far in it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "-Xmx1g",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=org.dslab.fuzz." + target,
                "--instrumentation_includes=org.dslab.**",
                "-max_total_time=" + SECONDS,
                "-max_len=" + longest,
                // Seconds for one input; a machine that is busy with other things is no finding.
                "-timeout=60",
                "-rss_limit_mb=3000",
                "-seed=1"));
        URL words = FuzzingTest.class.getResource(target + ".dict");
        if (words != null) {
            command.add("-dict=" + Path.of(URI.create(words.toString())));
        }
        // The first folder is where new inputs are kept.
        command.add(Files.createDirectory(folder.resolve("found")).toString());
        URL known = FuzzingTest.class.getResource(target + "Inputs");
        if (known != null) {
            command.add(Path.of(URI.create(known.toString())).toString());
        }
        if (!inputs.isEmpty()) {
            command.add(Path.of(Objects.requireNonNull(System.getProperty("dslab.root")), inputs)
                    .toString());
        }
        return command;
    }
}
