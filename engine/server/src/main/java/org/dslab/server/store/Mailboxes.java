package org.dslab.server.store;

import java.io.IOException;
import java.io.InputStream;

/** Where messages for local accounts end up. */
public interface Mailboxes {

    /**
     * Puts a message into a mailbox, durably if the mailboxes are.
     *
     * @param mailbox the account's address
     * @param key message and recipient
     * @return false if the mailbox had seen the key, and nothing was added
     * @throws IOException if the message may not be there; a {@link StoreException} can say that there is no space
     */
    boolean file(String mailbox, String key, InputStream message) throws IOException;
}
