package org.dslab.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client's connection and the one to the target. The client is not read from before the target is there. */
final class TcpConnection {

    private final TcpLink link;
    private final Loop loop;
    private final Side client;
    private final SocketChannel outward = SocketChannel.open();
    private @Nullable SelectionKey serverKey;
    private boolean refused;
    private @Nullable Established established;

    /** Both sides and both directions. */
    private record Established(Side server, Lane up, Lane down) {}

    TcpConnection(TcpLink link, Loop loop, SocketChannel channel, InetSocketAddress near, InetSocketAddress far)
            throws IOException {
        this.link = link;
        this.loop = loop;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = loop.register(channel, 0, this::clientReady);
        this.client = new Side(loop.listener(), channel, key, near, far);
    }

    /** Connects to the target from the link's source address. */
    void dial() {
        LinkSetup setup = link.setup();
        loop.listener().dialing(setup.target());
        try {
            outward.setOption(StandardSocketOptions.TCP_NODELAY, true);
            outward.bind(new InetSocketAddress(setup.source(), 0));
            serverKey = loop.register(outward, 0, this::serverReady);
            // On one machine the handshake is over by the second call, though the first one cannot see it yet.
            if (outward.connect(setup.target()) || outward.finishConnect()) {
                connected(serverKey);
            } else {
                serverKey.interestOps(SelectionKey.OP_CONNECT);
            }
        } catch (IOException e) {
            refused();
        }
    }

    private void connected(SelectionKey key) throws IOException {
        InetSocketAddress near = (InetSocketAddress) outward.getLocalAddress();
        InetSocketAddress far = (InetSocketAddress) outward.getRemoteAddress();
        Side server = new Side(loop.listener(), outward, key, near, far);
        established = new Established(
                server,
                new Lane(loop, this, Direction.UP, link.gate(Direction.UP), client, server),
                new Lane(loop, this, Direction.DOWN, link.gate(Direction.DOWN), server, client));
        refreshInterest();
        loop.listener().dialed(near, far);
    }

    /** Nobody listens at the target, so the client is turned away. */
    private void refused() {
        if (!refused) {
            refused = true;
            try {
                outward.close();
            } catch (IOException e) {
                loop.listener().trouble("closing a refused connection: " + e.getMessage());
            }
            client.abort();
            link.forget(this);
            loop.listener().dialFailed(link.setup().target());
        }
    }

    private void serverReady(SelectionKey key) {
        if (key.isConnectable()) {
            finishDialing(key);
            return;
        }
        Established both = established;
        if (both != null) {
            ready(key, both.down(), both.up());
        }
    }

    private void finishDialing(SelectionKey key) {
        try {
            if (outward.finishConnect()) {
                connected(key);
            }
        } catch (IOException e) {
            refused();
        }
    }

    private void clientReady(SelectionKey key) {
        Established both = established;
        if (both != null) {
            ready(key, both.up(), both.down());
        }
    }

    private static void ready(SelectionKey key, Lane reads, Lane writes) {
        if (key.isWritable()) {
            writes.writable();
        }
        if (key.isValid() && key.isReadable()) {
            reads.readable();
        }
    }

    Lane opposite(Lane lane) {
        Established both = established;
        if (both == null) {
            throw new IllegalStateException("a lane without a connection");
        }
        return lane == both.up() ? both.down() : both.up();
    }

    void refreshInterest() {
        Established both = established;
        if (both != null) {
            client.interest(both.up().wantsRead(), both.down().wantsWrite());
            both.server().interest(both.down().wantsRead(), both.up().wantsWrite());
        }
    }

    void healed(Direction direction, int fault) {
        Established both = established;
        if (both != null) {
            (direction == Direction.UP ? both.up() : both.down()).healed(fault);
        }
    }

    void gateChanged(Direction direction) {
        Established both = established;
        if (both != null) {
            (direction == Direction.UP ? both.up() : both.down()).gateChanged();
        }
    }

    /** Closes both sockets once both directions have ended in order. */
    void closeIfOver() {
        Established both = established;
        if (both != null && both.up().isOver() && both.down().isOver()) {
            client.close();
            both.server().close();
            link.forget(this);
        }
    }

    /** Closes both sockets with RST. */
    void reset() {
        SelectionKey dialing = serverKey;
        if (established == null && dialing != null && dialing.isValid()) {
            // The target may have taken it up already, and then it counts as a connection that came and went.
            finishDialing(dialing);
        }
        Established both = established;
        if (both == null) {
            refused();
        } else {
            both.up().cancelDelayed();
            both.down().cancelDelayed();
            client.abort();
            both.server().abort();
            link.forget(this);
        }
    }
}
