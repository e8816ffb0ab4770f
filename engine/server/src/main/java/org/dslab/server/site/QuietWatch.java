package org.dslab.server.site;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.dslab.engine.network.Endpoint;
import org.dslab.server.Traffic;

/**
 * Tells when a driver has nothing in hand and nothing has come from the network for a while. Its peers are other processes,
 * so there is no exact rule (DESIGN.md, "when a world is quiet").
 */
final class QuietWatch implements Traffic {

    /** Without traffic for so long a site is taken to be quiet. */
    private static final Duration WINDOW = Duration.ofMillis(250);

    /** A site that never becomes quiet does not hold its clock up for ever. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AtomicInteger work = new AtomicInteger();
    private final AtomicInteger dials = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong datagrams = new AtomicLong();
    private final AtomicLong traffic = new AtomicLong();
    private volatile long lastTraffic = System.nanoTime();

    /** How much has happened on the network at a moment; for comparison only. */
    record Mark(long traffic, long datagrams) {}

    Mark mark() {
        return new Mark(traffic.get(), datagrams.get());
    }

    /** Waits until nothing is in hand, and, if something may still come of what was sent since, until it has ebbed away. */
    void await(Mark before) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - deadline < 0 && !isQuiet(before)) {
            synchronized (this) {
                // Woken when something ends; traffic that has ebbed away wakes nobody.
                wait(WINDOW.toMillis() / 10);
            }
        }
    }

    private boolean isQuiet(Mark before) {
        if (work.get() > 0) {
            return false;
        }
        boolean nothingCanCome = dials.get() == 0 && connections.get() == 0 && datagrams.get() == before.datagrams();
        return nothingCanCome
                || traffic.get() == before.traffic()
                || System.nanoTime() - lastTraffic > WINDOW.toNanos();
    }

    private synchronized void ended() {
        notifyAll();
    }

    private void moved() {
        lastTraffic = System.nanoTime();
        traffic.incrementAndGet();
    }

    @Override
    public void workBegins() {
        work.incrementAndGet();
    }

    @Override
    public void workEnds() {
        if (work.decrementAndGet() == 0) {
            ended();
        }
    }

    @Override
    public void dialing(Endpoint target) {
        dials.incrementAndGet();
        moved();
    }

    @Override
    public void dialed(Endpoint local, Endpoint remote) {
        connections.incrementAndGet();
        dials.decrementAndGet();
        moved();
    }

    @Override
    public void dialFailed(Endpoint target) {
        dials.decrementAndGet();
        moved();
        ended();
    }

    @Override
    public void accepted(Endpoint local, Endpoint remote) {
        connections.incrementAndGet();
        moved();
    }

    @Override
    public void readerGone(Endpoint from, Endpoint to) {
        connections.decrementAndGet();
        moved();
        ended();
    }

    @Override
    public void sending(Endpoint from, Endpoint to, int octets) {
        moved();
    }

    @Override
    public void received(Endpoint from, Endpoint to, int octets) {
        moved();
    }

    @Override
    public void ending(Endpoint from, Endpoint to) {
        moved();
    }

    @Override
    public void endReceived(Endpoint from, Endpoint to) {
        moved();
    }

    @Override
    public void datagramSending(Endpoint from, Endpoint to) {
        datagrams.incrementAndGet();
        moved();
    }

    @Override
    public void datagramReceived(Endpoint from, Endpoint to) {
        moved();
    }
}
