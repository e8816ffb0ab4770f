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
import java.util.List;
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

    /** The files that there are, and what each must hold. */
    private final Map<Long, FileSums> sums = new TreeMap<>();

    private final Set<Long> unsynced = new TreeSet<>();

    /** Those of the unsynced that the disk may have lost a part of: it reports that once, and a second sync "succeeds". */
    private final Set<Long> broken = new TreeSet<>();

    /** Those whose checksums the database does not have. */
    private final Set<Long> unnamed = new TreeSet<>();

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
        return sums.containsKey(body);
    }

    /**
     * Finds the files of the named bodies, which must be as these checksums say. Files of released bodies are deleted, all
     * others set aside.
     */
    void recover(Map<Long, FileSums> stored, Set<Long> named, Set<Long> released, SetAside aside) throws IOException {
        sums.clear();
        unsynced.clear();
        unnamed.clear();
        broken.clear();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("[0-9a-f]{16}")) {
                    long body = HexFormat.fromHexDigitsToLong(name);
                    if (named.contains(body)) {
                        sums.put(body, stored.getOrDefault(body, new FileSums()));
                    } else if (released.contains(body)) {
                        Files.deleteIfExists(file);
                    } else {
                        aside.move(file, body);
                    }
                }
            }
        }
    }

    /** Those of the bodies whose checksums are to be stored with the commit that names them. */
    List<Long> unnamed(Collection<Long> bodies) {
        return bodies.stream().filter(unnamed::contains).toList();
    }

    /** A commit has named it. */
    boolean isNamed(long body) {
        return !unnamed.contains(body);
    }

    /** Their checksums are stored. */
    void named(Collection<Long> bodies) {
        unnamed.removeAll(bodies);
    }

    /** What the file must hold. */
    FileSums sums(long body) {
        return sums.getOrDefault(body, new FileSums());
    }

    /** Whether the file has as many octets as it must have. */
    boolean isComplete(long body) throws IOException {
        return Files.size(path(body)) == sums(body).size();
    }

    void append(long body, Octets octets) throws IOException {
        // From here on it has to be deleted if it is given up, whatever becomes of the write.
        FileSums appended = sums.computeIfAbsent(body, id -> new FileSums());
        unsynced.add(body);
        unnamed.add(body);
        try (FileChannel file = FileChannel.open(
                path(body), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), Disk.ownerOnlyFile())) {
            ByteBuffer buffer = octets.asByteBuffer();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        }
        appended.append(octets);
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

    /** Reads whole chunks, so that no octet leaves here unchecked. */
    BodyPiece read(long body, long offset, int length) throws IOException {
        FileSums expected = sums(body);
        long size = expected.size();
        try (FileChannel file = FileChannel.open(path(body), StandardOpenOption.READ)) {
            if (file.size() != size) {
                throw damaged(body, "has " + file.size() + " octets instead of " + size);
            }
            int chunk = (int) (offset / FileSums.CHUNK);
            long from = (long) chunk * FileSums.CHUNK;
            int wanted = Math.clamp(size - offset, 0, length);
            long to = Math.min(size, (offset + wanted + FileSums.CHUNK - 1) / FileSums.CHUNK * FileSums.CHUNK);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, to - from));
            while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {}
            buffer.flip();
            if (!expected.areThese(chunk, buffer)) {
                throw damaged(body, "does not have its checksum");
            }
            if (buffer.hasRemaining()) {
                buffer.position((int) (offset - from)).limit((int) (offset - from) + wanted);
            }
            return new BodyPiece(Octets.drain(buffer), offset + wanted >= size);
        }
    }

    private StoreException damaged(long body, String how) {
        return new StoreException(CommitFailure.DAMAGED, "the file " + path(body) + " " + how);
    }

    void delete(long body) throws IOException {
        Files.deleteIfExists(path(body));
        sums.remove(body);
        unsynced.remove(body);
        unnamed.remove(body);
        broken.remove(body);
    }

    private Path path(long body) {
        return folder.resolve(HexFormat.of().toHexDigits(body));
    }
}
