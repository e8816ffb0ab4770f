package org.dslab.engine.time;

import java.time.Instant;

/** One pending alarm of {@link Timers}. */
public final class Timer implements Comparable<Timer> {

    private final Timers owner;
    private final Instant due;
    private final long sequence;
    private final Runnable action;

    Timer(Timers owner, Instant due, long sequence, Runnable action) {
        this.owner = owner;
        this.due = due;
        this.sequence = sequence;
        this.action = action;
    }

    public Instant due() {
        return due;
    }

    /** The action will not run; harmless if it already has. */
    public void cancel() {
        owner.forget(this);
    }

    void run() {
        action.run();
    }

    @Override
    public int compareTo(Timer that) {
        int byDue = due.compareTo(that.due);
        return byDue != 0 ? byDue : Long.compare(sequence, that.sequence);
    }
}
