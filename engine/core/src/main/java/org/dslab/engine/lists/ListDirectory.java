package org.dslab.engine.lists;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.address.Subaddresses;
import org.dslab.engine.spool.MailingList;

/**
 * The mailing lists of this site. Each has two local addresses: its own, and {@code LIST-bounces}, from which its posts
 * leave and whose mail goes to the list's owner (DS-84).
 */
public final class ListDirectory {

    private static final String BOUNCES = "-bounces";

    private final Subaddresses subaddresses;
    private final Predicate<EmailAddress> isTaken;
    private final TreeMap<String, MailingList> lists = new TreeMap<>();

    /**
     * Without any list.
     *
     * @param subaddresses mean a list too (DS-58)
     * @param isTaken whether exactly this address is an account's or alias', so that it is no subaddress of a list
     */
    public ListDirectory(Subaddresses subaddresses, Predicate<EmailAddress> isTaken) {
        this.subaddresses = subaddresses;
        this.isTaken = isTaken;
    }

    void put(MailingList list) {
        lists.put(list.address().key(), list);
    }

    void remove(EmailAddress address) {
        lists.remove(address.key());
    }

    /** The list with exactly this address. */
    public Optional<MailingList> find(EmailAddress address) {
        return Optional.ofNullable(lists.get(address.key()));
    }

    /** The list that mail for this address is for, with or without a detail; {@code -bounces} is no detail. */
    public Optional<MailingList> reachedBy(EmailAddress address) {
        Optional<MailingList> exact = find(address);
        return exact.isPresent() || exactlyWithBounces(address).isPresent()
                ? exact
                : base(address).flatMap(this::find);
    }

    /** The list whose posts leave from this address. */
    public Optional<MailingList> withBounces(EmailAddress address) {
        return exactlyWithBounces(address).or(() -> base(address).flatMap(this::exactlyWithBounces));
    }

    private Optional<EmailAddress> base(EmailAddress address) {
        return subaddresses.base(address).filter(base -> !isTaken.test(address));
    }

    private Optional<MailingList> exactlyWithBounces(EmailAddress address) {
        String local = address.localKey();
        return local.endsWith(BOUNCES)
                ? Optional.ofNullable(
                        lists.get(local.substring(0, local.length() - BOUNCES.length()) + "@" + address.domainKey()))
                : Optional.empty();
    }

    /** Whether the address is a list's own or the one of its bounces. */
    public boolean isLocal(EmailAddress address) {
        return reachedBy(address).isPresent() || withBounces(address).isPresent();
    }

    /** In the order of their addresses. */
    public List<MailingList> all() {
        return List.copyOf(lists.values());
    }

    /** The envelope sender of the list's posts; empty for a name that leaves no room for it or needs quotes. */
    public static Optional<EmailAddress> bounces(EmailAddress list) {
        return EmailAddress.parse(list.localPart() + BOUNCES + "@" + list.domain());
    }
}
