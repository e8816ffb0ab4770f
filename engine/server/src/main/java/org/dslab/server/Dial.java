package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;

/** A connection that is not established yet: its addresses are tried in turn. What is asked of it meanwhile waits. */
final class Dial implements Stream, Selected {

    private record Attempt(SocketChannel channel, Endpoint target) {}

    private final long id;
    private final Streams streams;
    private final Shared shared;
    private final ArrayDeque<InetSocketAddress> addresses = new ArrayDeque<>();
    private final List<Consumer<Stream>> asked = new ArrayList<>();
    private Optional<Attempt> attempt = Optional.empty();
    private Optional<Endpoint> failed = Optional.empty();
    private boolean over;

    Dial(long id, Streams streams, Shared shared) {
        this.id = id;
        this.streams = streams;
        this.shared = shared;
    }

    /** Begins, once it is known where to. */
    void to(Collection<InetSocketAddress> resolved) {
        addresses.addAll(resolved);
        if (!over) {
            tryNext(CloseCause.UNRESOLVABLE);
        }
    }

    private void tryNext(CloseCause lastCause) {
        CloseCause cause = lastCause;
        for (InetSocketAddress address = addresses.poll(); address != null; address = addresses.poll()) {
            Endpoint target = Endpoints.of(address);
            failed.ifPresent(shared.traffic()::dialFailed);
            failed = Optional.empty();
            shared.traffic().dialing(target);
            Optional<SocketChannel> opened = Optional.empty();
            try {
                SocketChannel channel = SocketChannel.open();
                opened = Optional.of(channel);
                channel.configureBlocking(false);
                if (shared.sendFrom().isPresent()) {
                    channel.bind(new InetSocketAddress(shared.sendFrom().get(), 0));
                }
                if (channel.connect(address)) {
                    established(channel);
                } else {
                    channel.register(shared.selector(), SelectionKey.OP_CONNECT, this);
                    attempt = Optional.of(new Attempt(channel, target));
                }
                return;
            } catch (IOException | IllegalArgumentException e) {
                // The second is how the library refuses an address of the wrong family.
                cause = attemptFailed(target, e, opened);
            }
        }
        close(cause);
    }

    private CloseCause attemptFailed(Endpoint target, Exception e, Optional<SocketChannel> channel) {
        failed = Optional.of(target);
        shared.trouble("connecting to " + target, e);
        channel.ifPresent(this::closeQuietly);
        return Causes.ofOpening(e);
    }

    @Override
    public void ready() {
        if (attempt.isEmpty()) {
            return;
        }
        Attempt current = attempt.get();
        try {
            if (current.channel().finishConnect()) {
                attempt = Optional.empty();
                established(current.channel());
            }
        } catch (IOException e) {
            attempt = Optional.empty();
            tryNext(attemptFailed(current.target(), e, Optional.of(current.channel())));
        }
    }

    private void established(SocketChannel channel) throws IOException {
        Connection connection = streams.established(id, channel);
        over = true;
        shared.inputs().add(new Input.Opened(id));
        asked.forEach(effect -> effect.accept(connection));
    }

    @Override
    public void send(Octets octets) {
        asked.add(connection -> connection.send(octets));
    }

    @Override
    public void reading(boolean on) {
        asked.add(connection -> connection.reading(on));
    }

    @Override
    public void finish() {
        asked.add(Stream::finish);
    }

    @Override
    public void abort() {
        if (over) {
            return;
        }
        drop();
        if (!over) {
            close(CloseCause.ABORTED);
        }
    }

    /**
     * Ends the attempt. If the other side has accepted without our having noticed, it will be told that the connection
     * came and went; so it must count as one that did.
     */
    void drop() {
        addresses.clear();
        if (attempt.isEmpty()) {
            return;
        }
        Attempt current = attempt.get();
        attempt = Optional.empty();
        try {
            if (current.channel().finishConnect()) {
                over = true;
                Connection connection = streams.established(id, current.channel());
                connection.settleOpened();
                connection.abort();
                return;
            }
        } catch (IOException e) {
            shared.trouble("connecting to " + current.target(), e);
        }
        closeQuietly(current.channel());
        failed = Optional.of(current.target());
    }

    private void close(CloseCause cause) {
        over = true;
        shared.inputs().add(new Input.Closed(id, cause));
    }

    private void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            shared.trouble("closing a connection that was not established", e);
        }
    }

    @Override
    public void settleClosed() {
        failed.ifPresent(shared.traffic()::dialFailed);
    }
}
