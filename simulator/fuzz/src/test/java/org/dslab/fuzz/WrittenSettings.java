package org.dslab.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SiteFile;
import org.dslab.engine.settings.SiteSettings;

/** Settings as an administrator writes them. */
final class WrittenSettings {

    private WrittenSettings() {}

    static SiteSettings of(String yaml) {
        try {
            Path file = Files.createTempFile("fuzz", ".yaml");
            try {
                Files.writeString(file, yaml);
                return SiteFile.read(file).settings();
            } finally {
                Files.delete(file);
            }
        } catch (IOException | InvalidFileException e) {
            throw new AssertionError(e);
        }
    }
}
