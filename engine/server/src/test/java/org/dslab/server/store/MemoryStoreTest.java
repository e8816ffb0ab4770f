package org.dslab.server.store;

import java.util.List;
import org.dslab.engine.octets.Octets;

class MemoryStoreTest implements StoreContract {

    private final MemoryMailboxes mailboxes = new MemoryMailboxes();

    @Override
    public Store open() {
        return new MemoryStore(mailboxes);
    }

    /** It is the process that dies, not the memory: a store of this kind stands for a disk. */
    @Override
    public Store crashed(Store store) {
        return store;
    }

    @Override
    public List<Octets> mailbox(Store store, String mailbox) {
        return mailboxes.messages(mailbox);
    }
}
