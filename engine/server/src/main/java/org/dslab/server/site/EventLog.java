package org.dslab.server.site;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.dslab.engine.event.SiteEvent;
import org.dslab.server.EventSink;
import org.dslab.server.json.RecordJson;

/**
 * A site's log as lines on a stream, made and written by a thread of its own. The site never waits for it: when the reader
 * of the stream stalls for so long that too much waits, lines are dropped, and one that says how many takes their place.
 */
public final class EventLog implements EventSink, AutoCloseable {

    /** Whether every answered Minger query gets a line; a busy site answers as many as a name server. */
    public enum Queries {
        LOGGED,
        OMITTED
    }

    private record Entry(Instant at, Line line) {}

    private sealed interface Line {}

    private record Happened(SiteEvent event) implements Line {}

    private record Trouble(String text) implements Line {}

    private record End() implements Line {}

    private static final int MOST_LINES = 1 << 16;

    /** Addresses in lines that wait: one event can name as many recipients as a transaction may have. */
    private static final int MOST_WEIGHT = 1 << 18;

    /** Between two writes, so that a busy site's lines are written many at once. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How long the end waits for a reader that has stalled. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PrintWriter stream;
    private final Queries queries;
    private final LogLines lines;
    private final ArrayBlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_LINES);
    private final AtomicInteger weight = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    /** A log for people. */
    public EventLog(PrintWriter stream, Queries queries) {
        this(stream, LogFormat.TEXT, queries);
    }

    /** Begins to write; {@link #close} writes the rest. */
    public EventLog(PrintWriter stream, LogFormat format, Queries queries) {
        this.stream = stream;
        this.queries = queries;
        this.lines = LogLines.of(format);
        this.thread = Thread.ofPlatform().name("dslab log").daemon().start(this::write);
    }

    @Override
    public void event(Instant at, SiteEvent event) {
        if (queries == Queries.LOGGED || !(event instanceof SiteEvent.QueryAnswered)) {
            put(new Entry(at, new Happened(event)));
        }
    }

    @Override
    public void trouble(Instant at, String text) {
        put(new Entry(at, new Trouble(text)));
    }

    /** Something an administrator should mend, found before or after the site's life. */
    public void warn(String text) {
        event(Instant.now(), new SiteEvent.Warned(text));
    }

    /** A trouble that is not the driver's. */
    public void trouble(String text) {
        trouble(Instant.now(), text);
    }

    /** How many lines were dropped because the stream's reader had stalled. */
    public long dropped() {
        return dropped.get();
    }

    private void put(Entry entry) {
        int own = weightOf(entry.line());
        boolean isTooMuch = weight.addAndGet(own) > MOST_WEIGHT;
        if (isTooMuch || !waiting.offer(entry)) {
            weight.addAndGet(-own);
            dropped.incrementAndGet();
        }
    }

    private static int weightOf(Line line) {
        // Half of the limit at most, so that there is room for every single event.
        return Math.min(MOST_WEIGHT / 2, addressesIn(line));
    }

    private static int addressesIn(Line line) {
        return line instanceof Happened(SiteEvent event) && event instanceof Record happened
                ? 1 + RecordJson.kindOf(happened.getClass()).entriesOf(happened)
                : 1;
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        Instant last = Instant.EPOCH;
        long told = 0;
        try {
            while (!closing || !waiting.isEmpty()) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                for (Entry entry : batch) {
                    append(entry);
                    last = entry.at().isAfter(last) ? entry.at() : last;
                    weight.addAndGet(-weightOf(entry.line()));
                }
                long lost = dropped.get();
                if (lost > told) {
                    lines.dropped(last, lost - told);
                    told = lost;
                }
                batch.clear();
                stream.append(lines.take());
                stream.flush();
                if (!closing) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(Entry entry) {
        switch (entry.line()) {
            case Happened happened -> lines.event(entry.at(), happened.event());
            case Trouble trouble -> lines.trouble(entry.at(), trouble.text());
            case End end -> {
                // It only wakes the thread up.
            }
        }
    }

    /** Writes the rest, unless the stream's reader has stalled. */
    @Override
    public void close() {
        finish();
    }

    /** Writes the rest; false if the stream's reader has stalled, so that whatever is written to it next may block. */
    public boolean finish() {
        closing = true;
        // If there is no room for it the thread has something to wake up for anyway.
        boolean isPut = waiting.offer(new Entry(Instant.EPOCH, new End()));
        LockSupport.unpark(thread);
        try {
            return thread.join(PATIENCE) && (isPut || waiting.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
