package org.dslab.lab.simulated;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.dslab.lab.world.LabFailure;

/** Virtual time: what will happen, in the order (due, sequence). Time jumps from event to event. */
final class Scheduler {

    /** More events than this at one instant can only be a loop without time. */
    private static final int MAX_AT_ONE_INSTANT = 100_000;

    private final PriorityQueue<Planned> queue = new PriorityQueue<>();
    private Instant now;
    private long lastSequence;

    Scheduler(Instant start) {
        now = start;
    }

    /** Alarms of one instant come after everything else of it, and in the order of their nodes: as on the wire. */
    private record Planned(Instant due, boolean isAlarm, long sequence, String node, Runnable action)
            implements Comparable<Planned> {

        @Override
        public int compareTo(Planned that) {
            int byDue = due.compareTo(that.due);
            if (byDue != 0) {
                return byDue;
            }
            int byKind = Boolean.compare(isAlarm, that.isAlarm);
            int byNode = byKind == 0 && isAlarm ? node.compareTo(that.node) : byKind;
            return byNode != 0 ? byNode : Long.compare(sequence, that.sequence);
        }
    }

    Instant now() {
        return now;
    }

    /** As soon as what is planned already for this instant has happened; the node is named if it never ends. */
    void soon(String node, Runnable action) {
        at(now, node, action);
    }

    void at(Instant due, String node, Runnable action) {
        plan(due, false, node, action);
    }

    /** Once everything else of that instant has come to rest. */
    void alarmAt(Instant due, String node, Runnable action) {
        plan(due, true, node, action);
    }

    private void plan(Instant due, boolean isAlarm, String node, Runnable action) {
        queue.add(new Planned(due.isBefore(now) ? now : due, isAlarm, ++lastSequence, node, action));
    }

    /** Runs everything that happens without time passing. */
    void settle() throws LabFailure {
        int count = 0;
        TreeMap<String, Integer> byNode = new TreeMap<>();
        while (!queue.isEmpty() && !queue.peek().due().isAfter(now)) {
            Planned next = queue.remove();
            byNode.merge(next.node(), 1, Integer::sum);
            if (++count > MAX_AT_ONE_INSTANT) {
                throw new LabFailure("the lab does not come to rest at " + now + ": more than " + MAX_AT_ONE_INSTANT
                        + " events without time passing, by node " + byNode);
            }
            next.action().run();
        }
    }

    /** Settles, and again at every instant at which something is due, up to the target. */
    void advanceTo(Instant target) throws LabFailure {
        settle();
        while (!queue.isEmpty() && !queue.peek().due().isAfter(target)) {
            now = queue.peek().due();
            settle();
        }
        now = target;
    }
}
