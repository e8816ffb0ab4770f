package org.dslab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dslab.history.ScenarioRun;

/** The scenarios of a run in columns that fit the console; the name gets what the others leave. */
final class ConsoleTable {

    private static final int RESULT = 6;
    private static final int SHORTEST_NAME = 20;

    private record Column(String title, int width, boolean isRight, Function<ScenarioRun, String> text) {}

    private final List<Column> columns = new ArrayList<>();
    private final int nameWidth;

    ConsoleTable(List<ScenarioRun> runs, int width) {
        add(runs, "WORLD", false, ScenarioRun::world);
        add(runs, "VERDICTS", false, run -> new Digest(run).verdicts());
        add(runs, "LAB TIME", true, run -> TimeText.span(new Digest(run).span()));
        add(runs, "REAL", true, run -> TimeText.wall(run.wallMillis()));
        int others = columns.stream().mapToInt(column -> column.width() + 2).sum();
        int longest = runs.stream()
                .mapToInt(run -> Printable.of(run.name()).length())
                .max()
                .orElse(0);
        nameWidth = Math.max(SHORTEST_NAME, Math.min(longest, width - RESULT - others));
    }

    private void add(List<ScenarioRun> runs, String title, boolean isRight, Function<ScenarioRun, String> text) {
        Function<ScenarioRun, String> printable = run -> Printable.of(text.apply(run));
        int width = Math.max(
                title.length(),
                runs.stream()
                        .mapToInt(run -> printable.apply(run).length())
                        .max()
                        .orElse(0));
        columns.add(new Column(title, Math.min(width, 16), isRight, printable));
    }

    String heading() {
        StringBuilder line = new StringBuilder(Lines.fit("", RESULT)).append(Lines.fit("SCENARIO", nameWidth));
        for (Column column : columns) {
            line.append("  ").append(cell(column, column.title()));
        }
        return line.toString().stripTrailing();
    }

    /** What follows the four letters of the result. */
    String row(ScenarioRun run) {
        StringBuilder line = new StringBuilder("  ").append(Lines.fit(Printable.of(run.name()), nameWidth));
        for (Column column : columns) {
            line.append("  ").append(cell(column, column.text().apply(run)));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(Column column, String text) {
        return column.isRight() ? Lines.right(text, column.width()) : Lines.fit(text, column.width());
    }
}
