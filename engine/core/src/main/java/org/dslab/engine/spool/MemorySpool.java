package org.dslab.engine.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.dslab.engine.octets.Octets;

/**
 * The durable state held in memory: what a driver without a disk keeps, so that it outlives a restarted site. Not
 * thread-safe; the caller applies commits in their order.
 */
public final class MemorySpool {

    private final TreeMap<String, StoredMessage> messages = new TreeMap<>();
    private final TreeMap<String, VerifiedAddress> verified = new TreeMap<>();
    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private final TreeMap<String, Alias> aliases = new TreeMap<>();
    private final TreeMap<String, Reservation> reservations = new TreeMap<>();
    private final TreeMap<String, MailingList> lists = new TreeMap<>();
    private final TreeMap<String, SeenPost> posts = new TreeMap<>();
    private final TreeMap<String, StoredHost> hosts = new TreeMap<>();
    private final TreeMap<Long, KeptBody> bodies = new TreeMap<>();
    private boolean seeded;

    /** Applies all changes of one commit. */
    public void commit(List<Change> changes) {
        changes.forEach(this::apply);
        seeded = true;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.MessageStored stored -> messages.put(stored.message().id(), stored.message());
            case Change.MessageRemoved removed -> messages.remove(removed.id());
            case Change.AddressVerified added -> verified.put(added.address().key(), added.address());
            case Change.VerifiedDropped dropped -> verified.remove(dropped.key());
            case Change.AccountStored stored ->
                accounts.put(stored.account().address().key(), stored.account());
            case Change.AccountRemoved removed -> accounts.remove(removed.key());
            case Change.AliasStored stored ->
                aliases.put(stored.alias().address().key(), stored.alias());
            case Change.AliasRemoved removed -> aliases.remove(removed.key());
            case Change.Reserved reserved ->
                reservations.put(reserved.reservation().address().key(), reserved.reservation());
            case Change.ReservationEnded ended -> reservations.remove(ended.key());
            case Change.ListStored stored -> lists.put(stored.list().address().key(), stored.list());
            case Change.ListRemoved removed -> lists.remove(removed.key());
            case Change.PostSeen seen ->
                posts.put(postKey(seen.post().list(), seen.post().messageId()), seen.post());
            case Change.PostForgotten forgotten -> posts.remove(postKey(forgotten.list(), forgotten.messageId()));
            case Change.HostStored stored -> hosts.put(stored.host().key(), stored.host());
            case Change.HostRemoved removed -> hosts.remove(removed.key());
            case Change.Seeds seeds -> {
                if (!seeded) {
                    seeds.changes().forEach(this::apply);
                }
            }
        }
    }

    /** What a site that starts now finds. */
    public SpoolState state() {
        return new SpoolState(
                seeded,
                new ArrayList<>(messages.values()),
                new ArrayList<>(verified.values()),
                new ArrayList<>(accounts.values()),
                new ArrayList<>(aliases.values()),
                new ArrayList<>(reservations.values()),
                new ArrayList<>(lists.values()),
                new ArrayList<>(posts.values()),
                hosts.values().stream()
                        .sorted(Comparator.comparingInt(StoredHost::position))
                        .toList());
    }

    /** Neither part can have a NUL. */
    private static String postKey(String list, String messageId) {
        return list + "\0" + messageId;
    }

    public void appendBody(long body, Octets octets) {
        bodies.computeIfAbsent(body, id -> new KeptBody()).append(octets);
    }

    /** At most {@code length} octets from {@code offset}, at least one unless the body ends there. */
    public Octets readBody(long body, long offset, int length) {
        KeptBody kept = bodies.get(body);
        return kept == null ? Octets.EMPTY : kept.read(offset, length);
    }

    /** Octets of the body so far; 0 if there is none. */
    public long bodySize(long body) {
        KeptBody kept = bodies.get(body);
        return kept == null ? 0 : kept.size();
    }

    public void dropBody(long body) {
        bodies.remove(body);
    }

    /** Forgets bodies that no message names: what a crash left half-written. */
    public void dropOrphans() {
        List<Long> named = messages.values().stream().map(StoredMessage::body).toList();
        bodies.keySet().removeIf(body -> !named.contains(body));
    }
}
