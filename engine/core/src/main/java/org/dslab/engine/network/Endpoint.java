package org.dslab.engine.network;

/**
 * A numeric network address and port, as a driver sees a peer.
 *
 * @param address an IPv4 or IPv6 literal without brackets
 * @param port 0 to 65535
 */
public record Endpoint(String address, int port) {

    /** {@code 192.0.2.1:25} or {@code [2001:db8::1]:25}. */
    @Override
    public String toString() {
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }
}
