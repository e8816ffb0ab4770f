package org.dslab.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.check.QueuedCopies.Copy;
import org.dslab.history.Entry;
import org.dslab.history.Event;

/** Where a message was seen by others than the site that reports about it: in mailbox stores, outside, in other queues. */
final class Sightings {

    private final TreeMap<String, List<Entry>> byMessageId = new TreeMap<>();
    private final TreeMap<String, List<Entry>> notificationsAbout = new TreeMap<>();
    private final Map<String, String> subjectOf = new LinkedHashMap<>();

    Sightings(List<Entry> history, QueuedCopies copies) {
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.MailboxReceived received -> add(byMessageId, received.messageId(), entry);
                case Event.OutsideReceived received -> add(byMessageId, received.messageId(), entry);
                case Event.MessageQueued queued -> add(byMessageId, queued.messageId(), entry);
                case Event.NotificationReceived received -> add(notificationsAbout, received.aboutMessageId(), entry);
                default -> {}
            }
        }
        for (Copy copy : copies.all()) {
            if (!copy.aboutMessageId().isEmpty() && !copy.messageId().isEmpty()) {
                subjectOf.put(copy.messageId(), copy.aboutMessageId());
            }
        }
    }

    private static void add(Map<String, List<Entry>> index, String key, Entry entry) {
        index.computeIfAbsent(key, any -> new ArrayList<>()).add(entry);
    }

    /** Whether the mailbox store of the copy's own site has it. */
    boolean inAMailbox(Copy copy) {
        return isUntraceable(copy)
                || seen(copy).stream()
                        .anyMatch(entry -> entry.event() instanceof Event.MailboxReceived
                                && entry.node().equals(copy.site()))
                || notificationSeen(copy);
    }

    /** Whether somebody outside, or another site, has the copy for this recipient. */
    boolean elsewhere(Copy copy, String recipient) {
        return isUntraceable(copy)
                || seen(copy).stream().anyMatch(entry -> isElsewhere(entry, copy, recipient))
                || notificationSeen(copy);
    }

    private static boolean isElsewhere(Entry entry, Copy copy, String recipient) {
        return switch (entry.event()) {
            case Event.OutsideReceived received -> contains(received.recipients(), recipient);
            case Event.MessageQueued queued ->
                !entry.node().equals(copy.site()) && contains(queued.recipients(), recipient);
            default -> false;
        };
    }

    private static boolean contains(List<String> recipients, String recipient) {
        return recipients.stream().anyMatch(one -> Addresses.same(one, recipient));
    }

    /** Worlds may tell of a notification's arrival by its own event only. */
    private boolean notificationSeen(Copy copy) {
        String about =
                copy.aboutMessageId().isEmpty() ? subjectOf.getOrDefault(copy.messageId(), "") : copy.aboutMessageId();
        return notificationsAbout.getOrDefault(about, List.of()).stream()
                .anyMatch(entry -> entry.event() instanceof Event.NotificationReceived received
                        && copy.isFor(received.addressee()));
    }

    /** A message without a Message-ID cannot be recognised anywhere else. */
    private boolean isUntraceable(Copy copy) {
        return copy.messageId().isEmpty() && copy.aboutMessageId().isEmpty();
    }

    private List<Entry> seen(Copy copy) {
        return copy.messageId().isEmpty() ? List.of() : byMessageId.getOrDefault(copy.messageId(), List.of());
    }
}
