package org.dslab.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SiteFile;
import org.dslab.lab.scenario.ScenarioReader;

/** Configuration and scenario files: read, or refused with a message; nothing else. */
class FilesFuzzTest {

    private static final Path FILE = file();

    private static Path file() {
        try {
            Path file = Files.createTempDirectory("fuzz").resolve("fuzzed.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest
    void aFileIsReadOrRefusedWithItsPlace(byte[] octets) throws IOException {
        fuzzerTestOneInput(octets);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        Files.write(FILE, octets);
        try {
            SiteFile.read(FILE);
        } catch (InvalidFileException e) {
            check(e);
        }
        try {
            ScenarioReader.read(FILE);
        } catch (InvalidFileException e) {
            check(e);
        }
    }

    private static void check(InvalidFileException refused) {
        String message = refused.getMessage();
        if (message == null || !message.contains("fuzzed.yaml") || message.length() > 100_000) {
            throw new AssertionError("not a message that helps: " + message);
        }
    }
}
