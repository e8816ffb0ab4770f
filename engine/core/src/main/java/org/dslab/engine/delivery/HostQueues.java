package org.dslab.engine.delivery;

import java.util.TreeMap;
import org.dslab.engine.network.HostPort;

/** The queues of all next hops that mail has waited for. */
final class HostQueues {

    private final DeliveryParts parts;
    private final RetrySchedule schedule;
    private final HostOutcomes outcomes;
    private final Turns moves;
    private final TreeMap<String, HostQueue> queues = new TreeMap<>();
    private boolean ended;

    HostQueues(DeliveryParts parts, RetrySchedule schedule, HostOutcomes outcomes) {
        this.parts = parts;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.moves = new Turns(parts.timers());
    }

    HostQueue of(HostPort host) {
        return queues.computeIfAbsent(host.toString(), name -> {
            HostQueue queue = new HostQueue(host, parts, schedule, outcomes, moves);
            if (ended) {
                queue.end();
            }
            return queue;
        });
    }

    /** Begins no more transactions, with anybody. */
    void end() {
        ended = true;
        queues.values().forEach(HostQueue::end);
    }

    /** A transaction is in progress somewhere. */
    boolean isBusy() {
        return queues.values().stream().anyMatch(HostQueue::isBusy);
    }
}
