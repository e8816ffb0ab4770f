package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import org.dslab.engine.time.Timers;

/**
 * Work that can come due for a whole queue at one moment: after a long outage, or when a host is removed. Only so much of it
 * is begun before the site looks at its other inputs, and only so much is under way; the rest waits in order. What does not
 * have to wait begins at once.
 */
final class Turns {

    static final int MOST = 100;

    private final Timers timers;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private Instant begunAt = Instant.EPOCH;
    private int begun;
    private int underWay;
    private boolean going;
    private boolean resting;

    Turns(Timers timers) {
        this.timers = timers;
    }

    /** Runs the work, at once if there is room. If it goes on after that, it says so with {@link #hold}. */
    void begin(Runnable work) {
        waiting.add(work);
        go();
    }

    /** The work that is running goes on until {@link #release}. */
    void hold() {
        underWay++;
    }

    /** What was held has ended. */
    void release() {
        underWay--;
        go();
    }

    private void go() {
        if (going) {
            return;
        }
        if (timers.now().isAfter(begunAt)) {
            begunAt = timers.now();
            begun = 0;
        }
        going = true;
        while (!waiting.isEmpty() && underWay < MOST && begun < MOST) {
            begun++;
            waiting.remove().run();
        }
        going = false;
        if (!waiting.isEmpty() && underWay < MOST && !resting) {
            resting = true;
            timers.atRest(() -> {
                resting = false;
                begun = 0;
                go();
            });
        }
    }
}
