package org.dslab.engine.seam;

import java.util.List;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.spool.Change;

/** What a machine asks its driver to do. The driver carries effects out in their order and decides nothing. */
public sealed interface Effect {

    /** Connect; {@link Input.Opened} or {@link Input.Closed} follows. Names are resolved now (DS-30). */
    record Open(long connection, Service service, HostPort target) implements Effect {}

    /** Send; {@link Input.Sent} follows as the network takes the octets. */
    record Send(long connection, Octets octets) implements Effect {}

    /** Begin or stop reading from a connection. A new connection begins with reading on. */
    record Reading(long connection, boolean on) implements Effect {}

    /** Flush, send FIN, and discard what still arrives until the peer ends too; then {@link Input.Closed}. */
    record Finish(long connection) implements Effect {}

    /** Reset at once; {@link Input.Closed} follows. */
    record Abort(long connection) implements Effect {}

    /**
     * Begin a TLS handshake on an established connection; {@link Input.Secured} or {@link Input.Closed} follows. Reading is
     * on from here. Until then the machine sends nothing; later it sends and receives plaintext.
     */
    record Secure(long connection, TlsSide side) implements Effect {}

    /**
     * Compare a password with what the driver has of it; {@link Input.PasswordChecked} follows. It takes equally long for
     * names that have no password.
     *
     * @param account a whole address, in lower case
     */
    record CheckPassword(long check, String account, Secret password) implements Effect {}

    /** Answer a datagram from the Minger listener. */
    record DatagramReply(Endpoint to, Octets octets) implements Effect {}

    /**
     * Send from the machine's own datagram socket. At its first use the socket is opened on a fresh random port and
     * connected to the target, whose name is resolved then.
     */
    record Datagram(long socket, HostPort target, Octets octets) implements Effect {}

    /** Close a datagram socket of the machine's own; nothing more is delivered from it. */
    record CloseDatagram(long socket) implements Effect {}

    /** Append to a body; the first append creates it. */
    record AppendBody(long body, Octets octets) implements Effect {}

    /** Read at most {@code length} octets; {@link Input.BodyRead} or {@link Input.BodyUnreadable} follows. */
    record ReadBody(long body, long offset, int length) implements Effect {}

    /** Forget a body that no durable message names any more, or that never became one. */
    record DropBody(long body) implements Effect {}

    /** Make the changes durable, all or none; {@link Input.Committed} or {@link Input.CommitFailed} follows. */
    record Commit(long commit, List<Change> changes) implements Effect {
        public Commit {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Put {@code head} followed by the body into a mailbox; {@link Input.Filed} or {@link Input.FilingFailed} follows.
     * Idempotent per {@code key}: a key that the mailbox has seen is filed again without a second copy.
     *
     * @param mailbox the account's address
     * @param key message and recipient
     */
    record File(long filing, String mailbox, String key, Octets head, long body) implements Effect {}

    /** The answer to a {@link Input.Command}. */
    record Reply(long command, Answer answer) implements Effect {}

    /** Something for the log and the history. */
    record Recorded(SiteEvent event) implements Effect {}
}
