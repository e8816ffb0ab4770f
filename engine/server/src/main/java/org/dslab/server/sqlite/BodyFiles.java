package org.dslab.server.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.disk.Disk;
import org.dslab.server.store.BodyPiece;
import org.dslab.server.store.StoreException;

/** Big bodies: a file each, named by its id in hexadecimal. */
final class BodyFiles {

    private final Path folder;

    /** The files that there are, and how long each must be. */
    private final Map<Long, Long> sizes = new TreeMap<>();

    private final Set<Long> unsynced = new TreeSet<>();

    /** Those of the unsynced that the disk may have lost a part of: it reports that once, and a second sync "succeeds". */
    private final Set<Long> broken = new TreeSet<>();

    private final Syncing syncing;

    /** Makes a file or folder durable. */
    interface Syncing {
        void sync(Path path) throws IOException;
    }

    BodyFiles(Path folder) {
        this(folder, Disk::sync);
    }

    BodyFiles(Path folder, Syncing syncing) {
        this.folder = folder;
        this.syncing = syncing;
    }

    boolean has(long body) {
        return sizes.containsKey(body);
    }

    /** Finds the files of these bodies, and deletes all others. */
    void recover(Map<Long, Long> named) throws IOException {
        sizes.clear();
        unsynced.clear();
        broken.clear();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("[0-9a-f]{16}")) {
                    long body = HexFormat.fromHexDigitsToLong(name);
                    Long size = named.get(body);
                    if (size == null) {
                        Files.deleteIfExists(file);
                    } else {
                        sizes.put(body, size);
                    }
                }
            }
        }
    }

    void append(long body, Octets octets) throws IOException {
        // From here on it has to be deleted if it is given up, whatever becomes of the write.
        long size = sizes.getOrDefault(body, 0L);
        sizes.put(body, size);
        unsynced.add(body);
        try (FileChannel file = FileChannel.open(
                path(body), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), Disk.ownerOnlyFile())) {
            ByteBuffer buffer = octets.asByteBuffer();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        }
        sizes.put(body, size + octets.length());
    }

    /**
     * Makes those of the bodies durable that are not yet: each file once, then the folder once. One for which that fails
     * never becomes durable.
     */
    void sync(Collection<Long> bodies) throws IOException {
        boolean any = false;
        for (long body : bodies) {
            if (broken.contains(body)) {
                throw new IOException("the file " + path(body) + " could not be made durable before");
            }
            if (unsynced.contains(body)) {
                sync(path(body), Set.of(body));
                any = true;
            }
        }
        if (any) {
            // It holds the names of all of them.
            sync(folder, unsynced);
            unsynced.removeAll(bodies);
        }
    }

    private void sync(Path path, Set<Long> concerned) throws IOException {
        try {
            syncing.sync(path);
        } catch (IOException e) {
            broken.addAll(concerned);
            throw e;
        }
    }

    BodyPiece read(long body, long offset, int length) throws IOException {
        long size = sizes.getOrDefault(body, 0L);
        try (FileChannel file = FileChannel.open(path(body), StandardOpenOption.READ)) {
            if (file.size() != size) {
                throw new StoreException(
                        CommitFailure.IO,
                        "the file " + path(body) + " has " + file.size() + " octets instead of " + size);
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(size - offset, 0, length));
            while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) >= 0) {}
            return new BodyPiece(Octets.drain(buffer.flip()), offset + buffer.limit() >= size);
        }
    }

    void delete(long body) throws IOException {
        Files.deleteIfExists(path(body));
        sizes.remove(body);
        unsynced.remove(body);
        broken.remove(body);
    }

    private Path path(long body) {
        return folder.resolve(HexFormat.of().toHexDigits(body));
    }
}
