package org.dslab.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text file that limits sharing to the domains it lists (DS-72): one a line; what follows a {@code #} is a comment;
 * an empty file means all local domains.
 */
final class DomainsFile {

    /** What a new file says. */
    static final String HEAD = """
            # Domains that this site shares with its sharing hosts, one a line, such as
            #
            #     example.com
            #
            # What follows a # is a comment. While no domain is listed, all local domains are shared. In a local domain
            # that is not shared nobody else is asked: an address that this site does not have does not exist.
            # Changes count from the next start of the site.
            """;

    private DomainsFile() {}

    /** The domains listed. A file that is not there yet lists none; the site makes it when it starts. */
    static List<String> read(YamlNode name, Path folder, Problems problems, List<String> warnings) {
        Optional<String> path = name.text();
        if (path.isEmpty()) {
            return List.of();
        }
        try {
            Path file = folder.resolve(path.get());
            if (Files.notExists(file)) {
                warnings.add(new Problem(
                                problems.file(),
                                name.at(),
                                "there is no file " + Words.value(path.get())
                                        + " yet; a site that starts makes it, and all local domains are shared")
                        .toString());
                return List.of();
            }
            String shown = YamlReader.nameOf(file);
            return domains(Utf8Text.decode(shown, YamlReader.octetsOf(file, shown)), shown, problems);
        } catch (InvalidPathException e) {
            problems.add(name, name.name() + " must be a path, not " + Words.value(path.get()));
        } catch (InvalidFileException e) {
            e.problems().forEach(problems::add);
        }
        return List.of();
    }

    /**
     * Makes the file if there is none: comments that explain its use.
     *
     * @throws InvalidFileException if it cannot be written
     */
    static void create(YamlNode name, Path folder, Problems problems) throws InvalidFileException {
        Optional<String> path = name.text();
        if (path.isEmpty()) {
            return;
        }
        Path file = folder.resolve(path.get());
        try {
            Files.writeString(file, HEAD, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // Somebody's domains are in it.
        } catch (IOException e) {
            throw new InvalidFileException(new Problem(
                    problems.file(),
                    name.at(),
                    name.name() + " names " + Words.value(path.get()) + ", which cannot be made there"));
        }
    }

    private static List<String> domains(String text, String file, Problems problems) {
        List<String> domains = new ArrayList<>();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int comment = lines[i].indexOf('#');
            String line = (comment < 0 ? lines[i] : lines[i].substring(0, comment)).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                domains.add(Addresses.domain(line));
            } catch (MalformedException e) {
                Position at = new Position(i + 1, lines[i].indexOf(line) + 1);
                problems.add(new Problem(file, at, "each line " + e.reason()));
            }
        }
        return domains;
    }
}
