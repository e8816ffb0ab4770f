package org.dslab.engine.spool;

import java.util.List;
import org.dslab.engine.address.EmailAddress;

/**
 * A mailbox of this site with its aliases (DS-01).
 *
 * @param aliases other addresses whose mail goes to this mailbox
 */
public record Account(EmailAddress address, List<EmailAddress> aliases, AccountState state) {

    public Account {
        aliases = List.copyOf(aliases);
    }
}
