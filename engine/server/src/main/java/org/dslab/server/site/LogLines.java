package org.dslab.server.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.dslab.engine.event.SiteEvent;

/** Makes log lines and gathers them until they are taken. */
abstract class LogLines {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder lines = new StringBuilder();
    private long second = Long.MIN_VALUE;
    private String secondText = "";

    static LogLines of(LogFormat format) {
        return switch (format) {
            case TEXT -> new EventText();
            case JSON -> new EventJson();
        };
    }

    abstract void event(Instant at, SiteEvent event);

    /** Something the driver met and dealt with. */
    abstract void trouble(Instant at, String text);

    /** So many lines are missing here, since the reader of the log was too slow. */
    abstract void dropped(Instant at, long count);

    final StringBuilder lines() {
        return lines;
    }

    /** All lines since the last call. */
    final String take() {
        String taken = lines.toString();
        lines.setLength(0);
        return taken;
    }

    /** Many lines share a second, and formatting it costs more than all the rest of a line. */
    final void appendTime(Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            secondText = SECOND.format(at);
        }
        lines.append(secondText);
        int micros = at.getNano() / 1000;
        for (int digit = 100_000; digit > 0; digit /= 10) {
            lines.append((char) ('0' + micros / digit % 10));
        }
        lines.append('Z');
    }
}
