package org.dslab.server.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.dslab.server.disk.Disk;

/**
 * How many commits there were, in a file beside the database. SQLite goes on without a word when the end of its log is
 * missing; then the database knows fewer commits than this. It is written after each commit and not synced, so it never
 * knows of one that is not durable.
 */
final class CommitCount implements AutoCloseable {

    private static final int DIGITS = 19;

    private final FileChannel file;
    private long count;

    CommitCount(Path path) throws IOException {
        file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                Disk.ownerOnlyFile());
    }

    /** What the file says; empty if it is new or says nothing that can be read. */
    OptionalLong read() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(DIGITS);
        while (octets.hasRemaining() && file.read(octets, octets.position()) >= 0) {}
        String text = new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]{" + DIGITS + "}") && text.compareTo(Long.toString(Long.MAX_VALUE)) <= 0
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /** The number that the next commit has. */
    long next() {
        return count + 1;
    }

    /** So many commits are durable. */
    void is(long durable) {
        count = durable;
        ByteBuffer octets = ByteBuffer.wrap(
                String.format(Locale.ROOT, "%0" + DIGITS + "d\n", durable).getBytes(StandardCharsets.US_ASCII));
        try {
            file.write(octets, 0);
        } catch (IOException e) {
            // The commit is durable all the same; a later start only notices fewer lost ones.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.force(false);
        } finally {
            file.close();
        }
    }
}
