package org.dslab.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * The file {@code run.json}: recorded runs of scenarios, the same octets for the same run in any JVM. Real times, ports
 * and the machine are not in it; see {@link EnvironmentJson}.
 */
public final class RunJson {

    /** The version of the format that this class writes, and the newest one that it reads. */
    public static final int FORMAT = 1;

    /** Down to the lists of a scenario; their elements have a line each. */
    private static final int LAST_BROKEN_LEVEL = 4;

    private static final String CURE = "give the run.json of a dslab report";

    private RunJson() {}

    /** Writes the file and leaves the stream open. */
    public static void write(RecordedRun run, OutputStream out) throws IOException {
        try {
            JsonGenerator json = JsonLayout.FACTORY.createGenerator(JsonLayout.context(LAST_BROKEN_LEVEL), out);
            json.writeStartObject();
            json.writeNumberProperty("dslab-run", FORMAT);
            json.writeStringProperty("tool", run.tool());
            json.writeBooleanProperty("passed", run.passed());
            json.writeArrayPropertyStart("scenarios");
            run.scenarios().forEach(scenario -> write(json, scenario));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static void write(JsonGenerator json, ScenarioRun scenario) {
        json.writeStartObject();
        json.writeStringProperty("name", scenario.name());
        json.writeStringProperty("file", scenario.file());
        json.writeStringProperty("world", scenario.world());
        json.writeNumberProperty("seed", scenario.seed());
        json.writeBooleanProperty("passed", scenario.passed());
        json.writeName("covers");
        writeTexts(json, scenario.covers());
        json.writeName("steps");
        writeTexts(json, scenario.steps());
        json.writeArrayPropertyStart("verdicts");
        scenario.verdicts().forEach(verdict -> write(json, verdict));
        json.writeEndArray();
        json.writeArrayPropertyStart("history");
        scenario.history().forEach(entry -> write(json, entry));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Verdict verdict) {
        json.writeStartObject();
        json.writeStringProperty("outcome", tag(verdict.outcome()));
        json.writeStringProperty("subject", verdict.subject());
        json.writeNumberProperty("line", verdict.line());
        json.writeName("requirements");
        writeTexts(json, verdict.requirements());
        json.writeStringProperty("explanation", verdict.explanation());
        json.writeArrayPropertyStart("evidence");
        verdict.evidence().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Entry entry) {
        json.writeStartObject();
        json.writeNumberProperty("entry", entry.number());
        json.writeStringProperty("time", InstantText.of(entry.at()));
        json.writeStringProperty("node", entry.node());
        EventJson.write(json, entry.event());
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, List<String> texts) {
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /**
     * Reads a file that {@link #write} has written; wall times are 0, as they are not in it.
     *
     * @param source the file's name, for messages
     */
    public static RecordedRun read(InputStream in, String source) throws UnreadableFileException {
        try (JsonReader json = new JsonReader(in, source, CURE)) {
            SortedMap<String, Object> head = new TreeMap<>();
            List<ScenarioRun> scenarios = new ArrayList<>();
            json.object(name -> {
                if (name.equals("scenarios")) {
                    requireKnownFormat(json, head);
                    json.array(() -> scenarios.add(readScenario(json)));
                } else {
                    head.put(name, json.value());
                }
            });
            json.end();
            requireKnownFormat(json, head);
            JsonFields fields = new JsonFields(source, head);
            fields.wholeNumber("dslab-run");
            RecordedRun run = new RecordedRun(fields.text("tool"), scenarios);
            requireSame(fields, run.passed());
            fields.end();
            return run;
        } catch (JacksonException e) {
            throw new UnreadableFileException(source + ": cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireKnownFormat(JsonReader json, SortedMap<String, Object> head)
            throws UnreadableFileException {
        if (!(head.get("dslab-run") instanceof Long format)) {
            throw json.wrong("this is not a recorded run: it does not begin with \"dslab-run\"");
        }
        if (format > FORMAT) {
            throw json.wrong("format " + format + " is newer than " + FORMAT + ", the newest that this program reads;"
                    + " use the program that wrote it (" + head.get("tool") + ")");
        }
        if (format < 1) {
            throw json.wrong("there is no format " + format);
        }
    }

    private static ScenarioRun readScenario(JsonReader json) throws UnreadableFileException {
        String place = json.place();
        SortedMap<String, Object> head = new TreeMap<>();
        List<Entry> history = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "history" -> json.array(() -> history.add(readEntry(json.fields())));
                case "verdicts" -> json.array(() -> verdicts.add(readVerdict(json.fields())));
                default -> head.put(name, json.value());
            }
        });
        JsonFields fields = new JsonFields(place, head);
        ScenarioRun run = new ScenarioRun(
                fields.text("file"),
                fields.text("name"),
                fields.text("world"),
                fields.longNumber("seed"),
                fields.texts("covers"),
                fields.texts("steps"),
                history,
                verdicts,
                0);
        requireSame(fields, run.passed());
        fields.end();
        return run;
    }

    private static Entry readEntry(JsonFields fields) throws UnreadableFileException {
        Entry entry = new Entry(
                fields.longNumber("entry"), fields.instant("time"), fields.text("node"), EventJson.read(fields));
        fields.end();
        return entry;
    }

    private static Verdict readVerdict(JsonFields fields) throws UnreadableFileException {
        Verdict verdict = new Verdict(
                outcome(fields),
                fields.text("subject"),
                fields.wholeNumber("line"),
                fields.texts("requirements"),
                fields.text("explanation"),
                fields.longNumbers("evidence"));
        fields.end();
        return verdict;
    }

    private static Verdict.Outcome outcome(JsonFields fields) throws UnreadableFileException {
        String tag = fields.text("outcome");
        for (Verdict.Outcome outcome : Verdict.Outcome.values()) {
            if (tag(outcome).equals(tag)) {
                return outcome;
            }
        }
        throw fields.wrong("unknown outcome \"" + tag + "\"");
    }

    /** The result follows from the verdicts; a file that says otherwise was changed by hand. */
    private static void requireSame(JsonFields fields, boolean passed) throws UnreadableFileException {
        if (fields.truth("passed") != passed) {
            throw fields.wrong("field \"passed\" contradicts the verdicts");
        }
    }

    private static String tag(Verdict.Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> "holds";
            case FAILED -> "failed";
            case BROKEN_AS_EXPECTED -> "broken-as-expected";
            case NOT_APPLICABLE -> "not-applicable";
        };
    }
}
