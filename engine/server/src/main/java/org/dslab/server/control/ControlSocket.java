package org.dslab.server.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Where an operator's commands arrive: a Unix socket that only its owner can open. A client sends one JSON request a line
 * and gets one JSON answer a line, in the same order (docs/admin.md).
 */
public final class ControlSocket implements AutoCloseable {

    private static final int MOST_CLIENTS = 16;

    /** Long enough not to spin when the process has no file descriptors left. */
    private static final long RETRY_NANOS = 100_000_000;

    private final SocketFile file;
    private final Consumer<String> trouble;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private ControlSocket(SocketFile file, Consumer<String> trouble) {
        this.file = file;
        this.trouble = trouble;
    }

    /**
     * Creates the socket; clients that connect wait until {@link #serve}.
     *
     * @param trouble told what went wrong with a client, for the log
     * @throws IOException if that is not possible; the message says why and what would help
     */
    public static ControlSocket open(Path path, Consumer<String> trouble) throws IOException {
        return new ControlSocket(SocketFile.create(path), trouble);
    }

    /** Answers from now on. */
    public void serve(SiteAccess site) {
        Commands commands = new Commands(site);
        Thread.ofVirtual().name("dslab control").start(() -> accept(commands));
    }

    private void accept(Commands commands) {
        while (!closed) {
            try {
                SocketChannel client = file.channel().accept();
                clients.add(client);
                boolean isServed = clients.size() <= MOST_CLIENTS;
                Thread.ofVirtual().name("dslab control client").start(() -> serve(client, commands, isServed));
            } catch (IOException e) {
                if (!closed) {
                    trouble.accept("accepting on the control socket: " + e);
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
        }
    }

    private void serve(SocketChannel client, Commands commands, boolean isServed) {
        try (ControlClientLines lines = new ControlClientLines(client)) {
            if (isServed) {
                lines.answerAll(commands);
            } else {
                lines.write(Answers.refused("there are " + MOST_CLIENTS
                        + " clients on the control socket already; close one and try again"));
            }
        } catch (IOException e) {
            if (!closed) {
                trouble.accept("a client of the control socket: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /** Closes the socket and every client's connection, and removes the file. */
    @Override
    public void close() {
        closed = true;
        try {
            file.close();
            for (SocketChannel client : clients) {
                client.close();
            }
        } catch (IOException e) {
            trouble.accept("closing the control socket: " + e);
        }
    }
}
