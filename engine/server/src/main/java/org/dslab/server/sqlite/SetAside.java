package org.dslab.server.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Set;
import org.dslab.server.disk.Disk;

/** The folder for bodies that no message names: the mail may be somebody's, so only the operator deletes them. */
final class SetAside {

    private final Path folder;
    private final Findings findings;
    private int count;

    /** What cannot be moved stays where it is, and is told to the findings. */
    SetAside(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    Path folder() {
        return folder;
    }

    /** How many were set aside by this object. */
    int count() {
        return count;
    }

    /** A body that is a file. */
    void move(Path file, long body) {
        try {
            Files.move(file, free(body), StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(folder);
            count++;
        } catch (IOException e) {
            failed(file.toString(), e);
        }
    }

    private void failed(String what, IOException e) {
        findings.add(what + ", which no message names, cannot be set aside in " + folder + " (" + e
                + ") and stays where it is");
    }

    /** A body of the database; true if it is durable there. */
    boolean write(long body, byte[] octets) {
        try {
            write(free(body), octets);
            Disk.sync(folder);
            count++;
            return true;
        } catch (IOException e) {
            failed("body " + body + " of the spool's table `body`", e);
            return false;
        }
    }

    private static void write(Path path, byte[] octets) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), Disk.ownerOnlyFile())) {
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private Path free(long body) throws IOException {
        Disk.createFolder(folder);
        String name = HexFormat.of().toHexDigits(body);
        Path path = folder.resolve(name);
        for (int number = 2; Files.exists(path); number++) {
            path = folder.resolve(name + "-" + number);
        }
        return path;
    }
}
