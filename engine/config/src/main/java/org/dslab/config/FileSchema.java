package org.dslab.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of a kind of file: editors complete by it, and {@link #check} finds what a document has against it.
 * Besides the standard's keywords it knows {@code x-refused}: words that mean something, but not here, and why.
 */
public final class FileSchema {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final FileSchema SITE = load(FileSchema.class, "site.schema.json");
    private static final FileSchema SIDECAR =
            load(FileSchema.class, "sidecar.schema.json").withDefinitionsOf(SITE);

    private final ObjectNode json;
    private final Schema schema;

    private FileSchema(ObjectNode json) {
        this.json = json;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
    }

    /** The schema of a site's configuration file. */
    public static FileSchema site() {
        return SITE;
    }

    /** The schema of a side-car's configuration file. */
    public static FileSchema sidecar() {
        return SIDECAR;
    }

    /** A schema kept as a resource beside a class. */
    public static FileSchema load(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            return new FileSchema((ObjectNode) MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same schema with the definitions of another one, where it has none of that name. */
    public FileSchema withDefinitionsOf(FileSchema other) {
        ObjectNode merged = json.deepCopy();
        ObjectNode definitions = merged.withObject("/$defs");
        for (var definition : other.json.path("$defs").properties()) {
            if (!definitions.has(definition.getKey())) {
                definitions.set(definition.getKey(), definition.getValue());
            }
        }
        return new FileSchema(merged);
    }

    /** The schema as JSON text, for editors. */
    public String text() {
        return MAPPER.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    }

    /** Adds to the document's problems whatever contradicts this schema. */
    public void check(YamlDocument document) {
        for (Error error : schema.validate(document.root().json())) {
            YamlNode node = nodeAt(document.root(), error.getInstanceLocation());
            SchemaWords words = new SchemaWords(schemaAround(error), error.getKeyword());
            String property = error.getProperty() == null ? "" : error.getProperty();
            document.problems().add(words.place(node, property), words.message(node, property));
        }
    }

    private static YamlNode nodeAt(YamlNode root, NodePath path) {
        YamlNode node = root;
        for (int i = 0; i < path.getNameCount(); i++) {
            YamlNode child = path.getElement(i) instanceof Integer index
                    ? node.items().get(index)
                    : node.entries().get(path.getName(i));
            if (child == null) {
                throw new IllegalStateException("no value at " + path);
            }
            node = child;
        }
        return node;
    }

    /** The schema object that holds the keyword which was not met. */
    private JsonNode schemaAround(Error error) {
        NodePath path = error.getSchemaLocation().getFragment();
        JsonNode node = json;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            node = path.getElement(i) instanceof Integer index ? node.path(index) : node.path(path.getName(i));
        }
        return node;
    }
}
