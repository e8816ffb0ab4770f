package org.dslab.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A datagram socket whose datagrams are passed on to one target, with a socket of its own for each client, so that
 * answers find their way back. A client that was silent for {@link #IDLE} of lab time is forgotten, and so is the one
 * that was silent longest when there are too many.
 */
final class UdpLink extends Link {

    static final Duration IDLE = Duration.ofMinutes(1);
    static final int MAX_SESSIONS = 256;
    private static final int RECEIVE_BUFFER = 4 << 20;

    /** By client; the one that sent last is last. */
    private final Map<InetSocketAddress, Session> sessions = new LinkedHashMap<>();

    private final Packets up = new Packets(this, Direction.UP, this::sendUp);
    private final Packets down = new Packets(this, Direction.DOWN, this::sendDown);
    private @Nullable DatagramChannel channel;

    /** The socket towards the target for one client. */
    private record Session(DatagramChannel channel, InetSocketAddress local, Instant usedAt) {}

    UdpLink(Loop loop, LinkSetup setup) {
        super(loop, setup);
    }

    @Override
    InetSocketAddress openEntrance(InetSocketAddress address) throws IOException {
        DatagramChannel opened = DatagramChannel.open();
        try {
            opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            opened.bind(address);
            loop().register(opened, SelectionKey.OP_READ, key -> receiveUp(opened));
            channel = opened;
            InetSocketAddress local = (InetSocketAddress) opened.getLocalAddress();
            listener().datagramSocketOpened(local);
            return local;
        } catch (IOException e) {
            opened.close();
            throw new IOException("link " + name() + " cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    boolean closeEntrance() throws IOException {
        DatagramChannel closing = channel;
        channel = null;
        if (closing != null) {
            closing.close();
        }
        boolean waited = up.clear();
        waited |= down.clear();
        for (InetSocketAddress client : sessions.keySet().toArray(InetSocketAddress[]::new)) {
            forget(client);
        }
        loop().completeClosing();
        listener().datagramSocketClosed(entrance());
        return waited;
    }

    private void receiveUp(DatagramChannel from) {
        try {
            while (from.isOpen()) {
                ByteBuffer buffer = loop().buffer(Loop.BUFFER);
                if (!(from.receive(buffer) instanceof InetSocketAddress client)) {
                    return;
                }
                up.arrived(client, buffer.flip());
                listener().datagramReceived(client, entrance());
            }
        } catch (IOException e) {
            listener().trouble("link " + name() + " cannot receive: " + e.getMessage());
        }
    }

    private void sendUp(InetSocketAddress client, ByteBuffer octets) {
        Optional<Session> session = sessionOf(client);
        if (session.isPresent()) {
            InetSocketAddress local = session.get().local();
            listener().datagramSending(local, setup().target());
            try {
                write(session.get(), octets);
            } catch (IOException e) {
                listener().datagramUnreachable(local, setup().target());
            }
        }
    }

    private void write(Session session, ByteBuffer octets) throws IOException {
        try {
            session.channel().write(octets);
        } catch (PortUnreachableException e) {
            // That is the answer to an earlier datagram; this one has not been sent.
            listener().datagramUnreachable(session.local(), setup().target());
            session.channel().write(octets);
        }
    }

    private Optional<Session> sessionOf(InetSocketAddress client) {
        Session known = sessions.remove(client);
        try {
            Session session = known == null ? openSession(client) : known;
            sessions.put(
                    client,
                    new Session(
                            session.channel(), session.local(), loop().agenda().now()));
            return Optional.of(session);
        } catch (IOException e) {
            listener().trouble("link " + name() + " cannot serve " + client + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Session openSession(InetSocketAddress client) throws IOException {
        if (sessions.size() >= MAX_SESSIONS) {
            forget(sessions.keySet().iterator().next());
        }
        DatagramChannel opened = DatagramChannel.open();
        try {
            opened.bind(new InetSocketAddress(setup().source(), 0));
            opened.connect(setup().target());
            loop().register(opened, SelectionKey.OP_READ, key -> receiveDown(opened, client));
            InetSocketAddress local = (InetSocketAddress) opened.getLocalAddress();
            listener().datagramSocketOpened(local);
            return new Session(opened, local, loop().agenda().now());
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void receiveDown(DatagramChannel from, InetSocketAddress client) {
        InetSocketAddress target = setup().target();
        while (from.isOpen()) {
            Session session = sessions.get(client);
            if (session == null || !session.channel().equals(from)) {
                return;
            }
            ByteBuffer buffer = loop().buffer(Loop.BUFFER);
            try {
                if (from.receive(buffer) == null) {
                    return;
                }
                down.arrived(client, buffer.flip());
                listener().datagramReceived(target, session.local());
            } catch (PortUnreachableException e) {
                listener().datagramUnreachable(session.local(), target);
            } catch (IOException e) {
                listener().trouble("link " + name() + " cannot receive from its target: " + e.getMessage());
                forget(client);
            }
        }
    }

    private void sendDown(InetSocketAddress client, ByteBuffer octets) {
        DatagramChannel open = channel;
        if (open != null) {
            listener().datagramSending(entrance(), client);
            try {
                open.send(octets, client);
            } catch (IOException e) {
                listener().trouble("link " + name() + " cannot answer " + client + ": " + e.getMessage());
                listener().datagramUnreachable(entrance(), client);
            }
        }
    }

    private void forget(InetSocketAddress client) {
        Session session = sessions.remove(client);
        if (session != null) {
            try {
                session.channel().close();
            } catch (IOException e) {
                listener().trouble("link " + name() + " closing a session: " + e.getMessage());
            }
            listener().datagramSocketClosed(session.local());
        }
    }

    @Override
    void healed(Direction direction, int fault) {}

    @Override
    void gateChanged(Direction direction) {
        (direction == Direction.UP ? up : down).gateChanged();
    }

    @Override
    void timeMoved() {
        Instant limit = loop().agenda().now().minus(IDLE);
        // In the order of their last use, so the first one that is young enough ends it.
        Iterator<Map.Entry<InetSocketAddress, Session>> oldest =
                sessions.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<InetSocketAddress, Session> entry = oldest.next();
            if (entry.getValue().usedAt().isAfter(limit)) {
                return;
            }
            forget(entry.getKey());
            oldest = sessions.entrySet().iterator();
        }
    }
}
