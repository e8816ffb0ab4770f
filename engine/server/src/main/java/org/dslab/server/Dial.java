package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.TlsSide;

/** A connection that is not established yet: its addresses are tried in turn. What is asked of it meanwhile waits. */
final class Dial implements Stream, Selected {

    private record Attempt(SocketChannel channel, Endpoint target, Optional<Endpoint> local) {}

    /** An attempt that failed; {@code local} if the other side may have accepted and reset it before we noticed. */
    private record Failure(Endpoint target, Optional<Endpoint> local) {}

    private final long id;
    private final Streams streams;
    private final Shared shared;
    private final ArrayDeque<InetSocketAddress> addresses = new ArrayDeque<>();
    private final List<Consumer<Stream>> asked = new ArrayList<>();
    private Optional<Attempt> attempt = Optional.empty();
    private Optional<Failure> failed = Optional.empty();
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
            failed.ifPresent(this::settle);
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
                    attempt = Optional.of(new Attempt(channel, target, localOf(channel)));
                }
                return;
            } catch (IOException | IllegalArgumentException e) {
                // The second is how the library refuses an address of the wrong family.
                cause = attemptFailed(target, e, opened, Optional.empty());
            }
        }
        close(cause);
    }

    private CloseCause attemptFailed(
            Endpoint target, Exception e, Optional<SocketChannel> channel, Optional<Endpoint> local) {
        // The library reports both as the same type: nobody listens, or somebody took it up and reset it at once.
        failed = Optional.of(new Failure(target, saysRefused(e) ? Optional.empty() : local));
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
            tryNext(failed(current, e));
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
    public void secure(TlsSide side) {
        asked.add(connection -> connection.secure(side));
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
            failed(current, e);
            return;
        }
        closeQuietly(current.channel());
        failed = Optional.of(new Failure(current.target(), Optional.empty()));
    }

    /** Known before the connection is only where a socket was bound, as all of a lab's are. */
    private static Optional<Endpoint> localOf(SocketChannel channel) throws IOException {
        return channel.getLocalAddress() instanceof InetSocketAddress local
                ? Optional.of(Endpoints.of(local))
                : Optional.empty();
    }

    private static boolean saysRefused(Exception e) {
        String text = e.getMessage();
        return text != null && text.toLowerCase(Locale.ROOT).contains("refused");
    }

    private CloseCause failed(Attempt broken, IOException e) {
        return attemptFailed(broken.target(), e, Optional.of(broken.channel()), broken.local());
    }

    /** One that was taken up and reset before we noticed counts as a connection that came and went. */
    private void settle(Failure failure) {
        if (failure.local().isPresent()) {
            shared.traffic().dialed(failure.local().get(), failure.target());
            shared.traffic().readerGone(failure.target(), failure.local().get());
        } else {
            shared.traffic().dialFailed(failure.target());
        }
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
        failed.ifPresent(this::settle);
    }
}
