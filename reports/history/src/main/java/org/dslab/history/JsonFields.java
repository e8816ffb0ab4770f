package org.dslab.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of one JSON object whose values are texts, whole numbers, truth values or lists of texts. Each is taken
 * once; what is missing, of another type, or left over is an error with its place.
 */
final class JsonFields {

    private final String place;
    private final SortedMap<String, Object> fields;

    JsonFields(String place, SortedMap<String, Object> fields) {
        this.place = place;
        this.fields = new TreeMap<>(fields);
    }

    String text(String name) throws UnreadableFileException {
        if (take(name) instanceof String text) {
            return text;
        }
        throw wrong("field \"" + name + "\" should be a text");
    }

    long longNumber(String name) throws UnreadableFileException {
        if (take(name) instanceof Long number) {
            return number;
        }
        throw wrong("field \"" + name + "\" should be a whole number");
    }

    int wholeNumber(String name) throws UnreadableFileException {
        long number = longNumber(name);
        if (number != (int) number) {
            throw wrong("field \"" + name + "\" is too large a number");
        }
        return (int) number;
    }

    boolean truth(String name) throws UnreadableFileException {
        if (take(name) instanceof Boolean truth) {
            return truth;
        }
        throw wrong("field \"" + name + "\" should be true or false");
    }

    Instant instant(String name) throws UnreadableFileException {
        String text = text(name);
        return InstantText.parse(text)
                .orElseThrow(() ->
                        wrong("field \"" + name + "\" should be a time such as " + InstantText.of(Instant.EPOCH)));
    }

    List<String> texts(String name) throws UnreadableFileException {
        return list(name, String.class, "a list of texts");
    }

    List<Long> longNumbers(String name) throws UnreadableFileException {
        return list(name, Long.class, "a list of whole numbers");
    }

    private <T> List<T> list(String name, Class<T> type, String expected) throws UnreadableFileException {
        if (!(take(name) instanceof List<?> values)) {
            throw wrong("field \"" + name + "\" should be " + expected);
        }
        List<T> typed = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!type.isInstance(value)) {
                throw wrong("field \"" + name + "\" should be " + expected);
            }
            typed.add(type.cast(value));
        }
        return typed;
    }

    /** To be called when all expected fields are taken. */
    void end() throws UnreadableFileException {
        if (!fields.isEmpty()) {
            throw wrong("unexpected field \"" + fields.firstKey() + "\"");
        }
    }

    UnreadableFileException wrong(String what) {
        return new UnreadableFileException(
                place + ": " + what + "; the file is damaged or was changed by hand, run the scenarios again");
    }

    private Object take(String name) throws UnreadableFileException {
        Object value = fields.remove(name);
        if (value == null) {
            throw wrong("field \"" + name + "\" is missing");
        }
        return value;
    }
}
