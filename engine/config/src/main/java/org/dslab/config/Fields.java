package org.dslab.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the values of a mapping's keys, and notes what is wrong with them under the key's name. */
public final class Fields {

    /** Turns a text into a value. */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(String text) throws MalformedException;
    }

    private final Problems problems;

    public Fields(Problems problems) {
        this.problems = problems;
    }

    public Problems problems() {
        return problems;
    }

    /** The value of a key; empty if it is absent or malformed. */
    public <T> Optional<T> value(YamlNode mapping, String key, Parser<T> parser) {
        return mapping.get(key).flatMap(node -> value(node, parser));
    }

    /** A value that stands for itself. */
    public <T> Optional<T> value(YamlNode node, Parser<T> parser) {
        Optional<String> text = node.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(text.get()));
        } catch (MalformedException e) {
            problems.add(node, node.name() + " " + e.reason());
            return Optional.empty();
        }
    }

    /** The values of a list, or of the one text in a list's place. */
    public <T> List<T> values(YamlNode mapping, String key, Parser<T> parser) {
        List<T> values = new ArrayList<>();
        mapping.get(key)
                .ifPresent(list ->
                        list.itemsOrSelf().forEach(item -> value(item, parser).ifPresent(values::add)));
        return values;
    }

    public Optional<String> text(YamlNode mapping, String key) {
        return mapping.get(key).flatMap(YamlNode::text);
    }

    public boolean flag(YamlNode mapping, String key, boolean otherwise) {
        return mapping.get(key).flatMap(YamlNode::flag).orElse(otherwise);
    }

    /** A number within the bounds of the schema. */
    public int number(YamlNode mapping, String key, int otherwise) {
        Optional<YamlNode> node = mapping.get(key);
        if (node.isEmpty() || node.get().number().isEmpty()) {
            return otherwise;
        }
        long number = node.get().number().getAsLong();
        return number < Integer.MIN_VALUE || number > Integer.MAX_VALUE ? otherwise : (int) number;
    }

    public Duration duration(YamlNode mapping, String key, Duration otherwise) {
        return value(mapping, key, Quantity::positiveDuration).orElse(otherwise);
    }

    /** The durations of a list that is given, even if it is empty. */
    public List<Duration> durations(YamlNode mapping, String key, List<Duration> otherwise) {
        return mapping.get(key).isPresent() ? values(mapping, key, Quantity::positiveDuration) : otherwise;
    }
}
