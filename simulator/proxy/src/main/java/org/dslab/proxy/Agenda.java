package org.dslab.proxy;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is delayed, by the time it is due; of one time, in the order it came. Used by the proxies' thread only. */
final class Agenda {

    private Instant now;
    private long sequence;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparing((Entry entry) -> entry.due).thenComparingLong(entry -> entry.number));

    Agenda(Instant start) {
        now = start;
    }

    Instant now() {
        return now;
    }

    Entry add(Instant due, Runnable action) {
        Entry entry = new Entry(due, sequence++, action);
        entries.add(entry);
        return entry;
    }

    Optional<Instant> nextDue() {
        while (!entries.isEmpty() && entries.element().cancelled) {
            entries.remove();
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.element().due);
    }

    /** Moves time on, running what is due on the way. */
    void advanceTo(Instant time) {
        if (time.isBefore(now)) {
            throw new IllegalArgumentException("time cannot go back from " + now + " to " + time);
        }
        while (nextDue().filter(due -> !due.isAfter(time)).isPresent()) {
            Entry entry = entries.remove();
            now = entry.due.isAfter(now) ? entry.due : now;
            entry.action.run();
        }
        now = time;
    }

    /** Something that is due at a time unless it is cancelled. */
    static final class Entry {
        private final Instant due;
        private final long number;
        private final Runnable action;
        private boolean cancelled;

        private Entry(Instant due, long number, Runnable action) {
            this.due = due;
            this.number = number;
            this.action = action;
        }

        Instant due() {
            return due;
        }

        void cancel() {
            cancelled = true;
        }
    }
}
