package org.dslab.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.dslab.render.Printable;
import org.dslab.server.json.JsonValue;

/** A site's answer as a person reads it: numbers and words as lines, lists of things as aligned tables. */
final class AdminOutput {

    private final PrintWriter out;
    private final List<String> wanted;

    /**
     * Prints to this writer.
     *
     * @param wanted the columns of a table to show; all of them if empty
     */
    AdminOutput(PrintWriter out, List<String> wanted) {
        this.out = out;
        this.wanted = List.copyOf(wanted);
    }

    /** Prints the answer of a command that was carried out. */
    void print(JsonValue.Members answer) {
        Optional<String> metrics = answer.text("metrics");
        if (metrics.isPresent()) {
            out.print(metrics.get());
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : answer.values().entrySet()) {
            boolean isTable = member.getValue() instanceof JsonValue.Items;
            if (!isTable && !member.getKey().equals("ok")) {
                lines.add(List.of(member.getKey() + ":", cell(member.getValue())));
            }
        }
        align(lines);
        boolean hasTable = false;
        for (Map.Entry<String, JsonValue> member : answer.values().entrySet()) {
            if (member.getValue() instanceof JsonValue.Items(List<JsonValue> items)) {
                if (hasTable || !lines.isEmpty()) {
                    out.println();
                }
                hasTable = true;
                table(member.getKey(), items);
            }
        }
        if (lines.isEmpty() && !hasTable) {
            out.println("done");
        }
    }

    private void table(String name, List<JsonValue> items) {
        if (items.isEmpty()) {
            out.println("no " + name);
            return;
        }
        List<JsonValue.Members> rows = rows(name, items);
        SequencedSet<String> columns = new LinkedHashSet<>(wanted);
        if (wanted.isEmpty()) {
            rows.forEach(row -> columns.addAll(row.values().keySet()));
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> column.replace('-', ' ')).toList());
        for (JsonValue.Members row : rows) {
            lines.add(columns.stream()
                    .map(column -> row.get(column).map(AdminOutput::cell).orElse(""))
                    .toList());
        }
        align(lines);
    }

    /** A thing that has a list of things, as a message has recipients, takes a row for each of those. */
    private static List<JsonValue.Members> rows(String name, List<JsonValue> items) {
        List<JsonValue.Members> rows = new ArrayList<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonValue.Members thing)) {
                rows.add(JsonValue.Members.NONE.with(name, item));
                continue;
            }
            JsonValue.Members row = JsonValue.Members.NONE;
            List<JsonValue.Members> parts = new ArrayList<>();
            for (Map.Entry<String, JsonValue> member : thing.values().entrySet()) {
                List<JsonValue.Members> ofMember = parts(member.getValue());
                parts.addAll(ofMember);
                row = ofMember.isEmpty() ? row.with(member.getKey(), member.getValue()) : row;
            }
            rows.add(parts.isEmpty() ? row : row.with(parts.getFirst()));
            rows.addAll(parts.subList(Math.min(1, parts.size()), parts.size()));
        }
        return rows;
    }

    private static List<JsonValue.Members> parts(JsonValue value) {
        return value instanceof JsonValue.Items(List<JsonValue> items)
                ? items.stream()
                        .filter(JsonValue.Members.class::isInstance)
                        .map(JsonValue.Members.class::cast)
                        .toList()
                : List.of();
    }

    private static String cell(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> Printable.of(text.value());
            case JsonValue.Whole number -> Long.toString(number.value());
            case JsonValue.Flag flag -> flag.value() ? "yes" : "no";
            case JsonValue.Nothing nothing -> "";
            case JsonValue.Items items ->
                String.join(", ", items.values().stream().map(AdminOutput::cell).toList());
            case JsonValue.Members members ->
                String.join(
                        ", ",
                        members.values().values().stream()
                                .map(AdminOutput::cell)
                                .toList());
        };
    }

    private void align(List<List<String>> lines) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), line.get(i).length()));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths.get(i) - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** Why a command was not carried out. */
    static String reason(JsonValue.Members answer) {
        Optional<String> refused = answer.text("refused");
        if (refused.isPresent()) {
            return Printable.of(refused.get()) + (answer.isTrue("again") ? " (trying again later can help)" : "");
        }
        return answer.text("place").map(place -> place + ": ").orElse("")
                + Printable.of(answer.text("error").orElse("the answer says neither done nor why not"));
    }
}
