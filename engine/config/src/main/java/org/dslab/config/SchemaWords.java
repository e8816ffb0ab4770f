package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says in a person's words what one rule of a schema has against a value. */
final class SchemaWords {

    private static final String REFUSED = "x-refused";

    /** So many words are named even if one of them is suggested. */
    private static final int FEW = 6;

    private final JsonNode schema;
    private final String keyword;

    /**
     * For one unmet rule.
     *
     * @param schema the object that holds the rule
     */
    SchemaWords(JsonNode schema, String keyword) {
        this.schema = schema;
        this.keyword = keyword;
    }

    Position place(YamlNode node, String property) {
        YamlNode child = node.entries().get(property);
        return child == null ? node.at() : child.keyAt();
    }

    String message(YamlNode node, String property) {
        return switch (keyword) {
            case "additionalProperties" -> unknownKey(node, property);
            case "required" -> missing(node, property);
            case "enum" -> notOneOf(node);
            case "type" -> wrongType(node);
            case "pattern", "maxLength" -> node.name() + " must be " + title("written otherwise") + shown(node);
            case "minLength" -> node.name() + " must be " + title("text") + ", not empty";
            case "minimum", "maximum" -> node.name() + " must be " + range() + shown(node);
            case "minItems" -> node.name() + " must have at least one entry";
            case "minProperties", "maxProperties" -> oneKey(node);
            default -> node.name() + " is not valid here";
        };
    }

    private String unknownKey(YamlNode node, String key) {
        JsonNode why = schema.path(REFUSED).path(key);
        if (why.isString()) {
            return Words.key(key) + ": " + why.asString();
        }
        List<String> known = new ArrayList<>(schema.path("properties").propertyNames());
        Optional<String> near = Words.nearest(key, known);
        YamlNode value = node.entries().get(key);
        if (near.isEmpty() && value != null && value.is(YamlNode.Kind.NOTHING)) {
            // Not repeated: a password without its key would look like this (DS-73).
            return "this is no `key: value`; the keys here are " + String.join(", ", known);
        }
        return "unknown key " + Words.key(key)
                + near.map(word -> "; did you mean `" + word + "`?")
                        .orElseGet(() -> "; the keys here are " + String.join(", ", known));
    }

    private String missing(YamlNode node, String property) {
        String where = node.name().equals("the file") ? "the file" : node.name();
        return where + " needs the key `" + property + "`";
    }

    private String notOneOf(YamlNode node) {
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asString()));
        String word = node.text().orElse("");
        JsonNode why = schema.path(REFUSED).path(word);
        if (why.isString()) {
            return node.name() + ": " + why.asString();
        }
        String suggestion = Words.suggestion(word, words);
        if (words.size() > FEW && !suggestion.isEmpty()) {
            return node.name() + " has no such word as " + Words.value(word) + suggestion;
        }
        String choice = words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
        return node.name() + " must be " + choice + shown(node) + suggestion;
    }

    private String wrongType(YamlNode node) {
        if (node.is(YamlNode.Kind.NOTHING)) {
            return node.name() + " has no value";
        }
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(typeName(one.asString())));
        } else {
            types.add(typeName(type.asString()));
        }
        boolean unquoted =
                node.is(YamlNode.Kind.INTEGER) || node.is(YamlNode.Kind.DECIMAL) || node.is(YamlNode.Kind.BOOLEAN);
        boolean wouldDo = types.contains("text") && !schema.has("pattern");
        String cure = unquoted && wouldDo ? "; put it in quotes if it is meant as text" : "";
        return node.name() + " must be " + title(String.join(" or ", types)) + ", not "
                + node.kind().words() + cure;
    }

    private static String typeName(String type) {
        return switch (type) {
            case "object" -> "a mapping of keys";
            case "array" -> "a list";
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private String range() {
        JsonNode least = schema.path("minimum");
        JsonNode most = schema.path("maximum");
        if (least.isNumber() && most.isNumber()) {
            return "a whole number from " + least.asString() + " to " + most.asString();
        }
        return least.isNumber() ? "at least " + least.asString() : "at most " + most.asString();
    }

    private String oneKey(YamlNode node) {
        if (node.entries().isEmpty()) {
            return node.name() + " is empty";
        }
        return title("this") + " has exactly one key, but here are "
                + String.join(
                        ", ", node.entries().keySet().stream().map(Words::key).toList())
                + "; begin each with `- `";
    }

    private String title(String otherwise) {
        JsonNode title = schema.path("title");
        return title.isString() ? title.asString() : otherwise;
    }

    /** What the file says instead, unless it may be a password (DS-73). */
    private static String shown(YamlNode node) {
        boolean secret = node.name().contains("password") || node.name().contains("secret");
        String value = node.text().orElseGet(node::onOneLine);
        return secret || value.isEmpty() ? "" : ", not " + Words.value(value);
    }
}
