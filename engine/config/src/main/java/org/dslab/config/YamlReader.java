package org.dslab.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads YAML files strictly: one document, a mapping, with no key twice, no anchors, aliases or tags, within limits that
 * no honest file meets and no hostile one can pass.
 */
public final class YamlReader {

    /** The largest file that is read, in octets. */
    public static final int MAX_OCTETS = 1 << 20;

    private YamlReader() {}

    /**
     * Reads a file.
     *
     * @throws InvalidFileException if it is no YAML mapping; other problems are left in the document for its reader
     */
    public static YamlDocument read(Path path) throws InvalidFileException {
        String file = nameOf(path);
        return parse(file, octetsOf(path, file));
    }

    /** The same for what has been read already. */
    public static YamlDocument parse(String file, byte[] octets) throws InvalidFileException {
        String text = Utf8Text.decode(file, octets);
        Problems problems = new Problems(file);
        YamlNode root = new YamlTree(text, problems).build();
        return new YamlDocument(file, root, problems);
    }

    /** A path as messages show it. */
    public static String nameOf(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** The content of a regular file within {@link #MAX_OCTETS}; anything else could block or never end. */
    static byte[] octetsOf(Path path, String file) throws InvalidFileException {
        return octetsOf(path, file, MAX_OCTETS);
    }

    /** The same for a file that may be larger, by whole MiB. */
    static byte[] octetsOf(Path path, String file, int most) throws InvalidFileException {
        if (Files.isDirectory(path)) {
            throw invalid(file, "this is a folder, not a file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw invalid(file, "this is not a regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] octets = in.readNBytes(most + 1);
            if (octets.length > most) {
                throw invalid(
                        file, "the file is larger than " + (most >> 20) + " MiB; no file of this kind needs to be");
            }
            return octets;
        } catch (NoSuchFileException e) {
            throw invalid(file, "there is no such file");
        } catch (IOException e) {
            throw invalid(file, "the file cannot be read; may this user read it?");
        }
    }

    private static InvalidFileException invalid(String file, String message) {
        return new InvalidFileException(new Problem(file, Position.FILE, message));
    }
}
