package org.dslab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.history.Entry;
import org.dslab.history.Event;

/** Questions that expectations ask of a history. */
final class History {

    private final List<Entry> entries;

    History(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    List<Entry> entries() {
        return entries;
    }

    <E extends Event> List<Entry> of(Class<E> type, Predicate<E> condition) {
        return entries.stream()
                .filter(entry -> type.isInstance(entry.event()) && condition.test(type.cast(entry.event())))
                .toList();
    }

    /** Two spellings of one address. */
    static boolean isSame(String one, String other) {
        return key(one).equals(key(other));
    }

    static String key(String address) {
        return EmailAddress.parse(address).map(EmailAddress::key).orElse(address);
    }

    /** The Message-ID that the lab gave a mail. */
    static String messageId(String mail) {
        return "<" + mail + "@lab.invalid>";
    }

    /** Whom a mail was submitted for. */
    List<String> recipientsOf(String mail) {
        return of(Event.Submitted.class, submitted -> submitted.mail().equals(mail)).stream()
                .flatMap(entry -> ((Event.Submitted) entry.event()).to().stream())
                .toList();
    }

    /** The sites at which copies of a message wait, each with its last entry about it. */
    Map<String, Entry> queuedAt(String messageId) {
        TreeMap<String, Entry> waiting = new TreeMap<>();
        TreeMap<String, TreeSet<String>> queueIds = new TreeMap<>();
        for (Entry entry : entries) {
            TreeSet<String> ids = queueIds.computeIfAbsent(entry.node(), node -> new TreeSet<>());
            switch (entry.event()) {
                case Event.MessageQueued queued
                when queued.messageId().equals(messageId) -> {
                    ids.add(queued.queueId());
                    waiting.put(entry.node(), entry);
                }
                case Event.MessageDone done
                when ids.remove(done.queueId()) && ids.isEmpty() -> waiting.remove(entry.node());
                default -> {
                    // Says nothing about what waits.
                }
            }
        }
        return waiting;
    }

    /** The sites of which the address is an account or alias now, each with the entry that says so. */
    Map<String, Entry> owners(String address) {
        TreeMap<String, Entry> owners = new TreeMap<>();
        for (Entry entry : entries) {
            switch (entry.event()) {
                case Event.SiteStarted started -> {
                    if (started.accounts().stream().anyMatch(account -> isSame(account, address))) {
                        owners.put(entry.node(), entry);
                    } else {
                        owners.remove(entry.node());
                    }
                }
                case Event.AccountCreated created
                when isSame(created.address(), address) -> owners.put(entry.node(), entry);
                case Event.AliasCreated created
                when isSame(created.address(), address) -> owners.put(entry.node(), entry);
                case Event.AccountRemoved removed
                when isSame(removed.address(), address) -> owners.remove(entry.node());
                default -> {
                    // Says nothing about accounts.
                }
            }
        }
        return owners;
    }

    static List<Long> numbers(List<Entry> evidence) {
        List<Long> numbers = new ArrayList<>();
        evidence.forEach(entry -> numbers.add(entry.number()));
        return numbers;
    }
}
