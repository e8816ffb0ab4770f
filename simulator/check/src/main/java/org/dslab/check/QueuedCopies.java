package org.dslab.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;

/** Every message that a site took into its queue, with what became of it for each recipient, by the site's own records. */
final class QueuedCopies {

    /** How a site says that it is done with one recipient of a message, and the entry that says so. */
    record Ending(Kind kind, Entry entry, String target) {
        enum Kind {
            FILED,
            DELIVERED,
            FAILED,
            RETURNED,
            DELETED,
            /** It was an alias; there is a copy for its target. */
            FOLLOWED,
            /** A list's post: messages of their own go to its members and to other sites. */
            DISTRIBUTED,
            /** A list post that was distributed before, or that a host without the list does not need. */
            NOT_NEEDED
        }
    }

    /** One message in one site's queue. */
    static final class Copy {
        private final String site;
        private final String queueId;
        private String messageId = "";
        private String aboutMessageId = "";
        private boolean nullSender;
        private long queued = Long.MAX_VALUE;
        private long done = Long.MAX_VALUE;
        private final Map<String, String> recipients = new LinkedHashMap<>();
        private final TreeMap<String, List<Ending>> endings = new TreeMap<>();

        private Copy(String site, String queueId) {
            this.site = site;
            this.queueId = queueId;
        }

        String site() {
            return site;
        }

        String queueId() {
            return queueId;
        }

        /** Empty if the message has none. */
        String messageId() {
            return messageId;
        }

        /** For a delivery status notification the message that it is about, else empty. */
        String aboutMessageId() {
            return aboutMessageId;
        }

        boolean hasNullSender() {
            return nullSender;
        }

        /** Number of the first entry that mentions it. */
        long queued() {
            return queued;
        }

        boolean isDone() {
            return done != Long.MAX_VALUE;
        }

        boolean isDoneBefore(long number) {
            return done < number;
        }

        /** Number of the entry that says that it left the queue, if it did. */
        long done() {
            return done;
        }

        /** As written, by key. */
        Map<String, String> recipients() {
            return recipients;
        }

        boolean isFor(String recipient) {
            return recipients.containsKey(Addresses.key(recipient));
        }

        List<Ending> endingsOf(String recipient) {
            return endings.getOrDefault(Addresses.key(recipient), List.of());
        }

        private void addRecipient(String recipient) {
            recipients.putIfAbsent(Addresses.key(recipient), recipient);
        }

        private void end(String recipient, Ending.Kind kind, Entry entry, String target) {
            addRecipient(recipient);
            endings.computeIfAbsent(Addresses.key(recipient), any -> new ArrayList<>())
                    .add(new Ending(kind, entry, target));
        }
    }

    private final Map<String, Copy> copies = new LinkedHashMap<>();

    QueuedCopies(List<Entry> history) {
        history.forEach(this::note);
    }

    private void note(Entry entry) {
        switch (entry.event()) {
            case Event.MessageQueued queued -> {
                Copy copy = copy(entry, queued.queueId());
                copy.messageId = queued.messageId();
                copy.nullSender = queued.sender().isEmpty();
                queued.recipients().forEach(copy::addRecipient);
            }
            case Event.NotificationQueued notification -> noteNotification(entry, notification);
            case Event.Filed filed ->
                mentioned(entry, filed.queueId(), filed.messageId())
                        .end(filed.recipient(), Ending.Kind.FILED, entry, filed.mailbox());
            case Event.RecipientDelivered delivered ->
                mentioned(entry, delivered.queueId(), delivered.messageId())
                        .end(
                                delivered.recipient(),
                                delivered.kind().equals("mailbox") ? Ending.Kind.FILED : Ending.Kind.DELIVERED,
                                entry,
                                delivered.target());
            case Event.RecipientFailed failed ->
                mentioned(entry, failed.queueId(), failed.messageId())
                        .end(failed.recipient(), Ending.Kind.FAILED, entry, "");
            case Event.PostDistributed post ->
                copy(entry, post.queueId()).end(post.list(), Ending.Kind.DISTRIBUTED, entry, "");
            case Event.PostDiscarded post ->
                copy(entry, post.queueId()).end(post.list(), Ending.Kind.NOT_NEEDED, entry, "");
            case Event.ListHostAnswered answered
            when answered.status() == 3 ->
                copy(entry, answered.queueId()).end(answered.list(), Ending.Kind.NOT_NEEDED, entry, "");
            case Event.AliasFollowed followed -> {
                Copy copy = copy(entry, followed.queueId());
                copy.end(followed.recipient(), Ending.Kind.FOLLOWED, entry, followed.target());
                copy.addRecipient(followed.target());
            }
            case Event.DelayNotified delay -> {
                Copy copy = copy(entry, delay.queueId());
                copy.nullSender = true;
                copy.aboutMessageId = delay.aboutMessageId();
                copy.addRecipient(delay.to());
            }
            case Event.QueueOperated operated
            when operated.action().equals("delete") -> {
                Copy copy = mentioned(entry, operated.queueId(), operated.messageId());
                operated.recipients().forEach(recipient -> copy.end(recipient, Ending.Kind.DELETED, entry, ""));
            }
            case Event.MessageDone done -> {
                Copy copy = copy(entry, done.queueId());
                copy.done = Math.min(copy.done, entry.number());
            }
            default -> {}
        }
    }

    private void noteNotification(Entry entry, Event.NotificationQueued notification) {
        Copy about = copy(entry, notification.aboutQueueId());
        notification.recipients().forEach(recipient -> about.end(recipient, Ending.Kind.RETURNED, entry, ""));
        Copy copy = copy(entry, notification.queueId());
        copy.nullSender = true;
        copy.aboutMessageId = notification.aboutMessageId();
        copy.addRecipient(notification.to());
    }

    private Copy mentioned(Entry entry, String queueId, String messageId) {
        Copy copy = copy(entry, queueId);
        copy.messageId = messageId;
        return copy;
    }

    private Copy copy(Entry entry, String queueId) {
        Copy copy = copies.computeIfAbsent(entry.node() + " " + queueId, any -> new Copy(entry.node(), queueId));
        copy.queued = Math.min(copy.queued, entry.number());
        return copy;
    }

    List<Copy> all() {
        return List.copyOf(copies.values());
    }
}
