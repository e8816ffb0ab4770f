package org.dslab.lab.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dslab.config.InvalidFileException;
import org.dslab.config.Problem;
import org.dslab.config.YamlReader;

/** Finds the scenario files that a user names. */
public final class ScenarioFiles {

    private ScenarioFiles() {}

    /**
     * The files named, and all {@code *.yaml} and {@code *.yml} below the folders named, except in hidden folders and in
     * {@code target}, where a build may have put copies; each once, sorted.
     *
     * @throws InvalidFileException if a path does not exist, or a folder has no such file: nothing to run is an error
     */
    public static List<Path> find(Collection<Path> paths) throws InvalidFileException {
        TreeSet<Path> found = new TreeSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<Path> below = below(path);
                if (below.isEmpty()) {
                    problems.add(problem(path, "this folder holds no .yaml file"));
                }
                found.addAll(below);
            } else if (Files.exists(path)) {
                found.add(path);
            } else {
                problems.add(problem(path, "there is no such file or folder"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return List.copyOf(found);
    }

    private static List<Path> below(Path folder) throws InvalidFileException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(ScenarioFiles::isYaml)
                    .filter(path -> !isBuiltOrHidden(folder.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidFileException(problem(folder, "this folder cannot be searched"));
        }
    }

    private static boolean isBuiltOrHidden(Path below) {
        for (Path part : below) {
            if (part.toString().equals("target") || part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isYaml(Path path) {
        String name = path.getFileName().toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static Problem problem(Path path, String message) {
        return new Problem(YamlReader.nameOf(path), 0, 0, message);
    }
}
