package org.dslab.server;

import java.util.ArrayDeque;

/**
 * What other threads hand to the selector thread. Each task counts as so many pieces of work under way, announced by who
 * made them; a task that comes too late for the driver settles them itself.
 */
final class Tasks {

    private record Task(int work, Runnable body) {}

    private final Traffic traffic;
    private final Runnable wakeUp;
    private final ArrayDeque<Task> waiting = new ArrayDeque<>();
    private boolean over;

    Tasks(Traffic traffic, Runnable wakeUp) {
        this.traffic = traffic;
        this.wakeUp = wakeUp;
    }

    /** False if the driver has stopped; then the work is settled and nothing will run. */
    boolean add(int work, Runnable body) {
        synchronized (this) {
            if (!over) {
                waiting.add(new Task(work, body));
                wakeUp.run();
                return true;
            }
        }
        settle(work);
        return false;
    }

    /** Runs one task within a step, if there is one. */
    boolean runNext(Step step) {
        Task task;
        synchronized (this) {
            task = waiting.poll();
        }
        if (task == null) {
            return false;
        }
        try {
            step.begin();
            task.body().run();
            step.end();
            return true;
        } finally {
            settle(task.work());
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Nothing more will run. */
    synchronized void end() {
        over = true;
        waiting.forEach(task -> settle(task.work()));
        waiting.clear();
    }

    private void settle(int work) {
        for (int i = 0; i < work; i++) {
            traffic.workEnds();
        }
    }
}
