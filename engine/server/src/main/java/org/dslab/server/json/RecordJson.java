package org.dslab.server.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;

/**
 * Records as JSON objects, components in their order, names and words in small letters with hyphens. Addresses and
 * instants are strings; whatever is unknown shows as its {@code toString}, so that a secret stays one (DS-73).
 */
public final class RecordJson {

    /** A record type: its name, and its components' names and accessors. */
    public record Kind(String name, List<String> names, List<Method> accessors) {

        public Kind {
            names = List.copyOf(names);
            accessors = List.copyOf(accessors);
        }

        /** How many entries all lists of a record have together. */
        public int entriesOf(Object of) {
            int entries = 0;
            for (int i = 0; i < accessors.size(); i++) {
                if (accessors.get(i).getReturnType() == List.class) {
                    entries += ((List<?>) value(i, of)).size();
                }
            }
            return entries;
        }

        /** The value of one component. */
        public Object value(int component, Object of) {
            try {
                return accessors.get(component).invoke(of);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + accessors.get(component), e);
            }
        }
    }

    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
            return new Kind(
                    kebab(type.getSimpleName()),
                    components.stream()
                            .map(RecordComponent::getName)
                            .map(RecordJson::kebab)
                            .toList(),
                    components.stream().map(RecordComponent::getAccessor).toList());
        }
    };

    private RecordJson() {}

    /** What a record type looks like. */
    public static Kind kindOf(Class<? extends Record> type) {
        return KINDS.get(type);
    }

    /** The components of a record; those that are an empty {@link Optional} are left out. */
    public static JsonValue.Members of(Record value) {
        Kind kind = KINDS.get(value.getClass());
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < kind.names().size(); i++) {
            Object component = kind.value(i, value);
            if (!(component instanceof Optional<?> optional && optional.isEmpty())) {
                members.put(kind.names().get(i), value(component));
            }
        }
        return new JsonValue.Members(members);
    }

    private static JsonValue value(Object value) {
        return switch (value) {
            case Integer number -> new JsonValue.Whole(number);
            case Long number -> new JsonValue.Whole(number);
            case Boolean flag -> new JsonValue.Flag(flag);
            case Enum<?> word -> new JsonValue.Text(word(word));
            case Optional<?> optional -> value(optional.orElseThrow());
            case Iterable<?> items -> {
                List<JsonValue> values = new ArrayList<>();
                items.forEach(item -> values.add(value(item)));
                yield new JsonValue.Items(values);
            }
            case EmailAddress address -> new JsonValue.Text(address.toString());
            case HostPort host -> new JsonValue.Text(host.toString());
            case Endpoint endpoint -> new JsonValue.Text(endpoint.toString());
            case Instant instant -> new JsonValue.Text(instant.toString());
            case Record nested -> of(nested);
            default -> new JsonValue.Text(value.toString());
        };
    }

    /** {@code SHARING_HOST} as {@code sharing-host}. */
    public static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code RecipientReplied} as {@code recipient-replied}. */
    static String kebab(String name) {
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
