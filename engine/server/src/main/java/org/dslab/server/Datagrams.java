package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
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

    private final Shared shared;
    private final Map<Long, DatagramPort> ports = new HashMap<>();
    private final Map<Long, DatagramPort> closedSince = new HashMap<>();
    private final Map<Long, List<Octets>> unresolved = new HashMap<>();

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
            DatagramPort port = new DatagramPort(0, shared, channel);
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
        Optional<DatagramChannel> opened = Optional.empty();
        try {
            DatagramChannel channel = DatagramChannel.open();
            opened = Optional.of(channel);
            channel.configureBlocking(false);
            if (shared.sendFrom().isPresent()) {
                channel.bind(new InetSocketAddress(shared.sendFrom().get(), 0));
            }
            channel.connect(addresses.getFirst());
            DatagramPort port = new DatagramPort(id, shared, channel);
            port.open();
            ports.put(id, port);
            waiting.forEach(port::send);
        } catch (IOException | IllegalArgumentException e) {
            // The second is how the library refuses an address of the wrong family.
            shared.trouble("sending to " + addresses.getFirst(), e);
            opened.ifPresent(this::closeQuietly);
            failed(id, waiting, Causes.ofOpening(e));
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
        unresolved.clear();
    }
}
