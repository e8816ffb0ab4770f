package org.dslab.engine.spool;

import java.util.List;

/**
 * Everything durable, as found at a start: each list in the order of its key (message id, address key, list key and
 * Message-ID; hosts by position).
 *
 * @param seeded whether any commit was ever made here; an empty spool is seeded from the configuration (DS-71)
 */
public record SpoolState(
        boolean seeded,
        List<StoredMessage> messages,
        List<VerifiedAddress> verified,
        List<Account> accounts,
        List<Alias> aliases,
        List<Reservation> reservations,
        List<MailingList> lists,
        List<SeenPost> posts,
        List<StoredHost> hosts) {

    public static final SpoolState EMPTY = new SpoolState(
            false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public SpoolState {
        messages = List.copyOf(messages);
        verified = List.copyOf(verified);
        accounts = List.copyOf(accounts);
        aliases = List.copyOf(aliases);
        reservations = List.copyOf(reservations);
        lists = List.copyOf(lists);
        posts = List.copyOf(posts);
        hosts = List.copyOf(hosts);
    }
}
