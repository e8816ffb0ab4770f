package org.dslab.server.site;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dslab.engine.event.SiteEvent;

/**
 * Log lines for people and for grep: {@code 2026-03-01T12:00:00.123456Z recipient-replied session=-1 code=250 ...}. Words
 * that came from outside are quoted and cannot break the line.
 */
final class EventText {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Kind(String name, List<String> names, List<Method> values) {}

    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
            return new Kind(
                    kebab(type.getSimpleName()),
                    components.stream()
                            .map(RecordComponent::getName)
                            .map(EventText::kebab)
                            .toList(),
                    components.stream().map(RecordComponent::getAccessor).toList());
        }
    };

    private final StringBuilder line = new StringBuilder();
    private long second = Long.MIN_VALUE;
    private String secondText = "";

    void append(Instant at, SiteEvent event) {
        Kind kind = KINDS.get(event.getClass());
        appendTime(at);
        line.append(kind.name());
        for (int i = 0; i < kind.names().size(); i++) {
            line.append(' ').append(kind.names().get(i)).append('=');
            append(value(kind.values().get(i), event));
        }
        line.append('\n');
    }

    void append(Instant at, String text) {
        appendTime(at);
        line.append("driver ");
        appendPlain(text);
        line.append('\n');
    }

    /** Writes all lines and begins anew. */
    void writeTo(PrintWriter stream) {
        stream.append(line);
        stream.flush();
        line.setLength(0);
    }

    /** Many lines share a second, and formatting it costs more than all the rest of a line. */
    private void appendTime(Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            secondText = SECOND.format(at);
        }
        line.append(secondText);
        int micros = at.getNano() / 1000;
        for (int digit = 100_000; digit > 0; digit /= 10) {
            line.append((char) ('0' + micros / digit % 10));
        }
        line.append("Z ");
    }

    private static Object value(Method accessor, SiteEvent event) {
        try {
            return accessor.invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }

    private void append(Object value) {
        switch (value) {
            case Number number -> line.append(number);
            case Enum<?> word -> line.append(word.name().toLowerCase(Locale.ROOT));
            case List<?> list -> {
                line.append('[');
                for (int i = 0; i < list.size(); i++) {
                    line.append(i == 0 ? "" : ",");
                    append(list.get(i));
                }
                line.append(']');
            }
            default -> appendQuoted(value.toString());
        }
    }

    private void appendQuoted(String text) {
        if (isPlain(text)) {
            line.append(text);
        } else {
            line.append('"');
            appendPlain(text.replace("\\", "\\\\").replace("\"", "\\\""));
            line.append('"');
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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
    }

    /** {@code RecipientReplied} as {@code recipient-replied}. */
    private static String kebab(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                words.append(words.isEmpty() ? "" : "-").append((char) (c + ('a' - 'A')));
            } else {
                words.append(c);
            }
        }
        return words.toString();
    }
}
