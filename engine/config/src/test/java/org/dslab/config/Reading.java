package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads texts as if they were files named {@code site.yaml}. */
final class Reading {

    /** Two lines that make a site; what follows them begins on line 3. */
    static final String SITE = "site: tokyo\ndomains: [example.com]\n";

    private Reading() {}

    /** The text is completed with a folder for mailboxes unless it has one. */
    static SiteConfig site(String text) throws InvalidFileException {
        return exactly(text.contains("\nmailboxes:") ? text : text + "mailboxes: mail\n");
    }

    static SiteConfig exactly(String text) throws InvalidFileException {
        return SiteFile.read(document(text), Path.of("/nowhere"));
    }

    static YamlDocument document(String text) throws InvalidFileException {
        return YamlReader.parse("site.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is said about a text that must be refused, one line for each problem. */
    static List<String> messages(String text) {
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(() -> exactly(text))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        refusal -> refusal.problems().forEach(problem -> lines.add(problem.toString())));
        return lines;
    }
}
