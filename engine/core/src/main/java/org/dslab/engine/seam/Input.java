package org.dslab.engine.seam;

import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.SpoolState;

/**
 * What a driver tells a machine. Connection ids: those the driver gives to accepted connections are negative, those the
 * machine gives to connections it opens are positive; neither is used twice between two starts. Datagram sockets: 0 is
 * the Minger listener, positive ids are the machine's own.
 */
public sealed interface Input {

    /** What happens to one connection after it was accepted or asked for. */
    sealed interface OfConnection extends Input {

        long connection();
    }

    /**
     * The first input. {@code seed} is fresh for each start and feeds all ids and ports that must be unpredictable.
     */
    record Started(SpoolState recovered, long seed) implements Input {}

    /** A client connected to one of this machine's listeners. */
    record Accepted(long connection, Service service, Endpoint client) implements Input {}

    /** A connection that {@link Effect.Open} asked for is established. */
    record Opened(long connection) implements OfConnection {}

    /** The handshake that {@link Effect.Secure} asked for is done: what is sent and received from now on is private. */
    record Secured(long connection, TlsSession session) implements OfConnection {}

    /** At most 64 KiB arrived. The driver reads on only after {@code handle} has returned and reading is on. */
    record Received(long connection, Octets octets) implements OfConnection {}

    /** So many octets of earlier {@link Effect.Send}s have left for the network. */
    record Sent(long connection, long octets) implements OfConnection {}

    /** The peer will send no more; this side may still send. */
    record EndOfInput(long connection) implements OfConnection {}

    /** Exactly once and last for every connection, also for one that could not be opened. */
    record Closed(long connection, CloseCause cause) implements OfConnection {}

    /** The answer to {@link Effect.CheckPassword}. */
    record PasswordChecked(long check, PasswordVerdict verdict) implements Input {}

    /**
     * So many octets of bodies wait in memory for the store. The driver tells when it is much more or less than it has told
     * last; none until it has told.
     */
    record Backlog(long octets) implements Input {}

    /** A datagram arrived, at most 64 KiB. */
    record DatagramReceived(long socket, Endpoint from, Octets octets) implements Input {}

    /** A datagram sent from this socket could not be delivered. */
    record Unreachable(long socket, CloseCause cause) implements Input {}

    /** The time that {@link Machine#nextWake} named has come. */
    record Wake() implements Input {}

    /** The commit, and every body it names, is durable. Results come in the order of the {@link Effect.Commit}s. */
    record Committed(long commit) implements Input {}

    /** Nothing of the commit happened. */
    record CommitFailed(long commit, CommitFailure cause) implements Input {}

    /** An answer to {@link Effect.ReadBody}; {@code last} when the body ends with these octets. */
    record BodyRead(long body, long offset, Octets octets, boolean last) implements Input {}

    /** The other answer to {@link Effect.ReadBody}: the store cannot read the body, and why. */
    record BodyUnreadable(long body, CommitFailure cause) implements Input {}

    /** The message is in the mailbox, durably. */
    record Filed(long filing) implements Input {}

    /** The message is not in the mailbox, as far as the store knows. */
    record FilingFailed(long filing, CommitFailure cause) implements Input {}

    /** An operator's request; answered by {@link Effect.Reply} with the same id. */
    record Command(long command, Request request) implements Input {}
}
