package org.dslab.cli.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs, also those that are not on the path of every user. */
final class Programs {

    private Programs() {}

    /** Where the program is; without it the test is skipped with a sentence. */
    static String needed(String program) {
        Optional<Path> found = Stream.of(
                        (System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), program + " is not installed, so the engine does not meet it here");
        return found.orElseThrow().toString();
    }

    /** Some servers change to other users, which only root can; as another user the test is skipped with a sentence. */
    static void needRoot(String what) {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                what + " needs root, so the engine does not meet it here");
    }
}
