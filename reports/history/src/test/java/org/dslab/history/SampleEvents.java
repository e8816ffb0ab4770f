package org.dslab.history;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One event of every kind there is, with different values in all components. */
final class SampleEvents {

    private SampleEvents() {}

    static List<Event> all() {
        List<Event> events = new ArrayList<>();
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            events.add(sample(type));
        }
        return events;
    }

    private static Event sample(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i], i + 1);
        }
        try {
            return (Event) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static Object value(RecordComponent component, int position) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return component.getName() + " \"<\\\t\u202E\uD83D\uDCE7 " + position;
        }
        if (type == int.class) {
            return -position;
        }
        if (type == long.class) {
            return Long.MAX_VALUE - position;
        }
        if (type == Instant.class) {
            return Instant.parse("2026-01-01T00:00:00.000001Z").plusSeconds(position);
        }
        if (type == List.class) {
            return List.of("first " + position, "");
        }
        throw new AssertionError("no sample for " + component);
    }
}
