package org.dslab.server.site;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.Site;
import org.dslab.engine.site.StatusRequest;
import org.dslab.server.Driver;
import org.dslab.server.DriverClock;
import org.dslab.server.EventSink;
import org.dslab.server.LabClock;
import org.dslab.server.Listeners;
import org.dslab.server.Security;
import org.dslab.server.Traffic;
import org.dslab.server.control.RefusedException;
import org.dslab.server.control.SiteAccess;
import org.dslab.server.metrics.SiteMetrics;
import org.dslab.server.store.Store;

/** One site with its driver and what its operator sees of it. The store outlives it, and is not closed with it. */
public final class SiteServer implements AutoCloseable, SiteAccess {

    /** Whose time a site has. */
    public enum Time {
        /** This machine's. */
        SYSTEM,
        /** A clock that begins now and stands still until it is told to move. */
        LAB
    }

    private final SiteSettings settings;
    private final EventSink events;
    private final SiteMetrics metrics;
    private final DriverClock clock;
    private final Driver driver;
    private final Optional<LabTime> labTime;
    private final Instant startedAt;
    private final CompletableFuture<Void> ended;
    private final AtomicLong questions = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> unanswered = new ConcurrentHashMap<>();

    private SiteServer(
            SiteSettings settings, Listeners listeners, Store store, EventSink events, Time time, Security security) {
        QuietWatch watch = new QuietWatch();
        LabClock labClock = new LabClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        boolean isLab = time == Time.LAB;
        this.settings = settings;
        this.events = events;
        metrics = new SiteMetrics();
        clock = isLab ? labClock : DriverClock.system();
        driver = new Driver(
                new Site(settings),
                clock,
                isLab ? watch : Traffic.UNMETERED,
                store,
                listeners,
                Optional.empty(),
                metrics.and(events),
                new SecureRandom().nextLong(),
                security);
        labTime = isLab ? Optional.of(new LabTime(driver, labClock, watch)) : Optional.empty();
        startedAt = clock.now();
        ended = driver.ended().thenRun(this::failUnanswered);
    }

    /**
     * Starts the site; on return it accepts mail.
     *
     * @throws IOException if it cannot listen; the message names the endpoint
     */
    public static SiteServer start(SiteSettings settings, Listeners listeners, Store store, EventSink events, Time time)
            throws IOException {
        return start(settings, listeners, store, events, time, Security.none());
    }

    /** The same with a certificate or passwords of its own. */
    public static SiteServer start(
            SiteSettings settings, Listeners listeners, Store store, EventSink events, Time time, Security security)
            throws IOException {
        SiteServer server = new SiteServer(settings, listeners, store, events, time, security);
        server.driver.start();
        return server;
    }

    public Optional<Endpoint> smtp() {
        return driver.smtp();
    }

    public Optional<Endpoint> minger() {
        return driver.minger();
    }

    /** Completes when the site has stopped, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** What stopped the site, if it did not stop as it was told. */
    public Optional<Throwable> failure() {
        return driver.failure();
    }

    @Override
    public CompletableFuture<Answer> ask(Request request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        long question = questions.incrementAndGet();
        unanswered.put(question, answer);
        try {
            driver.command(request, given -> {
                unanswered.remove(question);
                answer.complete(given);
            });
        } catch (IllegalStateException e) {
            unanswered.remove(question);
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void failUnanswered() {
        unanswered
                .values()
                .forEach(answer -> answer.completeExceptionally(new IllegalStateException("the site has stopped")));
    }

    @Override
    public String firstDomain() {
        return settings.domains().getFirst();
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public String counters() {
        return events instanceof EventLog log
                ? metrics.text()
                        + SiteMetrics.counter(
                                "dslab_log_lines_dropped_total",
                                "Log lines dropped because their reader had stalled.",
                                log.dropped())
                : metrics.text();
    }

    @Override
    public Instant advance(Duration duration) throws RefusedException, InterruptedException {
        return labTime.orElseThrow(
                        () -> new RefusedException("this site runs on the machine's clock; start it with --lab-clock"))
                .advance(duration);
    }

    /**
     * Stops in order: what clients have begun to send is taken, then they are sent away; no longer than {@code patience}.
     * Whatever is being stored or filed then is finished.
     */
    public void stop(Duration patience) {
        try {
            ask(new StatusRequest.EndSessions()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Clients that are still at it will try again, and a site that has stopped has none.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        driver.close();
    }
}
