package org.dslab.wire.quiet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.lab.world.LabFailure;
import org.dslab.server.Traffic;

/**
 * One exact count for a whole lab, told by every driver and every proxy: it is zero when nothing happens any more without
 * time passing (DESIGN.md, "when a world is quiet"). What a fault holds and what waits for a reader that is off does not
 * count. State is kept per connection, so that the end of a connection settles what it loses.
 */
public final class QuietCount implements Traffic {

    /** How long nothing may move before a count that is not zero is a failure of the lab. */
    static final long PATIENCE_NANOS = 10_000_000_000L;

    /** How long a datagram may be on its way: a full socket buffer drops it without a word. */
    static final long DATAGRAM_NANOS = 1_000_000_000L;

    private static final long LOOK_MILLIS = 100;

    private final Consumer<Endpoint> nobodyThere;
    private final Dials dials = new Dials();
    private final Flows flows = new Flows();
    private final DatagramsOnTheWay datagrams = new DatagramsOnTheWay();
    private int work;
    private long changes;

    /**
     * Counts nothing yet.
     *
     * @param nobodyThere told when a driver is turned away by a closed port, before the count shows it
     */
    public QuietCount(Consumer<Endpoint> nobodyThere) {
        this.nobodyThere = nobodyThere;
    }

    /** Whether nothing is under way at this moment. */
    public synchronized boolean isQuiet() {
        return underWay() == 0;
    }

    private int underWay() {
        return work + dials.underWay() + flows.underWay() + datagrams.underWay();
    }

    /** How often anything has been counted so far. */
    public synchronized long changes() {
        return changes;
    }

    /** Connections that are not forgotten yet, each with one or two directions; for a lab's own tests. */
    synchronized int rememberedFlows() {
        return flows.remembered();
    }

    /**
     * Returns when nothing is under way.
     *
     * @throws LabFailure naming what is under way, when nothing has moved for 10 s or a datagram is lost
     */
    public synchronized void awaitQuiet() throws LabFailure {
        long seen = changes;
        int still = 0;
        try {
            while (underWay() > 0) {
                wait(LOOK_MILLIS);
                // Waits are counted and not only time, so that a machine that stood still itself fails nothing.
                still = changes == seen ? still + 1 : 0;
                seen = changes;
                complain(still * LOOK_MILLIS * 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while waiting for the lab to come to rest", e);
        }
    }

    private void complain(long stillNanos) throws LabFailure {
        if (stillNanos > DATAGRAM_NANOS && underWay() == datagrams.underWay()) {
            Optional<String> lost = datagrams.overdue(System.nanoTime(), DATAGRAM_NANOS);
            if (lost.isPresent()) {
                throw new LabFailure("a datagram " + lost.get() + " did not arrive within 1 s");
            }
        }
        if (stillNanos > PATIENCE_NANOS) {
            throw new LabFailure("the lab does not come to rest; for 10 s nothing has moved and still under way: "
                    + String.join("; ", describe()));
        }
    }

    /** What is under way, for people. */
    public synchronized List<String> describe() {
        List<String> texts = new ArrayList<>(dials.describe());
        texts.addAll(flows.describe());
        texts.addAll(datagrams.describe());
        if (work > 0) {
            texts.add(work + " pieces of work handed to other threads");
        }
        return texts;
    }

    private synchronized void count(Runnable change) {
        change.run();
        changes++;
        if (underWay() == 0) {
            notifyAll();
        }
    }

    /** Somebody listens there from now on. */
    public void listening(Endpoint local) {
        count(() -> dials.listening(local));
    }

    /** Nobody listens there any more: connections that were not accepted never will be. */
    public void stoppedListening(Endpoint local) {
        count(() -> dials.stoppedListening(local).forEach(flows::readerGone));
    }

    @Override
    public void dialing(Endpoint target) {
        count(() -> dials.begun(target));
    }

    @Override
    public void dialed(Endpoint local, Endpoint remote) {
        Pair pair = new Pair(local, remote);
        count(() -> {
            if (dials.established(pair)) {
                flows.readerGone(pair);
            }
        });
    }

    @Override
    public void dialFailed(Endpoint target) {
        nobodyThere.accept(target);
        count(() -> dials.failed(target));
    }

    @Override
    public void accepted(Endpoint local, Endpoint remote) {
        count(() -> dials.accepted(new Pair(remote, local)));
    }

    @Override
    public void sending(Endpoint from, Endpoint to, int octets) {
        count(() -> flows.octets(new Pair(from, to), octets));
    }

    @Override
    public void received(Endpoint from, Endpoint to, int octets) {
        count(() -> flows.octets(new Pair(from, to), -octets));
    }

    @Override
    public void ending(Endpoint from, Endpoint to) {
        count(() -> flows.endings(new Pair(from, to), 1));
    }

    @Override
    public void endReceived(Endpoint from, Endpoint to) {
        count(() -> flows.endings(new Pair(from, to), -1));
    }

    @Override
    public void reading(Endpoint from, Endpoint to, boolean on) {
        count(() -> flows.parked(new Pair(from, to), !on));
    }

    @Override
    public void readerGone(Endpoint from, Endpoint to) {
        count(() -> flows.readerGone(new Pair(from, to)));
    }

    @Override
    public void datagramSocketOpened(Endpoint local) {
        count(() -> datagrams.socketOpened(local));
    }

    @Override
    public void datagramSending(Endpoint from, Endpoint to) {
        count(() -> datagrams.sending(new Pair(from, to), System.nanoTime()));
    }

    @Override
    public void datagramReceived(Endpoint from, Endpoint to) {
        count(() -> datagrams.settled(new Pair(from, to)));
    }

    @Override
    public void datagramUnreachable(Endpoint from, Endpoint to) {
        nobodyThere.accept(to);
        count(() -> datagrams.settled(new Pair(from, to)));
    }

    @Override
    public void datagramSocketClosed(Endpoint local) {
        count(() -> datagrams.socketClosed(local));
    }

    @Override
    public void workBegins() {
        count(() -> work++);
    }

    @Override
    public void workEnds() {
        count(() -> work--);
    }
}
