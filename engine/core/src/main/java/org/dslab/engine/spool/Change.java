package org.dslab.engine.spool;

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

    /** The account with this address key is gone, with its aliases. */
    record AccountRemoved(String key) implements Change {}
}
