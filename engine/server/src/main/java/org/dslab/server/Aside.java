package org.dslab.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for costly computations, which would keep the selector thread from everything else: one at a time, in their
 * order. While there is nothing to do there is no thread.
 */
final class Aside {

    private static final long IDLE_SECONDS = 10;

    private final Traffic traffic;
    private final Tasks tasks;
    private final ThreadPoolExecutor executor;

    /**
     * @param mostWaiting computations that may wait
     */
    Aside(String name, int mostWaiting, Traffic traffic, Tasks tasks) {
        this.traffic = traffic;
        this.tasks = tasks;
        executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(mostWaiting),
                work -> Thread.ofPlatform().name(name).daemon().unstarted(work));
        executor.allowCoreThreadTimeOut(true);
    }

    /** Has {@code work} done there, then {@code then} within a step; false if too much waits already. */
    boolean run(Runnable work, Runnable then) {
        traffic.workBegins();
        try {
            executor.execute(() -> {
                try {
                    work.run();
                    tasks.add(1, then);
                } catch (RuntimeException | Error e) {
                    tasks.add(1, () -> {
                        throw new IllegalStateException("a computation failed", e);
                    });
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            traffic.workEnds();
            return false;
        }
    }

    /** Nothing more is begun. */
    void stop() {
        executor.shutdownNow().forEach(never -> traffic.workEnds());
    }
}
