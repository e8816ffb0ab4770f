package org.dslab.server.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value (RFC 8259). Numbers are whole, since nothing here counts in parts. */
public sealed interface JsonValue {

    /** A string. */
    record Text(String value) implements JsonValue {}

    /** A number. */
    record Whole(long value) implements JsonValue {}

    /** True or false. */
    record Flag(boolean value) implements JsonValue {}

    /** The word {@code null}. */
    record Nothing() implements JsonValue {}

    /** An array. */
    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** An object; its members keep their order. */
    record Members(Map<String, JsonValue> values) implements JsonValue {

        public static final Members NONE = new Members(Map.of());

        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** These and one more, or one replaced. */
        public Members with(String name, JsonValue value) {
            Map<String, JsonValue> more = new LinkedHashMap<>(values);
            more.put(name, value);
            return new Members(more);
        }

        public Members with(String name, String value) {
            return with(name, new Text(value));
        }

        public Members with(String name, long value) {
            return with(name, new Whole(value));
        }

        public Members with(String name, boolean value) {
            return with(name, new Flag(value));
        }

        /** All of these, then all of the others. */
        public Members with(Members others) {
            Map<String, JsonValue> more = new LinkedHashMap<>(values);
            more.putAll(others.values());
            return new Members(more);
        }

        public Optional<JsonValue> get(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** The member as text; empty if it is missing or something else. */
        public Optional<String> text(String name) {
            return get(name).filter(Text.class::isInstance).map(value -> ((Text) value).value());
        }

        /** Whether the member is there and true. */
        public boolean isTrue(String name) {
            return get(name).filter(new Flag(true)::equals).isPresent();
        }
    }

    /** On one line, without spaces. */
    default String toLine() {
        StringBuilder line = new StringBuilder();
        JsonWriter.append(line, this);
        return line.toString();
    }
}
