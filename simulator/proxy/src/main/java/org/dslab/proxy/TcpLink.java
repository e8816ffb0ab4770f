package org.dslab.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A listening socket whose connections are passed on to one target. */
final class TcpLink extends Link {

    private static final int BACKLOG = 512;
    private static final int MAX_CONNECTIONS = 4096;

    private final Set<TcpConnection> connections = new LinkedHashSet<>();
    private @Nullable Entrance entrance;

    private record Entrance(ServerSocketChannel channel, SelectionKey key) {}

    TcpLink(Loop loop, LinkSetup setup) {
        super(loop, setup);
    }

    @Override
    InetSocketAddress openEntrance(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, BACKLOG);
            entrance = new Entrance(channel, loop().register(channel, SelectionKey.OP_ACCEPT, key -> accept()));
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            listener().listening(local);
            return local;
        } catch (IOException e) {
            channel.close();
            throw new IOException("link " + name() + " cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    boolean closeEntrance() throws IOException {
        // The system call "close" would reset what waits to be accepted: take it up first, so that it is accounted for.
        accept();
        Entrance closing = entrance;
        entrance = null;
        if (closing != null) {
            closing.channel().close();
        }
        boolean lived = !connections.isEmpty();
        new ArrayList<>(connections).forEach(TcpConnection::reset);
        loop().completeClosing();
        listener().stoppedListening(entrance());
        return lived;
    }

    private void accept() {
        Entrance open = entrance;
        try {
            while (open != null && connections.size() < MAX_CONNECTIONS) {
                SocketChannel channel = open.channel().accept();
                if (channel == null) {
                    return;
                }
                takeUp(channel);
            }
            listener().trouble("link " + name() + " is full; more clients wait");
        } catch (IOException e) {
            listener().trouble("link " + name() + " cannot accept: " + e.getMessage());
        }
        if (open != null) {
            open.key().interestOps(0);
        }
    }

    private void takeUp(SocketChannel channel) throws IOException {
        InetSocketAddress near = entrance();
        InetSocketAddress far = (InetSocketAddress) channel.getRemoteAddress();
        try {
            TcpConnection connection = new TcpConnection(this, loop(), channel, near, far);
            connections.add(connection);
            connection.dial();
        } catch (IOException e) {
            listener().trouble("link " + name() + " cannot serve " + far + ": " + e.getMessage());
            listener().ending(near, far);
            channel.close();
            listener().readerGone(far, near);
        }
        listener().accepted(near, far);
    }

    void forget(TcpConnection connection) {
        connections.remove(connection);
        Entrance open = entrance;
        if (open != null && open.key().isValid()) {
            open.key().interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    void healed(Direction direction, int fault) {
        new ArrayList<>(connections).forEach(connection -> connection.healed(direction, fault));
    }

    @Override
    void gateChanged(Direction direction) {
        new ArrayList<>(connections).forEach(connection -> connection.gateChanged(direction));
    }

    @Override
    void timeMoved() {}
}
