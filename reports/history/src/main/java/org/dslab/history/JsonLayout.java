package org.dslab.history;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * JSON for people who compare two files: two spaces a level, {@code \n} only, and everything deeper than a chosen level
 * on one line, so that a history has one entry a line. Characters outside ASCII are written as escapes: the bytes do not
 * depend on a charset, and a direction override cannot disguise a line.
 */
final class JsonLayout implements PrettyPrinter {

    static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final int lastBrokenLevel;
    private int level;

    private JsonLayout(int lastBrokenLevel) {
        this.lastBrokenLevel = lastBrokenLevel;
    }

    /** A context for one generator; objects and arrays down to this level, from 1, are broken into lines. */
    static ObjectWriteContext context(int lastBrokenLevel) {
        JsonLayout layout = new JsonLayout(lastBrokenLevel);
        return new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return layout;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator json) {
        json.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator json) {
        json.writeRaw('{');
        level++;
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) {
        breakLine(json, "");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) {
        json.writeRaw(',');
        breakLine(json, " ");
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator json) {
        json.writeRaw(": ");
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) {
        end(json, entries, '}');
    }

    @Override
    public void writeStartArray(JsonGenerator json) {
        json.writeRaw('[');
        level++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) {
        breakLine(json, "");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) {
        json.writeRaw(',');
        breakLine(json, " ");
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) {
        end(json, values, ']');
    }

    private void end(JsonGenerator json, int children, char bracket) {
        boolean broken = level <= lastBrokenLevel && children > 0;
        level--;
        if (broken) {
            newLine(json);
        }
        json.writeRaw(bracket);
    }

    private void breakLine(JsonGenerator json, String otherwise) {
        if (level <= lastBrokenLevel) {
            newLine(json);
        } else {
            json.writeRaw(otherwise);
        }
    }

    private void newLine(JsonGenerator json) {
        json.writeRaw('\n');
        json.writeRaw("  ".repeat(level));
    }
}
