package org.dslab.proxy;

import java.net.InetSocketAddress;

/**
 * Told of everything that is under way between the proxies and the sockets they talk to, so that a lab can tell exactly
 * when nothing is. Called from the proxies' thread only; implementations must be quick. Calls named in the progressive
 * form are made before the system call they announce; the others when everything that follows from what they report has
 * been announced in its turn.
 *
 * <p>A <em>flow</em> is one direction of one TCP connection, named by the addresses of its two sockets.
 */
public interface ProxyListener {

    /** Tells nobody. */
    ProxyListener NOBODY = new ProxyListener() {};

    /** Before connecting: one thing to do for the proxy, one for the side that will accept. */
    default void dialing(InetSocketAddress target) {}

    /** The connection is established; the proxy's part is done. */
    default void dialed(InetSocketAddress local, InetSocketAddress remote) {}

    /** There will be no connection; both parts are done. */
    default void dialFailed(InetSocketAddress target) {}

    /** A client's connection was taken up, and the dialing onward announced. */
    default void accepted(InetSocketAddress local, InetSocketAddress remote) {}

    /** Clients can connect here from now on. */
    default void listening(InetSocketAddress local) {}

    /** Nobody listens here any more; connections that were never accepted are gone. */
    default void stoppedListening(InetSocketAddress local) {}

    default void sending(InetSocketAddress from, InetSocketAddress to, int octets) {}

    default void received(InetSocketAddress from, InetSocketAddress to, int octets) {}

    /** Before FIN or RST. */
    default void ending(InetSocketAddress from, InetSocketAddress to) {}

    default void endReceived(InetSocketAddress from, InetSocketAddress to) {}

    /** The proxy stops reading a flow, because a fault holds it or its memory is full, or goes on reading. */
    default void reading(InetSocketAddress from, InetSocketAddress to, boolean on) {}

    /** Nobody will read this flow any more. */
    default void readerGone(InetSocketAddress from, InetSocketAddress to) {}

    default void datagramSocketOpened(InetSocketAddress local) {}

    default void datagramSending(InetSocketAddress from, InetSocketAddress to) {}

    default void datagramReceived(InetSocketAddress from, InetSocketAddress to) {}

    /** A datagram from here to there came to nothing, and the proxy was told so. */
    default void datagramUnreachable(InetSocketAddress from, InetSocketAddress to) {}

    default void datagramSocketClosed(InetSocketAddress local) {}

    /**
     * The fault made a difference on a link; told once per link, direction and fault.
     *
     * @param what for people, such as {@code 25 octets lost}
     */
    default void faultTouched(ProxyFault fault, ProxyLink link, Direction direction, String what) {}

    /** Something unexpected that the proxies dealt with, such as a socket that could not be opened. */
    default void trouble(String text) {}
}
