package org.dslab.engine.limit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.time.Timers;

/**
 * Counts what each client did within a sliding window (DS-57), over all its connections. The window moves in twelfths;
 * never more than the limit falls into any span of its length. Memory is bounded: of more than 10,000 clients the one
 * that was quiet for longest is forgotten. An IPv6 client is its /64 network, for it has all of those addresses.
 */
public final class ClientCounts {

    static final int MAX_CLIENTS = 10_000;

    private static final int SLOTS = 12;
    private static final int IPV6_NETWORK_GROUPS = 4;

    private final RateLimit limit;
    private final Timers timers;
    private final long slotMillis;
    private final LinkedHashMap<String, Window> clients = new LinkedHashMap<>(16, 0.75f, true);

    public ClientCounts(RateLimit limit, Timers timers) {
        this.limit = limit;
        this.timers = timers;
        this.slotMillis = Math.max(1, (limit.per().toMillis() + SLOTS - 1) / SLOTS);
    }

    /** Whether the client has reached its limit. */
    public boolean isExhausted(String address) {
        return left(address) <= 0;
    }

    /** How often the client may do it now. */
    public int left(String address) {
        return limit.times() - done(address);
    }

    /** How often the client has done it. */
    public int done(String address) {
        Window window = clients.get(clientOf(address));
        return window == null ? 0 : window.sum(slot());
    }

    /** The client did it once more. */
    public void count(String address) {
        clients.computeIfAbsent(clientOf(address), client -> new Window()).add(slot());
        if (clients.size() > MAX_CLIENTS) {
            clients.pollFirstEntry();
        }
    }

    /** Counts it unless the limit is reached; answers whether it may be done. */
    public boolean allows(String address) {
        Window window = clients.computeIfAbsent(clientOf(address), client -> new Window());
        long slot = slot();
        boolean isAllowed = window.sum(slot) < limit.times();
        if (isAllowed) {
            window.add(slot);
        }
        if (clients.size() > MAX_CLIENTS) {
            clients.pollFirstEntry();
        }
        return isAllowed;
    }

    int clients() {
        return clients.size();
    }

    private long slot() {
        return Math.floorDiv(timers.now().toEpochMilli(), slotMillis);
    }

    /** What counts as one client: an IPv4 address, or the /64 network of an IPv6 address. */
    public static String clientOf(String address) {
        if (address.indexOf(':') < 0 || address.contains("::")) {
            return address;
        }
        int end = 0;
        for (int group = 0; group < IPV6_NETWORK_GROUPS && end >= 0; group++) {
            end = address.indexOf(':', end + 1);
        }
        return end < 0 ? address : address.substring(0, end);
    }

    /** One slot more than the window has, since both its ends lie within a slot. */
    private static final class Window {

        private final int[] counts = new int[SLOTS + 1];
        private long newest = Long.MIN_VALUE;
        private int sum;

        int sum(long slot) {
            moveTo(slot);
            return sum;
        }

        void add(long slot) {
            moveTo(slot);
            counts[Math.floorMod(slot, counts.length)]++;
            sum++;
        }

        private void moveTo(long slot) {
            if (newest == Long.MIN_VALUE || slot - newest >= counts.length) {
                Arrays.fill(counts, 0);
                sum = 0;
            } else {
                for (long passed = newest + 1; passed <= slot; passed++) {
                    int index = Math.floorMod(passed, counts.length);
                    sum -= counts[index];
                    counts[index] = 0;
                }
            }
            newest = slot;
        }
    }
}
