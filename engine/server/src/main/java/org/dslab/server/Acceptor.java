package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Service;

/** A listening TCP socket. */
final class Acceptor implements Selected {

    private static final int BACKLOG = 1024;
    private static final int AT_ONCE = 16;

    /** Long enough not to spin when the process has no file descriptors left. */
    static final long RETRY_NANOS = 100_000_000;

    private final Service service;
    private final Shared shared;
    private final Streams streams;
    private final ServerSocketChannel channel;
    private final Endpoint endpoint;
    private long retryAt;
    private boolean waiting;
    private boolean isTroubled;

    private Acceptor(Service service, Shared shared, Streams streams, ServerSocketChannel channel) throws IOException {
        this.service = service;
        this.shared = shared;
        this.streams = streams;
        this.channel = channel;
        this.endpoint = Endpoints.local(channel);
    }

    static Acceptor bind(Service service, InetSocketAddress address, Shared shared, Streams streams)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
            return new Acceptor(service, shared, streams, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void open() throws IOException {
        channel.register(shared.selector(), SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void ready() {
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                SocketChannel client = channel.accept();
                if (client == null) {
                    return;
                }
                isTroubled = false;
                take(client);
            }
        } catch (IOException e) {
            // Said once, not with every attempt.
            if (!isTroubled) {
                shared.trouble("accepting on " + endpoint + ", to be tried again", e);
            }
            isTroubled = true;
            waiting = true;
            retryAt = System.nanoTime() + RETRY_NANOS;
            interest(0);
        }
    }

    private void take(SocketChannel client) throws IOException {
        try {
            streams.accept(service, client);
        } catch (IOException e) {
            // It is gone already.
            shared.trouble("accepting on " + endpoint, e);
            client.close();
        }
    }

    /** Accepts again after an error, when it is time. */
    void retry() {
        if (waiting && System.nanoTime() - retryAt >= 0) {
            waiting = false;
            interest(SelectionKey.OP_ACCEPT);
        }
    }

    boolean isWaiting() {
        return waiting;
    }

    private void interest(int operations) {
        SelectionKey key = channel.keyFor(shared.selector());
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    /** Closes the socket. What the system has accepted for us meanwhile is accepted and dropped. */
    void close() {
        try {
            for (SocketChannel client = channel.accept(); client != null; client = channel.accept()) {
                Endpoint remote = Endpoints.of(client.getRemoteAddress());
                Endpoint local = Endpoints.local(client);
                shared.traffic().ending(local, remote);
                client.close();
                shared.traffic().accepted(local, remote);
                shared.traffic().readerGone(remote, local);
            }
            channel.close();
        } catch (IOException e) {
            shared.trouble("closing " + endpoint, e);
        }
    }
}
