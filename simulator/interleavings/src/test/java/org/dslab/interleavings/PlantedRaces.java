package org.dslab.interleavings;

/** What has to be found: without it a run that interleaves nothing would be green. */
final class PlantedRaces {

    private int plain;
    private volatile int seen;
    private boolean ready;

    /** Two threads add to a field that neither of them locks. */
    @Interleaved
    void anUpdateIsLost() throws InterruptedException {
        Together.start(() -> plain++, () -> plain++).join();
        Always.that(plain == 2, "both threads have counted");
    }

    /** Two locks one after the other are not one lock. */
    @Interleaved
    void aCheckIsOutdated() throws InterruptedException {
        First first = new First();
        Together.start(first::addTheFirst, first::addTheFirst).join();
        Always.that(seen == 1, "only one was the first");
    }

    /** Who looks before it waits misses what happens in between. */
    @Interleaved
    @SuppressWarnings("WaitNotInLoop") // That is the mistake.
    void aWakeUpIsMissed() throws InterruptedException {
        Object lock = new Object();
        Together threads = Together.start(() -> {
            synchronized (lock) {
                ready = true;
                lock.notifyAll();
            }
        });
        boolean waits;
        synchronized (lock) {
            waits = !ready;
        }
        if (waits) {
            synchronized (lock) {
                lock.wait();
            }
        }
        threads.join();
    }

    private final class First {

        private synchronized boolean isFirst() {
            return seen == 0;
        }

        private synchronized void add() {
            seen++;
        }

        private void addTheFirst() {
            if (isFirst()) {
                add();
            }
        }
    }
}
