package org.dslab.server.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.disk.Disk;
import org.dslab.server.store.StoreException;

/**
 * The folder of one spool: made owner-only, checked to be one, and locked against every other process. It has
 * {@code dslab.db} (with SQLite's {@code -wal} and {@code -shm} beside it), {@code bodies}, {@code tmp},
 * {@code commits}, {@code lock} and, once there was a reason, {@code set-aside}.
 */
final class SpoolFolder implements AutoCloseable {

    static final String DATABASE = "dslab.db";

    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int NAMES_SHOWN = 3;

    /** The system's lock is between processes: within this one it would not even be noticed. */
    private static final Set<Path> OPEN_HERE = new TreeSet<>();

    private final Path folder;
    private final FileChannel channel;
    private final FileStore fileSystem;

    private SpoolFolder(Path folder, FileChannel channel) throws IOException {
        this.folder = folder;
        this.channel = channel;
        this.fileSystem = Files.getFileStore(folder);
    }

    /**
     * Takes the folder, which is created if it is missing.
     *
     * @throws StoreException if it cannot be a spool or is in use; the message names it, says why, and what to do
     */
    static SpoolFolder take(Path wanted) throws StoreException {
        try {
            if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
                throw refused(wanted, "is a file, not a folder; name a folder of its own under `spool`");
            }
            Disk.createFolder(wanted);
            Path folder = wanted.toRealPath();
            refuseOtherFiles(folder);
            SpoolFolder taken = lock(folder);
            try {
                taken.prepare();
                return taken;
            } catch (IOException e) {
                taken.close();
                throw e;
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            CommitFailure failure = Disk.saysFull(e) ? CommitFailure.FULL : CommitFailure.IO;
            throw new StoreException(failure, "the spool " + wanted + " cannot be used: " + reason(e), e);
        }
    }

    private static StoreException refused(Path folder, String why) {
        return new StoreException(CommitFailure.IO, "the spool " + folder + " " + why);
    }

    private static String reason(IOException e) {
        String text = e instanceof FileSystemException system && system.getReason() != null
                ? system.getFile() + ": " + system.getReason()
                : e.getMessage();
        return e.getClass().getSimpleName() + " " + text;
    }

    /** Sockets may lie beside a spool that is new: the site's control socket does. */
    private static void refuseOtherFiles(Path folder) throws IOException {
        if (Files.exists(folder.resolve(DATABASE))) {
            return;
        }
        Set<String> ours = Set.of("lock", "tmp", "bodies", "commits", "set-aside");
        List<String> others = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean isPlain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(file);
                if (isPlain && !ours.contains(name)) {
                    others.add(name);
                }
            }
        }
        if (!others.isEmpty()) {
            others.sort(null);
            String more = others.size() > NAMES_SHOWN ? ", ..." : "";
            throw refused(
                    folder,
                    "holds other files (" + String.join(", ", others.subList(0, Math.min(NAMES_SHOWN, others.size())))
                            + more + ") and no " + DATABASE + "; name an empty or a new folder under `spool`");
        }
    }

    private static SpoolFolder lock(Path folder) throws IOException {
        synchronized (OPEN_HERE) {
            if (OPEN_HERE.contains(folder)) {
                throw refused(folder, "is used by this process already");
            }
            FileChannel channel = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    Disk.ownerOnlyFile());
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw refused(
                        folder, "is in use by another dslab; stop that one, or name another folder under `spool`");
            }
            OPEN_HERE.add(folder);
            return new SpoolFolder(folder, channel);
        }
    }

    private void prepare() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        if (!Files.exists(database())) {
            Files.createFile(database(), Disk.ownerOnlyFile());
        }
        Files.setPosixFilePermissions(database(), PosixFilePermissions.fromString("rw-------"));
        checkHeader();
        Disk.createFolder(bodies());
        Disk.createFolder(temporary());
        // What a process that was killed left of SQLite's library, which it unpacks anew each time.
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(temporary(), "sqlite-*")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private void checkHeader() throws IOException {
        byte[] begin;
        try (var in = Files.newInputStream(database())) {
            begin = in.readNBytes(SQLITE.length);
        }
        if (begin.length > 0 && !Arrays.equals(begin, SQLITE)) {
            throw refused(
                    folder,
                    "cannot be read: its " + DATABASE + " is not an SQLite database; restore it from a backup, or name"
                            + " another folder under `spool`");
        }
    }

    Path database() {
        return folder.resolve(DATABASE);
    }

    Path bodies() {
        return folder.resolve("bodies");
    }

    /** {@link CommitCount}. */
    Path commits() {
        return folder.resolve("commits");
    }

    /** {@link SetAside}. */
    Path setAside() {
        return folder.resolve("set-aside");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path path() {
        return folder;
    }

    /** Octets that this process may still write there. */
    long space() throws IOException {
        return fileSystem.getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN_HERE) {
            OPEN_HERE.remove(folder);
            channel.close();
        }
    }
}
