package org.dslab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One seed gives one history, byte for byte, in any JVM. */
class DeterminismTest {

    @TempDir
    private Path folder;

    private byte[] runJson(String name, List<String> javaOptions, String seed) throws Exception {
        Path nothing = Files.createDirectories(folder.resolve("nothing"));
        Path report = folder.resolve(name);
        ChildRun.Result result = ChildRun.run(javaOptions, nothing, report, "--seed", seed);
        assertThat(result.exitStatus()).as(result.output()).isZero();
        return Files.readAllBytes(report.resolve("run.json"));
    }

    @Test
    void theSameSeedGivesTheSameRunInJvmsWithDifferentLocaleAndZone() throws Exception {
        byte[] german =
                runJson("german", List.of("-Duser.language=de", "-Duser.country=DE", "-Duser.timezone=UTC"), "7");
        byte[] turkish = runJson(
                "turkish",
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-Dfile.encoding=ISO-8859-9",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2"),
                "7");

        assertThat(new String(turkish, StandardCharsets.UTF_8)).isEqualTo(new String(german, StandardCharsets.UTF_8));
        assertThat(runJson("other", List.of(), "8")).isNotEqualTo(german);
    }
}
