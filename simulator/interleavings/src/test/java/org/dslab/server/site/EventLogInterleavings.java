package org.dslab.server.site;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dslab.engine.event.SiteEvent;
import org.dslab.interleavings.Always;
import org.dslab.interleavings.Interleaved;
import org.dslab.interleavings.Together;
import org.dslab.server.site.EventLog.Queries;

/** Many threads log, one writes, one closes. */
public final class EventLogInterleavings {

    /** A close that is not noticed at once waits for two seconds. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final StringWriter written = new StringWriter();
    private final EventLog log = new EventLog(new PrintWriter(written), Queries.LOGGED);

    private void say(String text) {
        log.event(Instant.EPOCH, new SiteEvent.Warned(text));
    }

    private List<String> lines() {
        return written.toString().lines().toList();
    }

    private int at(String text) {
        List<String> lines = lines();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).endsWith("=" + text)) {
                return line;
            }
        }
        return -1;
    }

    private void close() {
        long start = System.nanoTime();
        Always.that(log.finish(), "the end of the log is written");
        Always.that(System.nanoTime() - start < SOON_NANOS, "closing the log wakes its thread");
    }

    @Interleaved
    void linesAreWholeAndInOrderAndNoneIsLost() throws InterruptedException {
        Together threads = Together.start(
                () -> {
                    say("one");
                    say("two");
                },
                () -> say("other"));
        threads.join();
        close();
        Always.that(lines().size() == 3, "each event is one line");
        Always.that(at("one") >= 0 && at("one") < at("two"), "a thread's lines keep their order");
        Always.that(at("other") >= 0, "each thread's lines are written");
        Always.that(log.dropped() == 0, "no line is dropped");
    }

    @Interleaved
    void whatWasLoggedBeforeTheCloseIsWritten() throws InterruptedException {
        Together threads = Together.start(() -> say("beside"));
        say("before");
        close();
        Always.that(at("before") >= 0, "a line that came before the close is written");
        threads.join();
        Always.that(
                lines().stream().allMatch(line -> line.endsWith("=before") || line.endsWith("=beside")),
                "no line is cut");
    }
}
