package org.dslab.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a link is entered and leads.
 *
 * @param name for messages
 * @param entrance where the proxy listens; port 0 means any free port
 * @param source the address that the proxy binds on its way to the target
 */
public record LinkSetup(
        String name, Transport transport, InetSocketAddress entrance, InetSocketAddress target, InetAddress source) {

    /** What a link carries. */
    public enum Transport {
        TCP,
        UDP
    }
}
