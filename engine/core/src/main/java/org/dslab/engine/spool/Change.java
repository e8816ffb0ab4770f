package org.dslab.engine.spool;

import java.util.List;

/** One durable change; a commit makes several, all or none. */
public sealed interface Change {

    /** A new message, or the same message with other recipients. */
    record MessageStored(StoredMessage message) implements Change {}

    record MessageRemoved(String id) implements Change {}

    record AddressVerified(VerifiedAddress address) implements Change {}

    /** No change if the key is not there. */
    record VerifiedDropped(String key) implements Change {}

    /** A new account, or the same account in another state. */
    record AccountStored(Account account) implements Change {}

    /** The account with this address key is gone. */
    record AccountRemoved(String key) implements Change {}

    /** A new alias, or the same alias with another target. */
    record AliasStored(Alias alias) implements Change {}

    record AliasRemoved(String key) implements Change {}

    /** DS-43.1. */
    record Reserved(Reservation reservation) implements Change {}

    record ReservationEnded(String key) implements Change {}

    /** A new list, or the same list with another roster. */
    record ListStored(MailingList list) implements Change {}

    record ListRemoved(String key) implements Change {}

    record PostSeen(SeenPost post) implements Change {}

    record PostForgotten(String list, String messageId) implements Change {}

    /** A new sharing host, or the same host with other properties (DS-71). */
    record HostStored(StoredHost host) implements Change {}

    record HostRemoved(String key) implements Change {}

    /**
     * What the configuration has for a spool that was never used (DS-71); no change if there was any commit. Every commit has
     * it first until one is known to have succeeded, for the first one that does makes the spool a used one.
     */
    record Seeds(List<Change> changes) implements Change {
        public Seeds {
            changes = List.copyOf(changes);
        }
    }
}
