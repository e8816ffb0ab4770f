package org.dslab.engine.lists;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.address.Subaddresses;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.SeenPost;
import org.dslab.engine.spool.StoredMessage;

/** The lists of a site, for those parts of it that receive and deliver mail. */
public final class MailingLists {

    private final ListDirectory directory;
    private final ListParts parts;
    private final SeenPosts seen;
    private final Posts posts;
    private final Subaddresses subaddresses;

    public MailingLists(ListDirectory directory, ListParts parts) {
        this.directory = directory;
        this.parts = parts;
        this.seen = new SeenPosts(parts.effects(), parts.timers());
        this.posts = new Posts(directory, seen, parts);
        this.subaddresses = new Subaddresses(parts.settings().subaddressSeparator());
    }

    /** Goes on with the posts that were distributed before a restart. */
    public void recover(List<SeenPost> stored) {
        seen.recover(stored);
    }

    public ListSharing sharing() {
        return parts.sharing();
    }

    /** The list that mail for this address is for. */
    public Optional<MailingList> find(EmailAddress address) {
        return directory.reachedBy(address);
    }

    /** The owner of the list whose posts leave from this address, and to whom their bounces go. */
    public Optional<EmailAddress> ownerOfBounces(EmailAddress address) {
        return directory.withBounces(address).map(MailingList::owner);
    }

    /** The list whose posts leave from this address. */
    public Optional<EmailAddress> listOfBounces(String sender) {
        return EmailAddress.parse(sender).flatMap(directory::withBounces).map(MailingList::address);
    }

    /** Whether the address is a list's own or the one of its bounces (DS-02). */
    public boolean isLocal(EmailAddress address) {
        return directory.isLocal(address);
    }

    /** Whether the sender, without the detail of a subaddress, is on the roster (DS-82, DS-58). */
    public boolean isMember(MailingList list, EmailAddress sender) {
        String whole = sender.key();
        String base = subaddresses.asked(sender).key();
        return list.members().stream()
                .map(EmailAddress::key)
                .anyMatch(member -> member.equals(whole) || member.equals(base));
    }

    /** Whether this is the envelope sender of the list's own posts, which other sites' copies bear (DS-81). */
    public boolean isFromTheList(MailingList list, EmailAddress sender) {
        return directory
                .withBounces(sender)
                .filter(known -> known.address().key().equals(list.address().key()))
                .isPresent();
    }

    /**
     * Takes in a message that may have lists among its recipients; whether its sender may post is decided already.
     *
     * @param mark the mark of another site's copy, from an address where it counts
     * @param again called when there is an end to what the message has to wait for
     */
    public Intake take(StoredMessage message, Optional<ListMark> mark, Runnable again) {
        return posts.take(message, mark, again);
    }

    /**
     * Takes in a message that came as another site's copy of a post, and is one only if it has the mark of a list that it
     * is for (DS-81).
     */
    public Intake takeCopy(StoredMessage message, Optional<ListMark> mark, Runnable again) {
        boolean isCopy = mark.isPresent()
                && message.recipients().stream()
                        .allMatch(recipient -> recipient
                                .address()
                                .key()
                                .equals(mark.get().list().key()));
        return isCopy ? take(message, mark, again) : new Intake.NoCopy();
    }
}
