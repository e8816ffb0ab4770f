package org.dslab.server;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;

/** Files several messages at once: mailboxes that wait for their disk keep neither commits nor each other waiting. */
final class FilingThreads {

    private static final Effect.File END = new Effect.File(0, "", "", Octets.EMPTY, 0);

    private final Consumer<Effect.File> work;
    private final Consumer<Throwable> broken;
    private final LinkedBlockingQueue<Effect.File> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    /** Threads that are not started yet; {@code broken} hears of what {@code work} throws. */
    FilingThreads(int count, Consumer<Effect.File> work, Consumer<Throwable> broken) {
        this.work = work;
        this.broken = broken;
        threads = IntStream.rangeClosed(1, count)
                .mapToObj(number -> Thread.ofPlatform()
                        .name("dslab filing " + number)
                        .daemon()
                        .unstarted(this::run))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    void submit(Effect.File filing) {
        waiting.add(filing);
    }

    private void run() {
        try {
            while (!stopped) {
                Effect.File filing = waiting.take();
                if (!stopped) {
                    work.accept(filing);
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            broken.accept(e);
        }
    }

    /** Nothing more is begun; on return nothing is in progress either. */
    void stop() {
        stopped = true;
        threads.forEach(thread -> waiting.add(END));
        threads.stream()
                .filter(thread -> thread.getState() != Thread.State.NEW && !thread.equals(Thread.currentThread()))
                .forEach(StoreThread::joinUninterruptibly);
    }
}
