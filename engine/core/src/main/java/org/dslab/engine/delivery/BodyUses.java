package org.dslab.engine.delivery;

import java.util.TreeMap;

/** How many messages of the queue name each body: a list post is several messages with one body. */
final class BodyUses {

    private final TreeMap<Long, Integer> uses = new TreeMap<>();

    void add(long body) {
        uses.merge(body, 1, Integer::sum);
    }

    /** One message less; true if it was the last one. */
    boolean remove(long body) {
        return uses.computeIfPresent(body, (id, count) -> count > 1 ? count - 1 : null) == null;
    }
}
