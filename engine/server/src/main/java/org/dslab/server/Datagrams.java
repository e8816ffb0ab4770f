package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;

/** All datagram sockets of a driver, by the ids of the seam: 0 is the Minger listener. */
final class Datagrams {

    /** Room for a burst of queries; the system may grant less. */
    private static final int LISTENER_BUFFER = 4 << 20;

    /** So many of the system's random ports are tried for one that has rested, and so many in all. */
    private static final int TRIES_FOR_A_FRESH_PORT = 32;

    private static final int MOST_TRIES = 64;

    private final Shared shared;
    private final Map<Long, DatagramPort> ports = new HashMap<>();
    private final Map<Long, DatagramPort> closedSince = new HashMap<>();
    private final Map<Long, List<Octets>> unresolved = new HashMap<>();
    private final Map<Long, Question> asking = new HashMap<>();
    private final RecentPorts recent = new RecentPorts();
    private final RecentPeers peers = new RecentPeers();

    /** What an open socket has asked whom, and from where. */
    private record Question(InetSocketAddress target, int port, int hash) {}

    Datagrams(Shared shared) {
        this.shared = shared;
    }

    /** Opens the listener's socket; it does not receive before {@link #openListener}. */
    Endpoint bindListener(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, LISTENER_BUFFER);
            channel.bind(address);
            channel.configureBlocking(false);
            DatagramPort port = new DatagramPort(0, shared, peers, channel);
            ports.put(0L, port);
            return port.local();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void openListener() throws IOException {
        DatagramPort listener = ports.get(0L);
        if (listener != null) {
            listener.open();
        }
    }

    void reply(Endpoint to, Octets octets) {
        DatagramPort listener = ports.get(0L);
        if (listener != null) {
            listener.reply(to, octets);
        }
    }

    /** Sends if the socket is open; otherwise keeps the octets for {@link #resolved}. */
    boolean send(long id, Octets octets) {
        DatagramPort port = ports.get(id);
        if (port == null) {
            return false;
        }
        port.send(octets);
        return true;
    }

    /**
     * Keeps octets for a socket whose target is not resolved yet.
     *
     * @return whether they are the first, so that somebody must resolve the target
     */
    boolean await(long id, Octets octets) {
        List<Octets> waiting = unresolved.computeIfAbsent(id, socket -> new ArrayList<>());
        waiting.add(octets);
        return waiting.size() == 1;
    }

    /** Opens the socket toward the first of the addresses and sends what waited for it. */
    void resolved(long id, List<InetSocketAddress> addresses) {
        List<Octets> waiting = unresolved.remove(id);
        if (waiting == null) {
            return;
        }
        if (addresses.isEmpty()) {
            failed(id, waiting, CloseCause.UNRESOLVABLE);
            return;
        }
        InetSocketAddress target = addresses.getFirst();
        int question = waiting.getFirst().hashCode();
        Optional<DatagramChannel> opened = Optional.empty();
        try {
            DatagramChannel channel = openFresh(target, question);
            opened = Optional.of(channel);
            DatagramPort port = new DatagramPort(id, shared, peers, channel);
            port.open();
            ports.put(id, port);
            asking.put(id, new Question(target, port.local().port(), question));
            waiting.forEach(port::send);
        } catch (IOException | IllegalArgumentException e) {
            // The second is how the library refuses an address of the wrong family.
            shared.trouble("sending to " + target, e);
            opened.ifPresent(this::closeQuietly);
            failed(id, waiting, Causes.ofOpening(e));
        }
    }

    /** A socket on a random port, which the system chooses, that has rested (DS-43). */
    private DatagramChannel openFresh(InetSocketAddress target, int question) throws IOException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            DatagramChannel channel = open(target);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            Instant now = shared.clock().now();
            if (recent.isFresh(target, port, now)
                    || (tries > TRIES_FOR_A_FRESH_PORT && recent.isNewTo(target, port, question, now))) {
                return channel;
            }
            channel.close();
        }
        throw new IOException("this was asked so often lately that no port is left for it");
    }

    private DatagramChannel open(InetSocketAddress target) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            if (shared.sendFrom().isPresent()) {
                channel.bind(new InetSocketAddress(shared.sendFrom().get(), 0));
            }
            channel.connect(target);
            return channel;
        } catch (IOException | IllegalArgumentException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            shared.trouble("closing a datagram socket", e);
        }
    }

    private void failed(long id, List<Octets> waiting, CloseCause cause) {
        waiting.forEach(octets -> shared.inputs().add(new Input.Unreachable(id, cause)));
    }

    /** Closes a socket; nothing more is delivered from it, not even what has arrived already. */
    void close(long id) {
        unresolved.remove(id);
        shared.inputs().removeIf(input -> isFrom(id, input));
        DatagramPort port = ports.remove(id);
        Question asked = asking.remove(id);
        if (asked != null) {
            recent.used(
                    asked.target(), asked.port(), asked.hash(), shared.clock().now());
        }
        if (port != null) {
            port.close();
            closedSince.put(id, port);
        }
    }

    /** The port an input came from, also when the machine has closed it while it handled that input. */
    private Optional<DatagramPort> port(long id) {
        return Optional.ofNullable(ports.get(id)).or(() -> Optional.ofNullable(closedSince.get(id)));
    }

    private static boolean isFrom(long id, Input input) {
        return switch (input) {
            case Input.DatagramReceived received -> received.socket() == id;
            case Input.Unreachable unreachable -> unreachable.socket() == id;
            default -> false;
        };
    }

    void settle(Input input) {
        switch (input) {
            case Input.DatagramReceived received -> {
                // Closing the socket has settled what was on its way to it.
                DatagramPort port = ports.get(received.socket());
                if (port != null) {
                    port.settleReceived(received.from());
                }
            }
            case Input.Unreachable unreachable -> port(unreachable.socket()).ifPresent(DatagramPort::settleUnreachable);
            default -> {}
        }
        closedSince.clear();
    }

    void closeAll() {
        ports.values().forEach(DatagramPort::close);
        ports.clear();
        asking.clear();
        unresolved.clear();
    }
}
