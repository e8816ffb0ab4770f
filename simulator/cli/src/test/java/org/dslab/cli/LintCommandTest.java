package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dslab.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LAB-02: files can be checked without running them. */
class LintCommandTest {

    private static final String SCENARIO =
            "scenario: A test\ndomain: example.com\nsites: { tokyo: {} }\nsteps: [{ advance: 1s }]\n";

    @TempDir
    private Path folder;

    @Test
    void sideCarsAreReadWithTheirUsers() throws IOException {
        Path sidecar = write("kyoto.conf", "site: kyoto\ndomains: [example.com]\nusers-file: users.txt\nsharing: {}\n");
        write("users.txt", "chie\n");
        CommandRun run = CommandRun.of("lint", "--sidecar", sidecar.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualToNormalizingNewlines("1 side-car configuration is well-formed\n");

        write("users.txt", "chie@elsewhere.test\n");
        CommandRun wrong = CommandRun.of("lint", "--sidecar", sidecar.toString());
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("users.txt:1:1: each line is in `elsewhere.test`");
    }

    @Test
    void wellFormedFilesAreCounted() throws IOException {
        write("a.yaml", SCENARIO);
        write("b.yaml", SCENARIO);
        Path site = write(
                "site.conf", "site: tokyo\ndomains: [example.com]\nminger: { password: short }\nmailboxes: none\n");

        CommandRun run = CommandRun.of("lint", folder.toString(), "--site", site.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "warning: " + YamlReader.nameOf(site) + ":3:21: `password` gives a password of fewer than 16"
                                + " characters, which is easily guessed",
                        "2 scenarios are well-formed",
                        "1 site configuration is well-formed");
    }

    @Test
    void theProblemsOfAllFilesAreReportedAtOnce() throws IOException {
        Path a = write("a.yaml", SCENARIO.replace("advance", "advnace"));
        Path b = write("b.yaml", SCENARIO.replace("tokyo", "Tokyo"));
        Path site = write("site.conf", "site: tokyo\n");

        CommandRun run = CommandRun.of("lint", a.toString(), b.toString(), "--site", site.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        YamlReader.nameOf(a) + ":4:11: unknown key `advnace`; did you mean `advance`?",
                        YamlReader.nameOf(b) + ":3:10: the name of a site must be small letters, digits and hyphens"
                                + " and begin with a letter, not `Tokyo`",
                        YamlReader.nameOf(site) + ":1:1: the file needs the key `domains`");
    }

    /** DS-84. */
    @Test
    void aMemberOfAListOnTheRostersOfTwoSitesIsWarnedOf() throws IOException {
        String site = "{ accounts: [%s], lists: [{ name: all, members: [eve@elsewhere.test] }] }";
        Path a = write(
                "a.yaml",
                "scenario: x\ndomain: example.com\nsites:\n  tokyo: " + site.formatted("akira") + "\n  osaka: "
                        + site.formatted("botan") + "\nsteps:\n  - advance: 1m\n");

        CommandRun run = CommandRun.of("lint", a.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("warning: ")
                                .contains("`eve@elsewhere.test` is on the rosters"),
                        line -> assertThat(line).isEqualTo("1 scenario is well-formed"));
    }

    @Test
    void nothingToCheckIsAnError() {
        CommandRun run = CommandRun.of("lint", folder.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(YamlReader.nameOf(folder) + ": this folder holds no .yaml file");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
