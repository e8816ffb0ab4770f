package org.dslab.render;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Writes XML element by element, one a line. Whatever text it is given, the result is well-formed. */
final class XmlLines {

    private final Writer out;
    private int depth;

    XmlLines(Writer out) throws IOException {
        this.out = out;
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    void open(String name, Map<String, String> attributes) throws IOException {
        start(name, attributes);
        out.write(">\n");
        depth++;
    }

    void close(String name) throws IOException {
        depth--;
        out.write("  ".repeat(depth) + "</" + name + ">\n");
    }

    /** An element with lines of text, or without any. */
    void element(String name, Map<String, String> attributes, List<String> lines) throws IOException {
        start(name, attributes);
        if (lines.isEmpty()) {
            out.write("/>\n");
            return;
        }
        out.write(">");
        for (int i = 0; i < lines.size(); i++) {
            out.write((i == 0 ? "" : "\n") + escaped(lines.get(i)));
        }
        out.write("</" + name + ">\n");
    }

    private void start(String name, Map<String, String> attributes) throws IOException {
        out.write("  ".repeat(depth) + "<" + name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.write(" " + attribute.getKey() + "=\"" + escaped(attribute.getValue()) + "\"");
        }
    }

    /** Characters that XML cannot hold have become escapes in {@link Printable}. */
    private static String escaped(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
