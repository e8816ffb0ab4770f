package org.dslab.history;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Pulls our own JSON files apart, piece by piece; every error names the file and the line. */
final class JsonReader implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String source;
    private final String cure;
    private final JsonParser parser;
    private boolean pending;

    /**
     * @param source the file's name, for messages
     * @param cure what the reader of a message can do
     */
    JsonReader(InputStream in, String source, String cure) {
        this.source = source;
        this.cure = cure;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), in);
    }

    /** What to do with the value of one field of an object; it must consume exactly that value. */
    @FunctionalInterface
    interface FieldHandler {
        void field(String name) throws UnreadableFileException;
    }

    /** What to do with one element of an array; it must consume exactly that element. */
    @FunctionalInterface
    interface ElementHandler {
        void element() throws UnreadableFileException;
    }

    /** Reads an object, handing each field on. */
    void object(FieldHandler handler) throws UnreadableFileException {
        expect(next(), JsonToken.START_OBJECT, "an object");
        while (next() != JsonToken.END_OBJECT) {
            handler.field(parser.currentName());
        }
    }

    /** Reads an array, handing each element on. */
    void array(ElementHandler handler) throws UnreadableFileException {
        expect(next(), JsonToken.START_ARRAY, "a list");
        while (peekElement()) {
            handler.element();
        }
    }

    /** Reads an object of plain values and lists of them, as a whole. */
    JsonFields fields() throws UnreadableFileException {
        expect(next(), JsonToken.START_OBJECT, "an object");
        String place = place();
        TreeMap<String, Object> fields = new TreeMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            fields.put(name, plainValue(next()));
        }
        return new JsonFields(place, fields);
    }

    /** Reads one plain value or a list of them. */
    Object value() throws UnreadableFileException {
        return plainValue(next());
    }

    /** The file must end here. */
    void end() throws UnreadableFileException {
        if (nextOrEnd() != null) {
            throw wrong("something follows the end of the data");
        }
    }

    String place() {
        TokenStreamLocation location = parser.currentTokenLocation();
        return source + ":" + location.getLineNr();
    }

    UnreadableFileException wrong(String what) {
        return new UnreadableFileException(place() + ": " + what + "; " + cure);
    }

    @Override
    public void close() {
        parser.close();
    }

    private Object plainValue(JsonToken token) throws UnreadableFileException {
        if (token != JsonToken.START_ARRAY) {
            return scalar(token);
        }
        List<Object> values = new ArrayList<>();
        for (JsonToken next = next(); next != JsonToken.END_ARRAY; next = next()) {
            values.add(scalar(next));
        }
        return values;
    }

    private Object scalar(JsonToken token) throws UnreadableFileException {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("a text, a whole number, true or false is expected here");
        };
    }

    private long number() throws UnreadableFileException {
        try {
            return parser.getLongValue();
        } catch (JacksonException e) {
            throw wrong("a number is too large");
        }
    }

    /** Whether another element follows; its first token is then the next one. */
    private boolean peekElement() throws UnreadableFileException {
        if (next() == JsonToken.END_ARRAY) {
            return false;
        }
        pending = true;
        return true;
    }

    private void expect(JsonToken token, JsonToken wanted, String name) throws UnreadableFileException {
        if (token != wanted) {
            throw wrong(name + " is expected here");
        }
    }

    private JsonToken next() throws UnreadableFileException {
        JsonToken token = nextOrEnd();
        if (token == null) {
            throw wrong("the file ends too early");
        }
        return token;
    }

    private @Nullable JsonToken nextOrEnd() throws UnreadableFileException {
        if (pending) {
            pending = false;
            return parser.currentToken();
        }
        try {
            return parser.nextToken();
        } catch (JacksonIOException e) {
            throw new UnreadableFileException(source + ": cannot be read: " + e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            throw new UnreadableFileException(place() + ": not valid JSON: " + e.getOriginalMessage() + "; " + cure, e);
        }
    }
}
