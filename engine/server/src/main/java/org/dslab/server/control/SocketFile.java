package org.dslab.server.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A Unix socket in the file system that only its owner can open. It is made inside a folder that nobody else can enter and
 * moved to its place with its permissions, so that there is no moment at which another user could connect.
 */
final class SocketFile implements AutoCloseable {

    /** {@code sun_path} of Linux has 108 octets, of others 104, with a NUL at the end. */
    private static final int LONGEST = 100;

    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int STICKY = 01000;

    private final Path path;
    private final Object key;
    private final ServerSocketChannel channel;

    private SocketFile(Path path, Object key, ServerSocketChannel channel) {
        this.path = path;
        this.key = key;
        this.channel = channel;
    }

    /**
     * Creates the socket; one that a dead process has left is replaced.
     *
     * @throws IOException if that is not possible; the message says why and what would help
     */
    static SocketFile create(Path wanted) throws IOException {
        Path path = checkLength(wanted.toAbsolutePath().normalize());
        Path parent = Objects.requireNonNull(path.getParent(), "checked");
        try {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Everybody may write to a symbolic link, which says nothing about the folder that it leads to.
            Path folder = parent.toRealPath();
            path = checkLength(folder.resolve(path.getFileName()));
            checkFolder(folder);
            checkPlace(path);
            return bind(folder, path);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "cannot create the control socket " + path + ": this user may not write to its folder", e);
        } catch (SocketException e) {
            throw new IOException("cannot create the control socket " + path + ": " + e.getMessage(), e);
        }
    }

    private static Path checkLength(Path path) throws IOException {
        if (path.getParent() == null || path.toString().length() > LONGEST) {
            throw new IOException("cannot use " + path + " as control socket: a path of at most " + LONGEST
                    + " characters is needed");
        }
        return path;
    }

    /** Whoever may write to the folder could put a socket of his own in our place. */
    private static void checkFolder(Path folder) throws IOException {
        int mode = mode(folder);
        if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
            throw new IOException("cannot create a control socket in " + folder
                    + ": others may write to that folder; use one that is its owner's alone (chmod 700)");
        }
    }

    private static void checkPlace(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if ((mode(path) & TYPE) != SOCKET) {
            throw new IOException("cannot create the control socket " + path
                    + ": there is something else in its place; remove it or choose another path");
        }
        try (SocketChannel live = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            live.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException e) {
            // Refused: the process that made it is dead, and its place is free.
            return;
        }
        throw new IOException("cannot create the control socket " + path
                + ": a site that runs already has it; stop that one or choose another path");
    }

    private static SocketFile bind(Path folder, Path path) throws IOException {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        Path closed = Files.createDirectory(
                folder.resolve(".c" + HexFormat.of().formatHex(random)),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path made = closed.resolve("s");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(made));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            Object key = keyOf(made);
            Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
            return new SocketFile(path, key, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(closed);
        }
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static Object keyOf(Path path) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey(),
                "a Unix file system has inodes");
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Closes it and removes the file, unless another process has put its own there. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && keyOf(path).equals(key)) {
            Files.deleteIfExists(path);
        }
    }
}
