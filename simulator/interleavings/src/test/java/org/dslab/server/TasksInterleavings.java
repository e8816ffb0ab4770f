package org.dslab.server;

import java.util.concurrent.atomic.AtomicInteger;
import org.dslab.interleavings.Always;
import org.dslab.interleavings.Interleaved;
import org.dslab.interleavings.Together;

/** What other threads hand to the selector thread; its own state, such as the streams, no other thread ever sees. */
public final class TasksInterleavings implements Traffic {

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final Tasks tasks = new Tasks(this, wakeUps::incrementAndGet);
    private int work;

    @Override
    public synchronized void workBegins() {
        work++;
    }

    @Override
    public synchronized void workEnds() {
        work--;
        Always.that(work >= 0, "no work ends twice");
        notifyAll();
    }

    /** Stands still for ever if work is never settled. */
    private synchronized void awaitSettled() throws InterruptedException {
        while (work > 0) {
            wait();
        }
    }

    private void hand(int pieces) {
        for (int i = 0; i < pieces; i++) {
            workBegins();
        }
        if (!tasks.add(pieces, () -> {})) {
            refused.incrementAndGet();
        }
    }

    @Interleaved
    void workThatIsHandedToADriverThatEndsIsSettledOnce() throws InterruptedException {
        Together threads = Together.start(() -> hand(1), () -> hand(2), tasks::end);
        threads.join();
        awaitSettled();
        Always.that(tasks.isEmpty(), "nothing waits for a driver that has ended");
        Always.that(refused.get() + wakeUps.get() == 2, "a task is refused, or it wakes the driver up");
    }

    /** Handshakes and password checks of a driver that stops. */
    @Interleaved
    void aComputationOfADriverThatStopsIsSettledOnce() throws InterruptedException {
        Aside aside = new Aside("aside", 1, this, tasks);
        for (int i = 0; i < 3; i++) {
            if (!aside.run(() -> {}, () -> {})) {
                refused.incrementAndGet();
            }
        }
        aside.stop();
        tasks.end();
        awaitSettled();
        Always.that(refused.get() <= 1, "one is computed and one may wait");
    }
}
