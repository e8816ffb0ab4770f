package org.dslab.server;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.dslab.engine.network.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The senders of a listener's latest datagrams, each as the library and as the engine names it. A busy responder would
 * otherwise write and read an address as text for every answer. Of the peers that share a slot the latest is kept.
 */
final class RecentPeers {

    private static final int SLOTS = 256;

    private record Peer(InetSocketAddress address, Endpoint endpoint) {}

    private final @Nullable Peer[] slots = new @Nullable Peer[SLOTS];

    /** The engine's name of a sender. */
    Endpoint endpoint(InetSocketAddress address) {
        int slot = slotOf(address.getPort());
        Peer known = slots[slot];
        if (known != null && known.address().equals(address)) {
            return known.endpoint();
        }
        Endpoint endpoint = Endpoints.of(address);
        slots[slot] = new Peer(address, endpoint);
        return endpoint;
    }

    /**
     * The library's name of an endpoint, with the scope of an IPv6 address if it sent something lately.
     *
     * @throws UnknownHostException if the endpoint's address is not numeric
     */
    InetSocketAddress address(Endpoint endpoint) throws UnknownHostException {
        Peer known = slots[slotOf(endpoint.port())];
        return known != null && known.endpoint().equals(endpoint) ? known.address() : Endpoints.address(endpoint);
    }

    private static int slotOf(int port) {
        return port % SLOTS;
    }
}
