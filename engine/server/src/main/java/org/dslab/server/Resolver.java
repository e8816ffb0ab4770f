package org.dslab.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dslab.engine.network.HostPort;

/** Turns configured hosts into addresses: literals at once, names on a thread of their own, since a DNS can be slow. */
final class Resolver {

    private final Optional<InetAddress> sendFrom;

    /** With an address to send from, only addresses of its family are of use. */
    Resolver(Optional<InetAddress> sendFrom) {
        this.sendFrom = sendFrom;
    }

    /** The address of a literal; no address if only a resolver can tell. */
    List<InetSocketAddress> atOnce(HostPort target) {
        return Endpoints.literal(target.host()).stream()
                .map(address -> new InetSocketAddress(address, target.port()))
                .toList();
    }

    /** Asks the resolver; {@code then} gets no address if there is none. It runs on another thread. */
    void later(HostPort target, Consumer<List<InetSocketAddress>> then) {
        Thread.ofVirtual().name("dslab resolver").start(() -> then.accept(lookUp(target)));
    }

    private List<InetSocketAddress> lookUp(HostPort target) {
        if (Endpoints.looksNumeric(target.host())) {
            return List.of();
        }
        try {
            return Stream.of(InetAddress.getAllByName(target.host()))
                    .filter(this::reachable)
                    .map(address -> new InetSocketAddress(address, target.port()))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private boolean reachable(InetAddress address) {
        return sendFrom.isEmpty() || sendFrom.get().getClass().equals(address.getClass());
    }
}
