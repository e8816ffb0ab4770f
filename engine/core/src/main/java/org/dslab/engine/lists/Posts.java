package org.dslab.engine.lists;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.SeenPost;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;

/**
 * Turns a message for lists into the messages that go to their members and to other sites, to be stored in one commit
 * (DS-80, DS-81, DS-84). The new messages name the body of the one that came.
 */
final class Posts {

    private final ListDirectory directory;
    private final SeenPosts seen;
    private final ListParts parts;

    Posts(ListDirectory directory, SeenPosts seen, ListParts parts) {
        this.directory = directory;
        this.seen = seen;
        this.parts = parts;
    }

    /** What one message comes to, as it is worked out. */
    private static final class Result implements Intake.Ended {

        private final SeenPosts seen;
        private final List<StoredMessage> messages = new ArrayList<>();
        private final List<SiteEvent> events = new ArrayList<>();
        private final List<SeenPost> posts = new ArrayList<>();

        Result(SeenPosts seen) {
            this.seen = seen;
        }

        @Override
        public void stored() {
            posts.forEach(seen::stored);
        }

        @Override
        public void notStored() {
            posts.forEach(seen::notStored);
        }
    }

    /**
     * Takes a message in.
     *
     * @param mark another site's, from an address where it counts
     * @param again called when there is an end to what the message has to wait for
     */
    Intake take(StoredMessage message, Optional<ListMark> mark, Runnable again) {
        List<StoredRecipient> others = new ArrayList<>();
        // By their addresses: one with a detail means the same list as one without.
        LinkedHashMap<String, MailingList> lists = new LinkedHashMap<>();
        Result result = new Result(seen);
        for (StoredRecipient recipient : message.recipients()) {
            Optional<MailingList> list = directory.reachedBy(recipient.address());
            if (list.isPresent()) {
                lists.put(list.get().address().key(), list.get());
            } else {
                others.add(recipient);
            }
        }
        for (MailingList list : lists.values()) {
            if (seen.isBeingStored(list.address().key(), idOf(message, markFor(list, mark)), again)) {
                return new Intake.Wait();
            }
        }
        lists.values().forEach(list -> distribute(message, list, markFor(list, mark), result));
        if (!others.isEmpty()) {
            result.messages.addFirst(message.withRecipients(others));
        }
        result.posts.forEach(seen::store);
        List<Change> changes = new ArrayList<>();
        result.messages.forEach(stored -> changes.add(new Change.MessageStored(stored)));
        result.posts.forEach(post -> changes.add(new Change.PostSeen(post)));
        return new Intake.Take(changes, result.messages, result.events, result);
    }

    private static Optional<ListMark> markFor(MailingList list, Optional<ListMark> mark) {
        return mark.filter(known -> known.list().key().equals(list.address().key()));
    }

    private StoredRecipient fresh(EmailAddress address, Instant now) {
        return StoredRecipient.fresh(address, parts.routes().apply(address), now);
    }

    private void distribute(StoredMessage message, MailingList list, Optional<ListMark> mark, Result result) {
        String id = idOf(message, mark);
        String from = mark.map(ListMark::site).orElse("");
        String address = list.address().toString();
        if (seen.contains(list.address().key(), id)) {
            result.events.add(new SiteEvent.PostDiscarded(message.id(), message.messageId(), address, from));
            return;
        }
        Instant now = parts.timers().now();
        List<SharingHost> hosts = mark.isPresent() ? List.of() : parts.sharing().hostsFor(list.address());
        Optional<StoredMessage> expansion = list.members().isEmpty()
                ? Optional.empty()
                : Optional.of(message(message, list, id, Octets.utf8(listId(list)), members(list, now)));
        result.posts.add(new SeenPost(list.address().key(), id, now));
        result.events.add(new SiteEvent.PostDistributed(
                message.id(),
                id,
                address,
                from,
                expansion.map(StoredMessage::id).orElse(""),
                list.members().stream().map(EmailAddress::toString).toList(),
                hosts.stream().map(SharingHost::name).toList()));
        expansion.ifPresent(stored -> add(stored, result));
        if (!hosts.isEmpty()) {
            Octets field = new ListMark(list.address(), parts.site(), id).field();
            add(message(message, list, id, field, copies(list, hosts, now)), result);
        }
    }

    private static void add(StoredMessage message, Result result) {
        result.messages.add(message);
        result.events.add(new SiteEvent.MessageQueued(
                message.id(),
                message.messageId(),
                message.sender(),
                message.recipients().stream()
                        .map(recipient -> recipient.address().toString())
                        .distinct()
                        .toList()));
    }

    private List<StoredRecipient> members(MailingList list, Instant now) {
        return list.members().stream().map(member -> fresh(member, now)).toList();
    }

    private static List<StoredRecipient> copies(MailingList list, List<SharingHost> hosts, Instant now) {
        return hosts.stream()
                .map(host -> StoredRecipient.fresh(list.address(), new Route.ListCopy(host.smtp()), now))
                .toList();
    }

    /** RFC 2919. */
    private static String listId(MailingList list) {
        return "List-Id: <" + list.address().localPart() + "."
                + list.address().withAsciiDomain().domain() + ">\r\n";
    }

    /** The Message-ID by which the post is known; one without gets one. */
    private String idOf(StoredMessage message, Optional<ListMark> mark) {
        if (mark.isPresent()) {
            return mark.get().post();
        }
        return message.messageId().isEmpty() ? "<" + message.id() + "@" + parts.hostname() + ">" : message.messageId();
    }

    private StoredMessage message(
            StoredMessage post, MailingList list, String id, Octets fields, List<StoredRecipient> recipients) {
        Octets missing = post.messageId().isEmpty() ? Octets.latin1("Message-ID: " + id + "\r\n") : Octets.EMPTY;
        StoredMessage made = new StoredMessage(
                parts.queueIds().get(),
                ListDirectory.bounces(list.address())
                        .map(EmailAddress::toString)
                        .orElse(""),
                recipients,
                id,
                post.head().concat(missing).concat(fields),
                post.body(),
                post.bodySize(),
                post.received(),
                post.eightBit(),
                post.utf8(),
                parts.timers().now(),
                false);
        // DS-35: nor may they go where a post came from that has been here before.
        return post.returnedFrom().map(made::returnedFrom).orElse(made);
    }
}
