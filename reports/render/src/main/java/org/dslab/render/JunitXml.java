package org.dslab.render;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dslab.history.Entry;
import org.dslab.history.InstantText;
import org.dslab.history.RecordedRun;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/**
 * The file {@code junit.xml} for continuous integration: a scenario is a test suite, a verdict a test case. In simulated
 * runs times are the lab's, so that the same run gives the same file.
 */
public final class JunitXml {

    private static final Map<String, String> NO_VERDICT = Map.of("message", "there is no verdict");

    private final XmlLines xml;

    private JunitXml(XmlLines xml) {
        this.xml = xml;
    }

    /** Writes the file as UTF-8 text and leaves the writer open. */
    public static void write(RecordedRun run, Writer out) throws IOException {
        XmlLines xml = new XmlLines(out);
        new JunitXml(xml).suites(run.scenarios());
        out.flush();
    }

    private void suites(List<ScenarioRun> runs) throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", "dslab");
        attributes.put(
                "tests",
                Integer.toString(runs.stream().mapToInt(JunitXml::tests).sum()));
        attributes.put(
                "failures",
                Integer.toString(runs.stream()
                        .mapToInt(run -> count(run, Outcome.FAILED))
                        .sum()));
        attributes.put(
                "errors",
                Integer.toString(runs.stream().mapToInt(JunitXml::errors).sum()));
        attributes.put("time", seconds(runs.stream().map(JunitXml::time).reduce(Duration.ZERO, Duration::plus)));
        xml.open("testsuites", attributes);
        for (ScenarioRun run : runs) {
            suite(run);
        }
        xml.close("testsuites");
    }

    private void suite(ScenarioRun run) throws IOException {
        Digest digest = new Digest(run);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", run.name());
        attributes.put("tests", Integer.toString(tests(run)));
        attributes.put("failures", Integer.toString(count(run, Outcome.FAILED)));
        attributes.put("errors", Integer.toString(errors(run)));
        attributes.put("skipped", Integer.toString(count(run, Outcome.NOT_APPLICABLE)));
        attributes.put("timestamp", InstantText.of(digest.begin()).substring(0, "2026-01-01T00:00:00".length()));
        attributes.put("time", seconds(time(run)));
        xml.open("testsuite", attributes);
        properties(run);
        if (run.verdicts().isEmpty()) {
            xml.open("testcase", testCase(run, "the scenario is judged"));
            xml.element("error", NO_VERDICT, List.of());
            xml.close("testcase");
        }
        Map<String, Integer> repetitions = new LinkedHashMap<>();
        for (Verdict verdict : run.verdicts()) {
            String name = verdict.subject() + (verdict.line() == 0 ? "" : " (line " + verdict.line() + ")");
            int repetition = repetitions.merge(name, 1, Integer::sum);
            verdict(run, verdict, repetition == 1 ? name : name + " #" + repetition, digest);
        }
        xml.close("testsuite");
    }

    private void properties(ScenarioRun run) throws IOException {
        xml.open("properties", Map.of());
        property("file", run.file());
        property("world", run.world());
        property("seed", Long.toString(run.seed()));
        property("covers", String.join(" ", run.covers()));
        xml.close("properties");
    }

    private void property(String name, String value) throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("value", value);
        xml.element("property", attributes, List.of());
    }

    private void verdict(ScenarioRun run, Verdict verdict, String name, Digest digest) throws IOException {
        if (verdict.outcome() == Outcome.HOLDS) {
            xml.element("testcase", testCase(run, name), List.of());
            return;
        }
        xml.open("testcase", testCase(run, name));
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("message", verdict.explanation());
        if (verdict.outcome() == Outcome.FAILED) {
            attributes.put("type", verdict.line() == 0 ? "standing-checker" : "expectation");
            xml.element("failure", attributes, proof(run, verdict, digest));
        } else if (verdict.outcome() == Outcome.NOT_APPLICABLE) {
            xml.element("skipped", attributes, List.of());
        } else {
            xml.element("system-out", Map.of(), List.of("broken on purpose, as expected: " + verdict.explanation()));
        }
        xml.close("testcase");
    }

    private static Map<String, String> testCase(ScenarioRun run, String name) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("classname", className(run.file()));
        attributes.put("name", name);
        attributes.put("time", seconds(Duration.ZERO));
        return attributes;
    }

    /** {@code scenarios/outage.yaml} as {@code scenarios.outage}, which tools group by. */
    private static String className(String file) {
        return file.replaceFirst("\\.ya?ml$", "").replaceFirst("^[./]+", "").replace('/', '.');
    }

    private static List<String> proof(ScenarioRun run, Verdict verdict, Digest digest) {
        List<String> lines = new ArrayList<>();
        lines.add(run.file() + (verdict.line() == 0 ? "" : ":" + verdict.line()) + ": " + verdict.subject());
        lines.add(verdict.explanation());
        for (Entry entry : digest.evidence(verdict)) {
            lines.add(entry.number() + "  " + TimeText.since(digest.begin(), entry.at()) + "  " + entry.node() + "  "
                    + EventText.of(entry.event()));
        }
        return lines;
    }

    private static int tests(ScenarioRun run) {
        return Math.max(1, run.verdicts().size());
    }

    private static int errors(ScenarioRun run) {
        return run.verdicts().isEmpty() ? 1 : 0;
    }

    private static int count(ScenarioRun run, Outcome outcome) {
        return new Digest(run).count(outcome);
    }

    private static Duration time(ScenarioRun run) {
        return run.world().equals("sim") ? new Digest(run).span() : Duration.ofMillis(run.wallMillis());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
    }
}
