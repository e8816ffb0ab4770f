package org.dslab.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a YAML document and where it stands. Asking for a kind of value that the node is not gives nothing rather
 * than an error: the schema has complained about it already, and the reading goes on to find the other problems.
 */
public final class YamlNode {

    /** What a value is. */
    public enum Kind {
        MAPPING("a mapping"),
        LIST("a list"),
        TEXT("text"),
        INTEGER("a number"),
        DECIMAL("a number with a fraction"),
        BOOLEAN("true or false"),
        NOTHING("empty");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Texts that need no quotes. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./+]([A-Za-z0-9 _./+<>@=*-]*[A-Za-z0-9_./+<>@=*-])?");

    private final Kind kind;
    private final String name;
    private final Position keyAt;
    private final Position at;
    private final String scalar;
    private final SequencedMap<String, YamlNode> entries = new LinkedHashMap<>();
    private final List<YamlNode> items = new ArrayList<>();

    /**
     * A value still without content.
     *
     * @param name how messages call it, such as {@code `accounts`} or {@code an entry of `accounts`}
     * @param keyAt where its key stands, or the value itself if it has none
     * @param scalar what the value of a scalar says; empty for others
     */
    YamlNode(Kind kind, String name, Position keyAt, Position at, String scalar) {
        this.kind = kind;
        this.name = name;
        this.keyAt = keyAt;
        this.at = at;
        this.scalar = scalar;
    }

    void put(String key, YamlNode value) {
        entries.putIfAbsent(key, value);
    }

    void add(YamlNode item) {
        items.add(item);
    }

    public Kind kind() {
        return kind;
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    /** How messages call this value. */
    public String name() {
        return name;
    }

    public Position at() {
        return at;
    }

    /** Where its key stands, or the value itself if it has none. */
    public Position keyAt() {
        return keyAt;
    }

    /** The value of a key of a mapping; empty also if the key has no value. */
    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).filter(value -> value.kind != Kind.NOTHING);
    }

    /** All keys of a mapping, in the order of the file. */
    public Map<String, YamlNode> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** The values in a list. */
    public List<YamlNode> items() {
        return Collections.unmodifiableList(items);
    }

    /** The values in a list, or the one value that stands in a list's place. */
    public List<YamlNode> itemsOrSelf() {
        return kind == Kind.LIST ? items() : List.of(this);
    }

    public Optional<String> text() {
        return kind == Kind.TEXT ? Optional.of(scalar) : Optional.empty();
    }

    public OptionalLong number() {
        if (kind != Kind.INTEGER) {
            return OptionalLong.empty();
        }
        BigInteger value = new BigInteger(scalar);
        return value.bitLength() < Long.SIZE ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    public Optional<Boolean> flag() {
        return kind == Kind.BOOLEAN ? Optional.of(Boolean.valueOf(scalar)) : Optional.empty();
    }

    /** The value as JSON, for the schema. */
    JsonNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (kind) {
            case MAPPING -> {
                ObjectNode object = json.objectNode();
                entries.forEach((key, value) -> object.set(key, value.json()));
                yield object;
            }
            case LIST -> {
                ArrayNode array = json.arrayNode();
                items.forEach(item -> array.add(item.json()));
                yield array;
            }
            case TEXT -> json.stringNode(scalar);
            case INTEGER -> json.numberNode(new BigInteger(scalar));
            case DECIMAL -> json.numberNode(new BigDecimal(scalar));
            case BOOLEAN -> json.booleanNode(Boolean.parseBoolean(scalar));
            case NOTHING -> json.nullNode();
        };
    }

    /** The value on one line, in YAML's flow style. */
    public String onOneLine() {
        return switch (kind) {
            case MAPPING -> {
                List<String> parts = new ArrayList<>();
                entries.forEach((key, value) -> parts.add(quoted(key) + ": " + value.onOneLine()));
                yield parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
            }
            case LIST ->
                "[" + String.join(", ", items.stream().map(YamlNode::onOneLine).toList()) + "]";
            case TEXT -> quoted(scalar);
            default -> scalar;
        };
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
