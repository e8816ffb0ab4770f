package org.dslab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dslab.engine.settings.Secret;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a Minger password from a file, so that it is never on a command line; no message shows it (DS-73). */
final class PasswordFile implements ITypeConverter<Secret> {

    private static final int LONGEST = 50;

    @Override
    public Secret convert(String name) {
        String text = withoutLineEnd(read(Path.of(name)));
        boolean isVisible = text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (text.isEmpty() || text.length() > LONGEST || !isVisible) {
            throw new TypeConversionException(
                    name + " must hold a password of 1 to 50 visible ASCII characters without spaces");
        }
        return new Secret(text);
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TypeConversionException("there is no file " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST + 3), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new TypeConversionException(file + " cannot be read; may this user read it?");
        }
    }

    private static String withoutLineEnd(String text) {
        return text.replaceFirst("\r?\n\\z", "");
    }
}
