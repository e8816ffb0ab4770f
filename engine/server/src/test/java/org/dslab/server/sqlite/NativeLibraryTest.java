package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, for the library is loaded once in each. */
class NativeLibraryTest {

    @TempDir
    private Path folder = Path.of("replaced");

    /** Opens the spool in the folder that is named, and prints what is wrong with that. */
    static final class OpenSpool {

        private OpenSpool() {}

        public static void main(String[] arguments) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]), new MemoryMailboxes())) {
                System.out.println("opened, with " + store.recover().messages().size() + " messages");
            } catch (StoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aFolderFromWhichSqliteCannotBeLoadedIsNamedWithTheCure() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.tmpdir=/proc/nowhere",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenSpool.class.getName(),
                        folder.resolve("spool").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .startsWith("SQLite's native library cannot be unpacked to the folder /proc/nowhere, or not be loaded")
                .contains("`noexec`; name another folder with the Java option -Dorg.sqlite.tmpdir=FOLDER");
    }
}
