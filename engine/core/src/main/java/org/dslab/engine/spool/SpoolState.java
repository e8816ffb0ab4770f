package org.dslab.engine.spool;

import java.util.List;

/**
 * Everything durable, as found at a start: each list in the order of its key (message id, address key, list key and
 * Message-ID; hosts by position).
 *
 * @param seeded whether any commit was ever made here; an empty spool is seeded from the configuration (DS-71)
 * @param findings what is lost or damaged, a sentence each with what to do (DS-36)
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
        List<StoredHost> hosts,
        List<String> findings) {

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
        findings = List.copyOf(findings);
    }

    /** A spool in which nothing is lost or damaged. */
    public SpoolState(
            boolean seeded,
            List<StoredMessage> messages,
            List<VerifiedAddress> verified,
            List<Account> accounts,
            List<Alias> aliases,
            List<Reservation> reservations,
            List<MailingList> lists,
            List<SeenPost> posts,
            List<StoredHost> hosts) {
        this(seeded, messages, verified, accounts, aliases, reservations, lists, posts, hosts, List.of());
    }

    /** The same, of which this is lost or damaged. */
    public SpoolState withFindings(List<String> sentences) {
        return new SpoolState(
                seeded, messages, verified, accounts, aliases, reservations, lists, posts, hosts, sentences);
    }
}
