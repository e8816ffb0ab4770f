package org.dslab.cli.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What README tells people to write into their configuration, to be tested as it stands there. */
final class Readme {

    private Readme() {}

    /** The lines for Postfix' main.cf. */
    static List<String> mainCf() throws IOException {
        return block("main.cf");
    }

    /** The lines for its master.cf: the SMTP server, and what only it uses. */
    static List<String> masterCf() throws IOException {
        return block("master.cf");
    }

    private static List<String> block(String language) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(System.getProperty("dslab.root"), "README.md"));
        List<String> block = lines.stream()
                .dropWhile(line -> !line.equals("```" + language))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
        if (block.isEmpty()) {
            throw new AssertionError("README.md has no block of " + language);
        }
        return block;
    }
}
