package org.dslab.render;

import java.io.PrintWriter;
import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/**
 * Tells a person at a console how a run goes and what came of it: a line of progress while it runs, then a table of the
 * scenarios, then what failed with its proof, then one line that sums up. Call its methods from one thread.
 */
public final class ConsoleReport {

    private static final int EVIDENCE = 12;
    private static final int RESULT = "PASS  ".length();
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final ConsoleStyle style;
    private final Ink ink;

    public ConsoleReport(PrintWriter out, ConsoleStyle style) {
        this.out = out;
        this.style = style;
        this.ink = new Ink(style.colour());
    }

    /**
     * A scenario begins. On a terminal only, and rewritten by what comes next.
     *
     * @param number from 1
     */
    public void started(int number, int all, String name) {
        if (style.terminal()) {
            String line = Lines.fit(position(number, all) + " " + Printable.of(name), style.width() - 1);
            out.print("\r" + ink.faint(line.stripTrailing()) + "\u001B[K");
            out.flush();
        }
    }

    /** A scenario has ended: a plain line where nothing can be rewritten. */
    public void finished(int number, int all, ScenarioRun run) {
        if (!style.terminal()) {
            String position = position(number, all) + " ";
            int room = style.width() - position.length() - RESULT;
            out.println(position + result(run) + "  "
                    + Lines.fit(Printable.of(run.name()), room).stripTrailing());
            out.flush();
        }
    }

    private static String position(int number, int all) {
        String total = Integer.toString(all);
        return "[" + Lines.right(Integer.toString(number), total.length()) + "/" + total + "]";
    }

    /**
     * Everything is over.
     *
     * @param report where the report for people is, or empty if none was written
     */
    public void summary(List<ScenarioRun> runs, long wallMillis, String report) {
        if (style.terminal()) {
            out.print("\r\u001B[K");
        } else if (!runs.isEmpty()) {
            out.println();
        }
        if (!runs.isEmpty()) {
            table(runs);
        }
        runs.stream().filter(run -> !run.passed()).forEach(this::failure);
        String head = Digest.headline(runs);
        boolean passed = !runs.isEmpty() && runs.stream().allMatch(ScenarioRun::passed);
        out.print(passed ? ink.good(head) : ink.bad(head));
        if (!runs.isEmpty()) {
            out.print(" (" + Printable.of(Digest.circumstances(runs)) + ") in " + TimeText.wallSeconds(wallMillis));
        }
        out.println(report.isEmpty() ? "" : "; report: " + Printable.of(report));
        out.flush();
    }

    private void table(List<ScenarioRun> runs) {
        ConsoleTable table = new ConsoleTable(runs, style.width());
        out.println(ink.strong(table.heading()));
        for (ScenarioRun run : runs) {
            out.println(result(run) + table.row(run));
        }
        out.println();
    }

    private String result(ScenarioRun run) {
        return run.passed() ? ink.good("PASS") : ink.bad("FAIL");
    }

    private void failure(ScenarioRun run) {
        Digest digest = new Digest(run);
        List<String> title = Lines.wrap(Printable.of(run.name()), style.width() - RESULT);
        out.println(ink.bad("FAIL") + "  " + ink.strong(title.getFirst()));
        title.stream().skip(1).forEach(line -> out.println(" ".repeat(RESULT) + ink.strong(line)));
        if (run.verdicts().isEmpty()) {
            out.println("  " + Printable.of(run.file()) + ": nothing was judged, so nothing holds");
        }
        for (Verdict verdict : run.verdicts()) {
            if (verdict.outcome() == Outcome.FAILED) {
                failure(run, verdict, digest);
            }
        }
        out.println();
    }

    private void failure(ScenarioRun run, Verdict verdict, Digest digest) {
        String place = run.file() + (verdict.line() == 0 ? "" : ":" + verdict.line());
        String requirements =
                verdict.requirements().isEmpty() ? "" : " [" + String.join(", ", verdict.requirements()) + "]";
        wrapped("  ", "  ", Printable.of(place + ": " + verdict.subject() + requirements));
        wrapped(INDENT, INDENT, Printable.of(verdict.explanation()));
        List<Entry> evidence = digest.evidence(verdict);
        evidence.stream().limit(EVIDENCE).forEach(entry -> evidence(entry, digest));
        if (evidence.size() > EVIDENCE) {
            out.println(INDENT + "and " + (evidence.size() - EVIDENCE) + " more entries, see the report");
        }
    }

    private void evidence(Entry entry, Digest digest) {
        String head = INDENT + Lines.right(Long.toString(entry.number()), 6) + "  "
                + TimeText.since(digest.begin(), entry.at()) + "  "
                + Lines.fit(
                        Printable.of(entry.node()), Math.min(12, entry.node().length() + 2));
        Tone tone = Tone.of(entry.event());
        List<String> lines = Lines.wrap(EventText.of(entry.event()), style.width() - head.length() - 1);
        out.println(ink.faint(head) + " " + ink.toned(tone, lines.getFirst()));
        for (String line : lines.subList(1, lines.size())) {
            out.println(" ".repeat(head.length() + 1) + ink.toned(tone, line));
        }
    }

    private void wrapped(String first, String others, String text) {
        List<String> lines = Lines.wrap(text, style.width() - others.length());
        for (int i = 0; i < lines.size(); i++) {
            out.println((i == 0 ? first : others) + lines.get(i));
        }
    }
}
