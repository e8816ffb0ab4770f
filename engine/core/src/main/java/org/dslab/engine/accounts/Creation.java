package org.dslab.engine.accounts;

import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;

/**
 * An address that an operator wants to have here.
 *
 * @param target of an alias; absent: it is an account
 * @param force although a host cannot be asked; never although a host has the address (DS-41)
 * @param movedFrom the name of the host that is giving it up: that this host says 4 is no objection (DS-44)
 */
public record Creation(EmailAddress address, Optional<EmailAddress> target, boolean force, Optional<String> movedFrom) {

    /** What makes it durable. */
    Change change() {
        return target.<Change>map(to -> new Change.AliasStored(new Alias(address, to)))
                .orElseGet(() -> new Change.AccountStored(new Account(address, AccountState.ACTIVE)));
    }

    boolean ignoresInactiveAt(SharingHost host) {
        return movedFrom.equals(Optional.of(host.name()));
    }
}
