package org.dslab.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text file that limits sharing to the domains it lists (DS-72): one a line; what follows a {@code #} is a comment;
 * an empty file means all local domains.
 */
final class DomainsFile {

    private DomainsFile() {}

    static List<String> read(YamlNode name, Path folder, Problems problems) {
        Optional<String> path = name.text();
        if (path.isEmpty()) {
            return List.of();
        }
        try {
            Path file = folder.resolve(path.get());
            String shown = YamlReader.nameOf(file);
            return domains(Utf8Text.decode(shown, YamlReader.octetsOf(file, shown)), shown, problems);
        } catch (InvalidPathException e) {
            problems.add(name, name.name() + " must be a path, not " + Words.value(path.get()));
        } catch (InvalidFileException e) {
            e.problems().forEach(problems::add);
        }
        return List.of();
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
