package org.dslab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SidecarFile;
import org.dslab.config.SiteFile;
import org.dslab.config.UsersFile;
import org.dslab.lab.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/** Configuration files of sites and side-cars, lists of users, and scenarios: read, or refused with a message; nothing else. */
class FilesFuzzTest {

    private static final Path FILE = file();
    private static final String GOOD = good();

    private static String good() {
        try {
            return Files.readString(input("site.yaml"));
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempDirectory("fuzz").resolve("fuzzed.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nobody gets deep into a reader that begins with what is refused at once. */
    @Test
    void theInputsToBeginWithAreValid() throws Exception {
        assertThat(SiteFile.read(input("site.yaml")).settings().hostname()).isEqualTo("mx.tokyo.example.com");
        assertThat(Files.readString(input("sidecar.yaml"))).contains("socketmap");
    }

    private static Path input(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(FilesFuzzTest.class.getResource("FilesFuzzTestInputs/" + name))
                .toURI());
    }

    @FuzzTest
    void aFileIsReadOrRefusedWithItsPlace(byte[] octets) throws IOException {
        fuzzerTestOneInput(octets);
    }

    /** For the fuzzer as a program. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        Files.write(FILE, EditedFile.of(octets, GOOD));
        read(SiteFile::read);
        read(SidecarFile::read);
        read(file -> UsersFile.read(file, List.of("example.com")));
        read(ScenarioReader::read);
    }

    /** One kind of file. */
    private interface Reader {
        Object read(Path file) throws InvalidFileException;
    }

    private static void read(Reader reader) {
        try {
            reader.read(FILE);
        } catch (InvalidFileException e) {
            check(e);
        }
    }

    /** What is wrong may be in a file that this one names: at least some place is given. */
    private static void check(InvalidFileException refused) {
        String message = refused.getMessage();
        if (message == null || !message.contains(": ") || message.length() > 100_000) {
            throw new AssertionError("not a message that helps: " + message);
        }
    }
}
