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

/** The file {@code environment.json}, beside {@code run.json}. */
public final class EnvironmentJson {

    private static final int LAST_BROKEN_LEVEL = 2;
    private static final String CURE = "give the environment.json of a dslab report";

    private EnvironmentJson() {}

    /** Writes the file and leaves the stream open. */
    public static void write(Environment environment, OutputStream out) throws IOException {
        try {
            JsonGenerator json = JsonLayout.FACTORY.createGenerator(JsonLayout.context(LAST_BROKEN_LEVEL), out);
            json.writeStartObject();
            json.writeStringProperty("tool", environment.tool());
            json.writeStringProperty("java", environment.java());
            json.writeStringProperty("virtual-machine", environment.virtualMachine());
            json.writeStringProperty("system", environment.system());
            json.writeNumberProperty("processors", environment.processors());
            json.writeStringProperty("started-at", InstantText.of(environment.startedAt()));
            json.writeNumberProperty("wall-millis", environment.wallMillis());
            json.writeArrayPropertyStart("scenarios");
            for (Environment.ScenarioTime scenario : environment.scenarios()) {
                json.writeStartObject();
                json.writeStringProperty("file", scenario.file());
                json.writeNumberProperty("wall-millis", scenario.wallMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads a file that {@link #write} has written.
     *
     * @param source the file's name, for messages
     */
    public static Environment read(InputStream in, String source) throws UnreadableFileException {
        try (JsonReader json = new JsonReader(in, source, CURE)) {
            SortedMap<String, Object> head = new TreeMap<>();
            List<Environment.ScenarioTime> scenarios = new ArrayList<>();
            json.object(name -> {
                if (name.equals("scenarios")) {
                    json.array(() -> scenarios.add(readScenario(json.fields())));
                } else {
                    head.put(name, json.value());
                }
            });
            json.end();
            JsonFields fields = new JsonFields(source, head);
            Environment environment = new Environment(
                    fields.text("tool"),
                    fields.text("java"),
                    fields.text("virtual-machine"),
                    fields.text("system"),
                    fields.wholeNumber("processors"),
                    fields.instant("started-at"),
                    fields.longNumber("wall-millis"),
                    scenarios);
            fields.end();
            return environment;
        } catch (JacksonException e) {
            throw new UnreadableFileException(source + ": cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static Environment.ScenarioTime readScenario(JsonFields fields) throws UnreadableFileException {
        Environment.ScenarioTime time =
                new Environment.ScenarioTime(fields.text("file"), fields.longNumber("wall-millis"));
        fields.end();
        return time;
    }
}
