package org.dslab.engine.lists;

import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.minger.MingerStatus;

/** All that a site answers Minger queries about: its accounts and aliases, and its lists (DS-02, DS-51). */
public final class LocalAddresses implements MingerDirectory {

    private final MingerDirectory accounts;
    private final ListDirectory lists;

    public LocalAddresses(MingerDirectory accounts, ListDirectory lists) {
        this.accounts = accounts;
        this.lists = lists;
    }

    @Override
    public MingerStatus statusOf(EmailAddress address) {
        MingerStatus ofAccount = accounts.statusOf(address);
        return ofAccount == MingerStatus.DOES_NOT_EXIST && lists.isLocal(address) ? MingerStatus.ACTIVE : ofAccount;
    }
}
