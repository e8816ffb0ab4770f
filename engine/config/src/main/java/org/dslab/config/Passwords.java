package org.dslab.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.settings.Secret;

/** Reads passwords, written out or in files of their own. No message ever shows a part of one (DS-73). */
final class Passwords {

    private static final int LONGEST = 50;
    private static final int ADVISED = 16;

    private final Optional<Path> folder;
    private final Problems problems;
    private final List<String> warnings;

    Passwords(Optional<Path> folder, Problems problems, List<String> warnings) {
        this.folder = folder;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** The password under {@code key}, or in the file that {@code key-file} names. */
    Optional<Secret> read(YamlNode mapping, String key) {
        Optional<YamlNode> inline = mapping.get(key);
        Optional<YamlNode> file = mapping.get(key + "-file").filter(node -> folder.isPresent());
        if (inline.isPresent() && file.isPresent()) {
            problems.add(
                    file.get().keyAt(), "`" + key + "` and `" + key + "-file` exclude each other; keep one of them");
            return Optional.empty();
        }
        Optional<YamlNode> source = inline.or(() -> file);
        Optional<String> password = inline.isPresent() ? inline.get().text() : file.flatMap(this::fromFile);
        if (source.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        return checked(source.get(), password.get());
    }

    private Optional<String> fromFile(YamlNode file) {
        Optional<String> name = file.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] octets = YamlReader.octetsOf(folder.orElseThrow().resolve(name.get()), problems.file());
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            return Optional.of(text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : withoutLineFeed(text));
        } catch (InvalidFileException | InvalidPathException e) {
            // The name is not repeated: it could be a password under the wrong key.
            problems.add(file, file.name() + " names a file that is not there or cannot be read");
            return Optional.empty();
        }
    }

    private static String withoutLineFeed(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private Optional<Secret> checked(YamlNode source, String password) {
        boolean visible = password.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (password.isEmpty() || password.length() > LONGEST || !visible) {
            problems.add(
                    source, source.name() + " must give a password of 1 to 50 visible ASCII characters without spaces");
            return Optional.empty();
        }
        if (password.length() < ADVISED) {
            warnings.add(new Problem(
                            problems.file(),
                            source.at(),
                            source.name() + " gives a password of fewer than " + ADVISED
                                    + " characters, which is easily guessed")
                    .toString());
        }
        return Optional.of(new Secret(password));
    }
}
