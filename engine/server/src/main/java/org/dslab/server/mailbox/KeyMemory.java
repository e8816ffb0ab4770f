package org.dslab.server.mailbox;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that a mailbox was given lately, the newest ones if there are many: a key comes again only while its message is
 * in the queue, which is within the next days or a few filings after a restart.
 */
final class KeyMemory {

    /** About 15 MB. */
    static final int MOST = 100_000;

    private record Filed(long second, String key) implements Comparable<Filed> {

        @Override
        public int compareTo(Filed that) {
            int bySecond = Long.compare(second, that.second);
            return bySecond != 0 ? bySecond : key.compareTo(that.key);
        }
    }

    private final Set<String> keys = new HashSet<>();
    private final TreeSet<Filed> byAge = new TreeSet<>();

    synchronized boolean contains(String key) {
        return keys.contains(key);
    }

    synchronized int size() {
        return keys.size();
    }

    synchronized void add(long second, String key) {
        if (keys.add(key)) {
            byAge.add(new Filed(second, key));
            if (keys.size() > MOST) {
                keys.remove(byAge.removeFirst().key());
            }
        }
    }
}
