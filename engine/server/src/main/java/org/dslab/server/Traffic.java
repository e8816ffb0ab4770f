package org.dslab.server;

import org.dslab.engine.network.Endpoint;

/**
 * Told of everything that is under way between a driver and the sockets it talks to, so that a lab can tell exactly when
 * nothing is (DESIGN.md, "when a world is quiet"). Called from the driver's threads; implementations must be thread-safe
 * and quick. Each "before" call is made before the system call it announces, each "after" call when the machine's
 * {@code handle} for it has returned and the effects of that call have been announced in their turn.
 *
 * <p>A <em>flow</em> is one direction of one TCP connection, named by the endpoints of its two sockets.
 */
public interface Traffic {

    /** A driver outside a lab tells nobody. */
    Traffic UNMETERED = new Traffic() {};

    /** Before connecting: one for this side, one for the side that will accept. */
    default void dialing(Endpoint target) {}

    /** After {@code Opened}: this side's one is done. */
    default void dialed(Endpoint local, Endpoint remote) {}

    /** After {@code Closed} of a connection that was never established: both are done. */
    default void dialFailed(Endpoint target) {}

    /** After {@code Accepted}: the accepting side's one is done. */
    default void accepted(Endpoint local, Endpoint remote) {}

    /** Before writing to a connection. */
    default void sending(Endpoint from, Endpoint to, int octets) {}

    /** After {@code Received}. */
    default void received(Endpoint from, Endpoint to, int octets) {}

    /** Before FIN or RST: one more thing for the reader of this flow to notice. */
    default void ending(Endpoint from, Endpoint to) {}

    /** After {@code EndOfInput}. */
    default void endReceived(Endpoint from, Endpoint to) {}

    /** Reading was turned on or off: what waits for a reader that is off does not count. */
    default void reading(Endpoint from, Endpoint to, boolean on) {}

    /** After {@code Closed}: nobody will read this flow any more, and what is on it, now or later, is done. */
    default void readerGone(Endpoint from, Endpoint to) {}

    /** A datagram socket can receive from now on. */
    default void datagramSocketOpened(Endpoint local) {}

    /** Before sending a datagram. Where no socket is open a connected sender is told, which may take a moment. */
    default void datagramSending(Endpoint from, Endpoint to) {}

    /** After {@code DatagramReceived}. */
    default void datagramReceived(Endpoint from, Endpoint to) {}

    /** After {@code Unreachable}: a datagram from here to there came to nothing, if that was not known already. */
    default void datagramUnreachable(Endpoint from, Endpoint to) {}

    /**
     * The socket is closed; what was on its way to it is done. What it has sent is still on its way: a system delivers
     * datagrams of a sender that is gone.
     */
    default void datagramSocketClosed(Endpoint local) {}

    /** Before something is handed to another thread: a commit, a filing, a body to read, a command, a wake. */
    default void workBegins() {}

    /** After the input that resulted from it. */
    default void workEnds() {}
}
