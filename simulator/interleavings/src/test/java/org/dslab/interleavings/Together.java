package org.dslab.interleavings;

import java.util.List;
import java.util.stream.Stream;

/** Threads that are started together. What one of them throws is a failure of the interleaving. */
public final class Together {

    /** A body that may wait for others. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    private final List<Thread> threads;

    private Together(List<Thread> threads) {
        this.threads = threads;
    }

    public static Together start(Body... bodies) {
        List<Thread> threads = Stream.of(bodies)
                .map(body -> Thread.ofPlatform().unstarted(() -> {
                    try {
                        body.run();
                    } catch (Exception e) {
                        throw new AssertionError("a thread failed", e);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        return new Together(threads);
    }

    /** Returns when each is over. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
