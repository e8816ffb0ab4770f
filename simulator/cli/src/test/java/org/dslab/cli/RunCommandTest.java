package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dslab.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LAB-03: what a CI job learns from {@code dslab run}. */
class RunCommandTest {

    private static final String PASSING = """
            scenario: A site's own user gets mail
            covers: [DS-02]
            domain: example.com
            sites: { tokyo: { accounts: [akira] } }
            steps:
              - send: { mail: m1, from: eve@elsewhere.test, to: akira@example.com, via: tokyo }
              - expect: { mail: m1, reply: 250 }
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private CommandRun run(Path... paths) {
        String[] arguments = new String[paths.length + 3];
        arguments[0] = "run";
        for (int i = 0; i < paths.length; i++) {
            arguments[i + 1] = paths[i].toString();
        }
        arguments[paths.length + 1] = "--report";
        arguments[paths.length + 2] = report().toString();
        return CommandRun.of(arguments);
    }

    private Path report() {
        return folder.resolve("report");
    }

    @Test
    void allVerdictsHoldAndTheReportsAreWritten() throws IOException {
        CommandRun run = run(write("a.yaml", PASSING));

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("A site's own user gets mail", "1 scenario passed");
        assertThat(report().resolve("run.json")).content().contains("\"seed\"", "<m1@lab.invalid>");
        assertThat(report().resolve("junit.xml")).content().contains("A site's own user gets mail");
        assertThat(report().resolve("report.html")).content().contains("A site's own user gets mail");
    }

    @Test
    void oneFailedVerdictAmongPassingScenariosIsAFailure() throws IOException {
        write("a.yaml", PASSING.replace("reply: 250", "reply: 451"));
        write("b.yaml", PASSING);

        CommandRun run = run(folder);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("250 2.", "akira@example.com");
        assertThat(report().resolve("junit.xml")).content().contains("<failure");
    }

    @Test
    void theProblemsOfAllFilesAreReportedBeforeAnythingRuns() throws IOException {
        write("a.yaml", PASSING);
        Path b = write("b.yaml", PASSING.replace("reply: 250", "rpely: 250"));
        Path c = write("c.yaml", PASSING.replace("sites:", "expected-violations: [nonsense]\nsites:"));

        CommandRun run = run(folder);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(YamlReader.nameOf(b) + ":7:", "did you mean `reply`?");
        assertThat(run.err()).contains(YamlReader.nameOf(c) + ":4:", "duplicate-accounts", "not `nonsense`");
        assertThat(report()).doesNotExist();
    }

    @Test
    void nothingToRunIsAnError() {
        CommandRun empty = run(folder);
        CommandRun missing = run(folder.resolve("missing.yaml"));

        assertThat(empty.status()).isEqualTo(2);
        assertThat(empty.err()).contains("this folder holds no .yaml file");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("missing.yaml", "there is no such file or folder");
    }

    @Test
    void anUnknownWorldIsAnsweredByThoseThereAre() throws IOException {
        CommandRun run = CommandRun.of("run", write("a.yaml", PASSING).toString(), "--world", "moon");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("moon").containsIgnoringCase("sim, wire");
    }

    @Test
    void theSeedIsPartOfTheRun() throws IOException {
        Path file = write("a.yaml", PASSING);
        run(file);
        byte[] first = Files.readAllBytes(report().resolve("run.json"));
        run(file);
        assertThat(report().resolve("run.json")).hasBinaryContent(first);

        CommandRun.of("run", file.toString(), "--seed", "2", "--report", report().toString());

        assertThat(Files.readAllBytes(report().resolve("run.json"))).isNotEqualTo(first);
    }

    /** A mistake in an option is a message, not a stack trace. */
    @Test
    void aReportThatCannotBeWrittenIsSaidInOneSentence() throws IOException {
        write("report", "a file stands here");

        CommandRun run = run(write("a.yaml", PASSING));

        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains("report").doesNotContain("\tat ");
    }
}
