package org.dslab.engine.spool;

import java.util.List;

/**
 * Everything durable, as found at a start: each list in the order of its key (message id, address key).
 *
 * @param seeded whether any commit was ever made here; an empty spool is seeded from the configuration (DS-71)
 */
public record SpoolState(
        boolean seeded, List<StoredMessage> messages, List<VerifiedAddress> verified, List<Account> accounts) {

    public static final SpoolState EMPTY = new SpoolState(false, List.of(), List.of(), List.of());

    public SpoolState {
        messages = List.copyOf(messages);
        verified = List.copyOf(verified);
        accounts = List.copyOf(accounts);
    }
}
