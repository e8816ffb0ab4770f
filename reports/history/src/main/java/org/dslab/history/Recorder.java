package org.dslab.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects a history while it happens. Safe for several threads; entries get their numbers in the order of arrival. */
public final class Recorder {

    private final List<Entry> entries = new ArrayList<>();

    public synchronized void record(Instant at, String node, Event event) {
        entries.add(new Entry(entries.size() + 1L, at, node, event));
    }

    /** Everything so far, as an unchanging list. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
