package org.dslab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.dslab.history.ScenarioRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LAB-03: the report on the console")
class ConsoleReportTest {

    private static final ConsoleStyle PLAIN = new ConsoleStyle(false, false, 80);

    @Test
    void aRunThatPassesIsOneTableAndOneLine() {
        String report = report(PLAIN, List.of(SampleRuns.passing(), SampleRuns.race()));

        assertThat(report.lines())
                .containsExactly(
                        "[1/2] PASS  The owner's site is cut off, so the sender is told to try again",
                        "[2/2] PASS  Two sites create the same account at the same moment",
                        "",
                        "      SCENARIO                           WORLD  VERDICTS         LAB TIME   REAL",
                        "PASS  The owner's site is cut off, s...  sim    5 hold         10 min 5 s  12 ms",
                        "PASS  Two sites create the same acco...  sim    1 hold, 1 n/a         0 s   5 ms",
                        "",
                        "2 scenarios passed (sim, seed 1) in 0.8 s; report: target/dslab/report.html");
    }

    @Test
    void aFailureHasItsPlaceWhatWasExpectedWhatWasSeenAndTheProof() {
        String report = report(PLAIN, List.of(SampleRuns.passing(), SampleRuns.failing()));

        assertThat(report).contains("""
                FAIL  The owner's site is cut off, so the sender is told to try again
                  scenarios/outage.yaml:10: expect: { mail: m1, reply: 451 } [DS-05]
                    eve was told 550 5.1.1 no such user, but 451 was expected
                        14  +00:00:05.000  outside   the sender of m1, attempt 1, at rcpt, about
                                                     botan@example.com, is told 550 5.1.1 no
                                                     such user
                  scenarios/outage.yaml:13: expect: { mail: m1, delivered-to: botan@osaka,
                  times: 1 } [DS-03]
                    m1 is nowhere, but was expected once in botan@example.com at osaka
                """.replace("\n", System.lineSeparator()));
        assertThat(report.lines().toList().getLast())
                .isEqualTo("1 of 2 scenarios failed (sim, seed 1) in 0.8 s; report: target/dslab/report.html");
    }

    @Test
    void nothingRunIsSaidPlainly() {
        assertThat(report(PLAIN, List.of()).strip()).isEqualTo("no scenario was run; report: target/dslab/report.html");
    }

    @Test
    void aScenarioWithoutVerdictsFails() {
        ScenarioRun run = SampleRuns.passing();
        ScenarioRun unjudged = new ScenarioRun(
                run.file(), run.name(), run.world(), 1, run.covers(), run.steps(), run.history(), List.of(), 1);

        assertThat(report(PLAIN, List.of(unjudged)))
                .contains("scenarios/outage.yaml: nothing was judged, so nothing holds")
                .contains("1 of 1 scenario failed");
    }

    @Test
    void noLineIsWiderThanTheConsole() {
        for (int width : List.of(80, 100, 120)) {
            String report =
                    report(new ConsoleStyle(false, false, width), List.of(SampleRuns.failing(), SampleRuns.race()));
            assertThat(report.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void coloursNeedATerminalAndNoColorUnset() {
        Map<String, String> xterm = Map.of("TERM", "xterm-256color", "COLUMNS", "90");

        assertThat(ConsoleStyle.of(true, xterm)).isEqualTo(new ConsoleStyle(true, true, 90));
        assertThat(ConsoleStyle.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isEqualTo(new ConsoleStyle(true, false, 100));
        assertThat(ConsoleStyle.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")))
                .matches(ConsoleStyle::colour);
        assertThat(ConsoleStyle.of(false, xterm)).isEqualTo(new ConsoleStyle(false, false, 90));
        assertThat(ConsoleStyle.of(true, Map.of("TERM", "dumb", "COLUMNS", "wide")))
                .isEqualTo(ConsoleStyle.plain());
        assertThat(ConsoleStyle.of(true, Map.of("COLUMNS", "3000")).width()).isEqualTo(120);
    }

    @Test
    void aTerminalRewritesItsLineOfProgress() {
        String report = report(new ConsoleStyle(true, false, 80), List.of(SampleRuns.passing()));

        assertThat(report)
                .startsWith("\r[1/1] The owner's site is cut off, so the sender is told to try again\u001B[K"
                        + "\r\u001B[K      SCENARIO");
        assertThat(report).doesNotContain("\u001B[3");
    }

    @Test
    void coloursMarkTheResult() {
        String report = report(new ConsoleStyle(true, true, 80), List.of(SampleRuns.passing(), SampleRuns.failing()));

        assertThat(report).contains("\u001B[32mPASS\u001B[0m  The owner").contains("\u001B[1;31mFAIL\u001B[0m");
    }

    @Test
    void hostileTextCannotReachTheTerminal() {
        String report = report(PLAIN, List.of(SampleRuns.hostile(Hostile.EVERYTHING)));

        assertThat(report).contains("\\u001B[2J").doesNotContain(Hostile.unprintable());
        List<String> lines = report.lines().toList();
        assertThat(lines.subList(0, lines.size() - 1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    private static String report(ConsoleStyle style, List<ScenarioRun> runs) {
        StringWriter text = new StringWriter();
        ConsoleReport report = new ConsoleReport(new PrintWriter(text), style);
        for (int i = 0; i < runs.size(); i++) {
            report.started(i + 1, runs.size(), runs.get(i).name());
            report.finished(i + 1, runs.size(), runs.get(i));
        }
        report.summary(runs, 812, "target/dslab/report.html");
        return text.toString();
    }
}
