package org.dslab.config;

import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Builds the tree of one document from the events of the YAML parser. */
final class YamlTree {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_VALUES = 50_000;

    private final Problems problems;
    private final LoadSettings settings;
    private final ScalarResolver resolver;
    private final Iterator<Event> events;
    private int values;

    YamlTree(String text, Problems problems) {
        this.problems = problems;
        this.settings = LoadSettings.builder()
                .setLabel("file")
                .setCodePointLimit(2 * YamlReader.MAX_OCTETS)
                // All in one piece: the parser fails where a pair of surrogates lies across two.
                .setBufferSize(text.length() + 2)
                .build();
        this.resolver = settings.getSchema().getScalarResolver();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    YamlNode build() throws InvalidFileException {
        try {
            return document();
        } catch (YamlEngineException e) {
            throw fatal(YamlSyntax.place(e), YamlSyntax.message(e));
        }
    }

    private YamlNode document() throws InvalidFileException {
        events.next();
        Event first = events.next();
        if (!(first instanceof DocumentStartEvent)) {
            throw fatal(Position.FILE, "the file is empty");
        }
        Event start = events.next();
        YamlNode root = node(start, "the file", place(start), 1);
        events.next();
        Event next = events.next();
        if (next instanceof DocumentStartEvent) {
            throw fatal(place(next), "a second document begins here, but a file holds only one");
        }
        if (root.is(YamlNode.Kind.NOTHING)) {
            throw fatal(Position.FILE, "the file is empty");
        }
        if (!root.is(YamlNode.Kind.MAPPING)) {
            throw fatal(
                    root.at(),
                    "the file must hold `key: value` lines, not " + root.kind().words());
        }
        return root;
    }

    private YamlNode node(Event event, String name, Position keyAt, int depth) throws InvalidFileException {
        if (depth > MAX_DEPTH) {
            throw fatal(place(event), "this is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (++values > MAX_VALUES) {
            throw fatal(
                    place(event), "the file has more than " + MAX_VALUES + " values; no file of this kind needs to");
        }
        refuseSharedNodes(event);
        Position at = place(event);
        if (event instanceof MappingStartEvent) {
            return mapping(new YamlNode(YamlNode.Kind.MAPPING, name, keyAt, at, ""), depth);
        }
        if (event instanceof SequenceStartEvent) {
            YamlNode list = new YamlNode(YamlNode.Kind.LIST, name, keyAt, at, "");
            String itemName = name.startsWith("an entry of ") ? name : "an entry of " + name;
            for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
                list.add(node(next, itemName, place(next), depth + 1));
            }
            return list;
        }
        return scalar((ScalarEvent) event, name, keyAt, at);
    }

    private YamlNode mapping(YamlNode mapping, int depth) throws InvalidFileException {
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            refuseSharedNodes(next);
            if (!(next instanceof ScalarEvent scalar)) {
                throw fatal(place(next), "a key must be a word, not a list or a mapping");
            }
            String key = scalar.getValue();
            Position keyAt = place(next);
            refuseControlCharacters(key, keyAt);
            Optional<YamlNode> earlier = Optional.ofNullable(mapping.entries().get(key));
            earlier.ifPresent(node -> problems.add(
                    keyAt,
                    Words.key(key) + " is here twice; it was first on line "
                            + node.keyAt().line()));
            mapping.put(key, node(events.next(), Words.key(key), keyAt, depth + 1));
        }
        return mapping;
    }

    private YamlNode scalar(ScalarEvent event, String name, Position keyAt, Position at) {
        String value = event.getValue();
        if (event.getScalarStyle() != ScalarStyle.PLAIN) {
            refuseControlCharacters(value, at);
            return new YamlNode(YamlNode.Kind.TEXT, name, keyAt, at, value);
        }
        Tag tag = resolver.resolve(value, true);
        if (tag.equals(Tag.NULL)) {
            return new YamlNode(YamlNode.Kind.NOTHING, name, keyAt, keyAt, "");
        }
        if (tag.equals(Tag.BOOL)) {
            return new YamlNode(YamlNode.Kind.BOOLEAN, name, keyAt, at, value);
        }
        if (tag.equals(Tag.INT)) {
            return new YamlNode(YamlNode.Kind.INTEGER, name, keyAt, at, value);
        }
        boolean decimal = tag.equals(Tag.FLOAT) && value.length() <= 20 && value.matches("-?[0-9]+\\.[0-9]+");
        return new YamlNode(decimal ? YamlNode.Kind.DECIMAL : YamlNode.Kind.TEXT, name, keyAt, at, value);
    }

    /** Aliases are what YAML bombs are made of, and tags name classes: neither helps in files of this kind. */
    private void refuseSharedNodes(Event event) throws InvalidFileException {
        if (event instanceof AliasEvent) {
            throw fatal(place(event), "aliases (`*name`) are not allowed; write the value out, or put it in quotes");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw fatal(place(event), "anchors (`&name`) are not allowed; write the value out, or put it in quotes");
        }
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        } else if (event instanceof MappingStartEvent mapping) {
            tag = mapping.getTag();
        } else if (event instanceof SequenceStartEvent sequence) {
            tag = sequence.getTag();
        }
        if (tag.isPresent()) {
            throw fatal(place(event), "tags (`!name`) are not allowed; put a value that begins with `!` in quotes");
        }
    }

    private void refuseControlCharacters(String text, Position at) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            problems.add(at, "a text must be on one line and without control characters");
        }
    }

    private InvalidFileException fatal(Position at, String message) {
        problems.add(at, message);
        return new InvalidFileException(problems.sorted());
    }

    private static Position place(Event event) {
        return event.getStartMark().map(YamlTree::place).orElse(Position.FILE);
    }

    static Position place(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
