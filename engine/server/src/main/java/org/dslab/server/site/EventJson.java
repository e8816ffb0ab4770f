package org.dslab.server.site;

import java.time.Instant;
import org.dslab.engine.event.SiteEvent;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.JsonWriter;
import org.dslab.server.json.RecordJson;

/** Log lines for programs: {@code {"time":"2026-03-01T12:00:00.123456Z","event":"recipient-replied","fields":{...}}}. */
final class EventJson extends LogLines {

    @Override
    void event(Instant at, SiteEvent event) {
        if (!(event instanceof Record happened)) {
            throw new IllegalArgumentException("every event is a record, but not " + event);
        }
        append(at, RecordJson.kindOf(happened.getClass()).name(), RecordJson.of(happened));
    }

    @Override
    void trouble(Instant at, String text) {
        append(at, "driver", JsonValue.Members.NONE.with("text", text));
    }

    @Override
    void dropped(Instant at, long count) {
        append(at, "log-lines-dropped", JsonValue.Members.NONE.with("count", count));
    }

    private void append(Instant at, String event, JsonValue.Members fields) {
        lines().append("{\"time\":\"");
        appendTime(at);
        lines().append("\",\"event\":\"").append(event).append("\",\"fields\":");
        JsonWriter.append(lines(), fields);
        lines().append("}\n");
    }
}
