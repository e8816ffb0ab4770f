package org.dslab.server.site;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.dslab.engine.event.SiteEvent;
import org.dslab.server.json.Disguises;
import org.dslab.server.json.RecordJson;

/**
 * Log lines for people and for grep: {@code 2026-03-01T12:00:00.123456Z recipient-replied session=-1 code=250 ...}. Words
 * that came from outside are quoted and cannot break the line.
 */
final class EventText extends LogLines {

    @Override
    void event(Instant at, SiteEvent event) {
        if (!(event instanceof Record happened)) {
            throw new IllegalArgumentException("every event is a record, but not " + event);
        }
        RecordJson.Kind kind = RecordJson.kindOf(happened.getClass());
        begin(at, kind.name());
        for (int i = 0; i < kind.names().size(); i++) {
            lines().append(' ').append(kind.names().get(i)).append('=');
            append(kind.value(i, happened));
        }
        lines().append('\n');
    }

    @Override
    void trouble(Instant at, String text) {
        begin(at, "driver");
        lines().append(' ');
        appendPlain(text);
        lines().append('\n');
    }

    @Override
    void dropped(Instant at, long count) {
        begin(at, "log-lines-dropped");
        lines().append(" count=").append(count).append('\n');
    }

    private void begin(Instant at, String event) {
        appendTime(at);
        lines().append(' ').append(event);
    }

    private void append(Object value) {
        switch (value) {
            case Number number -> lines().append(number);
            case Enum<?> word -> lines().append(word.name().toLowerCase(Locale.ROOT));
            case List<?> list -> {
                lines().append('[');
                for (int i = 0; i < list.size(); i++) {
                    lines().append(i == 0 ? "" : ",");
                    append(list.get(i));
                }
                lines().append(']');
            }
            default -> appendQuoted(value.toString());
        }
    }

    private void appendQuoted(String text) {
        if (isPlain(text)) {
            lines().append(text);
        } else {
            lines().append('"');
            appendPlain(text.replace("\\", "\\\\").replace("\"", "\\\""));
            lines().append('"');
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"\\[],=".indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private void appendPlain(String text) {
        text.codePoints().forEach(c -> Disguises.append(lines(), c));
    }
}
