package org.dslab.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dslab.history.RunJson;
import org.dslab.history.ScenarioRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("LAB-03: the files of a report")
class ReportFilesTest {

    private final List<ScenarioRun> runs = List.of(SampleRuns.failing());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Test
    void allFilesAreWrittenAndNoOthers() throws Exception {
        Path directory = temporary.resolve("target/dslab");

        Path page = ReportFiles.write(directory, runs, SampleRuns.environment(runs));

        assertThat(page).isEqualTo(directory.resolve("report.html"));
        assertThat(names(directory)).containsExactly("environment.json", "junit.xml", "report.html", "run.json");
        byte[] file = Files.readAllBytes(directory.resolve("run.json"));
        assertThat(RunJson.read(new ByteArrayInputStream(file), "run.json").scenarios())
                .singleElement()
                .satisfies(run ->
                        assertThat(run.history()).isEqualTo(runs.getFirst().history()));
        assertThat(Files.readString(directory.resolve("junit.xml"))).endsWith("</testsuites>\n");
        assertThat(Files.readString(page)).contains("</html>");
    }

    @Test
    void aNewReportReplacesTheOldOne() throws Exception {
        ReportFiles.write(temporary, runs, SampleRuns.environment(runs));
        List<ScenarioRun> others = List.of(SampleRuns.race());

        ReportFiles.write(temporary, others, SampleRuns.environment(others));

        assertThat(Files.readString(temporary.resolve("report.html"))).contains("1 scenario passed");
    }

    @Test
    void theSameRunGivesTheSameFiles() throws Exception {
        ReportFiles.write(temporary.resolve("a"), runs, SampleRuns.environment(runs));
        ReportFiles.write(temporary.resolve("b"), runs, SampleRuns.environment(runs));

        for (String name : List.of("run.json", "junit.xml", "report.html")) {
            assertThat(temporary.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(temporary.resolve("b").resolve(name));
        }
    }

    @Test
    void aPlaceThatIsNoDirectoryIsNamed() throws Exception {
        Path file = Files.createFile(temporary.resolve("report"));

        assertThatThrownBy(() -> ReportFiles.write(file, runs, SampleRuns.environment(runs)))
                .isInstanceOf(ReportException.class)
                .hasMessage("cannot write the report into " + file + ": there is a file of that name; name a directory"
                        + " that can be written to, or make room");
    }

    @Test
    void aReportThatCannotBeCompletedLeavesTheOldOneAlone() throws Exception {
        ReportFiles.write(temporary, runs, SampleRuns.environment(runs));
        byte[] before = Files.readAllBytes(temporary.resolve("run.json"));
        Files.createDirectory(temporary.resolve("report.html.part"));
        List<ScenarioRun> others = List.of(SampleRuns.race());

        assertThatThrownBy(() -> ReportFiles.write(temporary, others, SampleRuns.environment(others)))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("cannot write the report into " + temporary);

        assertThat(Files.readAllBytes(temporary.resolve("run.json"))).isEqualTo(before);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
