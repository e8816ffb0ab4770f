package org.dslab.server.site;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dslab.engine.event.SiteEvent;
import org.dslab.server.EventSink;

/**
 * A site's log as text lines on a stream, made and written by a thread of its own. When the reader of the stream is slower
 * than the site for long, the site waits for it: no line is dropped.
 */
public final class EventLog implements EventSink, AutoCloseable {

    /** Whether every answered Minger query gets a line; a busy site answers as many as a name server. */
    public enum Queries {
        LOGGED,
        OMITTED
    }

    private sealed interface Entry {}

    private record Happened(Instant at, SiteEvent event) implements Entry {}

    private record Trouble(Instant at, String text) implements Entry {}

    private record End() implements Entry {}

    private static final int MOST_WAITING = 8192;

    /** A pause after each write, so that a busy site need not wake this thread for every line. */
    private static final long GATHERING_MILLIS = 5;

    private final PrintWriter stream;
    private final Queries queries;
    private final ArrayBlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    /** Begins to write; {@link #close} writes the rest. */
    public EventLog(PrintWriter stream, Queries queries) {
        this.stream = stream;
        this.queries = queries;
        this.thread = Thread.ofPlatform().name("dslab log").daemon().start(this::write);
    }

    @Override
    public void event(Instant at, SiteEvent event) {
        if (queries == Queries.LOGGED || !(event instanceof SiteEvent.QueryAnswered)) {
            put(new Happened(at, event));
        }
    }

    @Override
    public void trouble(Instant at, String text) {
        put(new Trouble(at, text));
    }

    private void put(Entry entry) {
        uninterrupted(() -> {
            waiting.put(entry);
            return true;
        });
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        EventText text = new EventText();
        boolean ended = false;
        try {
            while (!ended) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                for (Entry entry : batch) {
                    switch (entry) {
                        case Happened happened -> text.append(happened.at(), happened.event());
                        case Trouble trouble -> text.append(trouble.at(), trouble.text());
                        case End end -> ended = true;
                    }
                }
                text.writeTo(stream);
                batch.clear();
                if (!ended && waiting.remainingCapacity() > MOST_WAITING / 2) {
                    TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        put(new End());
        uninterrupted(() -> {
            thread.join();
            return true;
        });
    }

    /** An interrupt is no reason to lose lines; it is kept for whoever asks next. */
    private static void uninterrupted(Waiting work) {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = work.run();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Waiting {
        boolean run() throws InterruptedException;
    }
}
