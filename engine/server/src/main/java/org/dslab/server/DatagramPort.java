package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;

/** One bound datagram socket: the Minger listener, or one of the machine's own, which is connected to its target. */
final class DatagramPort implements Selected {

    /** Datagrams received in one step; they wait in memory while the machine handles them one by one. */
    private static final int AT_ONCE = 64;

    /** Datagrams that wait because the network takes none; more are dropped, as a network would. */
    private static final int MOST_WAITING = 256;

    private record Waiting(SocketAddress to, Endpoint endpoint, Octets octets) {}

    private final long id;
    private final Shared shared;
    private final DatagramChannel channel;
    private final Endpoint local;
    private final Optional<Endpoint> target;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final RecentPeers peers;
    private final Optional<InetSocketAddress> connected;
    private boolean wantsToWrite;
    private boolean closed;

    /** Takes over a bound, non-blocking channel. */
    DatagramPort(long id, Shared shared, RecentPeers peers, DatagramChannel channel) throws IOException {
        this.id = id;
        this.shared = shared;
        this.peers = peers;
        this.channel = channel;
        this.local = Endpoints.local(channel);
        this.connected = Optional.ofNullable((InetSocketAddress) channel.getRemoteAddress());
        this.target = connected.map(Endpoints::of);
        shared.traffic().datagramSocketOpened(local);
    }

    Endpoint local() {
        return local;
    }

    /** Begins to receive. */
    void open() throws IOException {
        channel.register(shared.selector(), SelectionKey.OP_READ, this);
    }

    @Override
    public void ready() {
        if (closed) {
            return;
        }
        if (!waiting.isEmpty()) {
            sendWaiting();
        }
        receive(AT_ONCE);
    }

    private void receive(int most) {
        try {
            for (int i = 0; i < most; i++) {
                ByteBuffer buffer = shared.buffer().clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                shared.inputs().add(new Input.DatagramReceived(id, peers.endpoint(from), Octets.drain(buffer.flip())));
            }
        } catch (PortUnreachableException e) {
            unreachable(e);
        } catch (IOException e) {
            shared.trouble("receiving on " + local, e);
        }
    }

    /** Answers from the listener. */
    void reply(Endpoint to, Octets octets) {
        try {
            send(new Waiting(peers.address(to), to, octets));
        } catch (IOException e) {
            shared.trouble("sending from " + local + " to " + to, e);
        }
    }

    /** Sends from a connected socket; nothing if there are no octets, for the library cannot send an empty datagram. */
    void send(Octets octets) {
        if (octets.isEmpty()) {
            return;
        }
        Endpoint to = target.orElseThrow();
        send(new Waiting(connected.orElseThrow(), to, octets));
        if (!closed) {
            // On this machine a closed port answers at once, and nobody need believe that nothing is under way.
            receive(1);
        }
    }

    private void send(Waiting datagram) {
        if (closed) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            shared.events().trouble(shared.clock().now(), "a datagram from " + local + " dropped: too many wait");
            return;
        }
        shared.traffic().datagramSending(local, datagram.endpoint());
        waiting.add(datagram);
        if (waiting.size() == 1) {
            sendWaiting();
        }
    }

    private void sendWaiting() {
        while (!waiting.isEmpty()) {
            Waiting next = waiting.element();
            try {
                if (!write(next)) {
                    break;
                }
            } catch (IOException e) {
                lost(next, e);
            }
            waiting.remove();
        }
        updateInterest();
    }

    private void lost(Waiting datagram, IOException e) {
        shared.trouble("sending from " + local + " to " + datagram.endpoint(), e);
        if (target.isPresent()) {
            shared.inputs().add(new Input.Unreachable(id, Causes.ofOpening(e)));
        } else {
            shared.traffic().datagramUnreachable(local, datagram.endpoint());
        }
    }

    private void updateInterest() {
        if (wantsToWrite == waiting.isEmpty()) {
            SelectionKey key = channel.keyFor(shared.selector());
            if (key != null && key.isValid()) {
                wantsToWrite = !waiting.isEmpty();
                key.interestOps(SelectionKey.OP_READ | (wantsToWrite ? SelectionKey.OP_WRITE : 0));
            }
        }
    }

    private boolean write(Waiting datagram) throws IOException {
        ByteBuffer buffer = shared.buffer().clear();
        buffer.put(datagram.octets().asByteBuffer()).flip();
        if (target.isEmpty()) {
            return channel.send(buffer, datagram.to()) > 0 || datagram.octets().isEmpty();
        }
        try {
            return channel.write(buffer) > 0;
        } catch (PortUnreachableException e) {
            // This is about an earlier datagram; the present one has not been sent.
            unreachable(e);
            return channel.write(buffer) > 0;
        }
    }

    private void unreachable(PortUnreachableException e) {
        shared.trouble("sending from " + local, e);
        shared.inputs().add(new Input.Unreachable(id, CloseCause.REFUSED));
    }

    void settleReceived(Endpoint from) {
        shared.traffic().datagramReceived(from, local);
    }

    void settleUnreachable() {
        target.ifPresent(to -> shared.traffic().datagramUnreachable(local, to));
    }

    /** Closes the socket; nothing more is delivered from it. */
    void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            try {
                channel.close();
            } catch (IOException e) {
                shared.trouble("closing " + local, e);
            }
            shared.traffic().datagramSocketClosed(local);
        }
    }
}
