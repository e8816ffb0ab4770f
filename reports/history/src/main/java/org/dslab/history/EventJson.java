package org.dslab.history;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * Events as fields of a JSON object: {@code "event"} has the kind in kebab case, and each component of the record is a
 * field of its own name. Components are numbers, texts, instants or lists of texts.
 */
final class EventJson {

    /** The field that holds the kind. */
    static final String KIND = "event";

    private static final SortedMap<String, EventJson> BY_TAG = allKinds();

    private final String tag;
    private final RecordComponent[] components;
    private final Constructor<?> constructor;

    private EventJson(Class<?> type) {
        tag = kebabCase(type.getSimpleName());
        components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("a record without its canonical constructor", e);
        }
    }

    static List<String> tags() {
        return List.copyOf(BY_TAG.keySet());
    }

    static String tagOf(Event event) {
        return kebabCase(event.getClass().getSimpleName());
    }

    static void write(JsonGenerator json, Event event) {
        EventJson kind = BY_TAG.get(tagOf(event));
        if (kind == null) {
            throw new AssertionError("not a kind of event: " + event);
        }
        json.writeStringProperty(KIND, kind.tag);
        for (RecordComponent component : kind.components) {
            json.writeName(component.getName());
            writeValue(json, kind.valueOf(component, event));
        }
    }

    private static void writeValue(JsonGenerator json, Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Instant instant -> json.writeString(InstantText.of(instant));
            case List<?> texts -> {
                json.writeStartArray();
                texts.forEach(text -> json.writeString((String) text));
                json.writeEndArray();
            }
            default -> throw new AssertionError("no JSON for a component of " + value.getClass());
        }
    }

    private Object valueOf(RecordComponent component, Event event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("events and their accessors are public", e);
        }
    }

    /** The event that the remaining fields of this object make. */
    static Event read(JsonFields fields) throws UnreadableFileException {
        String tag = fields.text(KIND);
        EventJson kind = BY_TAG.get(tag);
        if (kind == null) {
            throw fields.wrong("unknown event \"" + tag + "\"");
        }
        Object[] values = new Object[kind.components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = readValue(fields, kind.components[i]);
        }
        try {
            return (Event) kind.constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw fields.wrong("impossible event \"" + tag + "\": " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("events and their constructors are public", e);
        }
    }

    private static Object readValue(JsonFields fields, RecordComponent component) throws UnreadableFileException {
        String name = component.getName();
        Class<?> type = component.getType();
        if (type == String.class) {
            return fields.text(name);
        }
        if (type == int.class) {
            return fields.wholeNumber(name);
        }
        if (type == long.class) {
            return fields.longNumber(name);
        }
        if (type == Instant.class) {
            return fields.instant(name);
        }
        if (type == List.class) {
            return fields.texts(name);
        }
        throw new AssertionError("no JSON for a component of " + type);
    }

    private static SortedMap<String, EventJson> allKinds() {
        SortedMap<String, EventJson> kinds = new TreeMap<>();
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            EventJson kind = new EventJson(type);
            kinds.put(kind.tag, kind);
        }
        return Collections.unmodifiableSortedMap(kinds);
    }

    private static String kebabCase(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
