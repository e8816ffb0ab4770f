package org.dslab.server.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dslab.server.disk.Disk;

/**
 * One mailbox in the Maildir form: {@code tmp}, {@code new}, {@code cur}. A file is named {@code SECONDS.KEY.dslab}, where
 * KEY stands for message and recipient; mail readers append their flags behind a colon.
 */
final class Maildir {

    /** Longer than any message is tried, so that older files need not be remembered. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final int BLOCK = 64 << 10;

    private final Path folder;
    private final KeyMemory seen;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private Maildir(Path folder, KeyMemory seen) {
        this.folder = folder;
        this.seen = seen;
    }

    /** Opens or creates the mailbox, and remembers what has been filed lately. */
    static Maildir open(Path folder) throws IOException {
        return open(folder, new KeyMemory());
    }

    static Maildir open(Path folder, KeyMemory seen) throws IOException {
        Maildir maildir = new Maildir(folder, seen);
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Disk.createFolder(folder.resolve(part));
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder.resolve("tmp"), "*.dslab")) {
            // A process that died while it wrote one of these has not told anybody that the message is filed.
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
        // What it had moved already counts as filed, so its name must last.
        Disk.sync(folder.resolve("new"));
        maildir.remember(folder.resolve("new"));
        maildir.remember(folder.resolve("cur"));
        return maildir;
    }

    private void remember(Path part) throws IOException {
        long oldest = Instant.now().minus(REMEMBERED).getEpochSecond();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part, "*.dslab*")) {
            for (Path file : files) {
                String[] words = String.valueOf(file.getFileName()).split("[.:]", -1);
                if (words[0].matches("[0-9]{1,18}") && Long.parseLong(words[0]) >= oldest) {
                    seen.add(Long.parseLong(words[0]), words[1]);
                }
            }
        }
    }

    /** How many keys are remembered. */
    int size() {
        return seen.size();
    }

    /** Returns false if the key was filed before. */
    boolean file(String key, InputStream message) throws IOException {
        String keyName = FolderNames.ofKey(key);
        if (!underWay.add(keyName)) {
            throw new IOException("the message is being filed already");
        }
        try {
            if (seen.contains(keyName)) {
                // If it is asked again, the first answer may have been that this failed.
                Disk.sync(folder.resolve("new"));
                return false;
            }
            fileNew(keyName, message);
            return true;
        } finally {
            underWay.remove(keyName);
        }
    }

    private void fileNew(String keyName, InputStream message) throws IOException {
        long second = Instant.now().getEpochSecond();
        String name = second + "." + keyName + ".dslab";
        Path written = folder.resolve("tmp").resolve(name);
        try {
            write(written, message);
            Files.move(written, folder.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new IOException("the mailbox was removed while it was in use: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(written);
        }
        // From here on it would be a second copy, even if the next line fails and the filing is tried again.
        seen.add(second, keyName);
        Disk.sync(folder.resolve("new"));
    }

    private static void write(Path file, InputStream message) throws IOException {
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                Disk.ownerOnlyFile())) {
            byte[] block = new byte[BLOCK];
            for (int count = message.read(block); count >= 0; count = message.read(block)) {
                ByteBuffer octets = ByteBuffer.wrap(block, 0, count);
                while (octets.hasRemaining()) {
                    out.write(octets);
                }
            }
            out.force(true);
        }
    }
}
