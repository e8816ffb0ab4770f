package org.dslab.server.store;

import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;

/**
 * What a driver keeps for its machine. Called from one thread at a time: {@link #recover} first, then the store thread;
 * only {@link #file} may be called by several at once and beside everything else, as far as {@link #filesAtOnce} says.
 * It outlives the driver, as a disk outlives a process.
 */
public interface Store {

    /** Everything committed before, after forgetting bodies that no message names. */
    SpoolState recover() throws StoreException;

    /** Makes all commits of the group durable in their order, with the bodies they name; or, if it throws, none. */
    void commit(List<List<Change>> group) throws StoreException;

    /** The first append creates the body. A body is not durable before a commit that names it. */
    void appendBody(long body, Octets octets) throws StoreException;

    /** At most {@code length} octets from {@code offset}; a body that nothing was appended to is empty. */
    BodyPiece readBody(long body, long offset, int length) throws StoreException;

    /** No change if there is no such body. */
    void dropBody(long body) throws StoreException;

    /** How many messages may be filed at once; with 1 filings take turns with everything else, in their order. */
    default int filesAtOnce() {
        return 1;
    }

    /** Puts {@code head} and the body into a mailbox, durably; nothing happens if the mailbox has seen the key. */
    void file(String mailbox, String key, Octets head, long body) throws StoreException;
}
