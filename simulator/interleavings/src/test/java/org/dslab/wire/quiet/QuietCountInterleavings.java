package org.dslab.wire.quiet;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dslab.engine.network.Endpoint;
import org.dslab.interleavings.Always;
import org.dslab.interleavings.Interleaved;
import org.dslab.interleavings.Together;

/** The lab's count of what is under way, told by many threads. */
public final class QuietCountInterleavings {

    private static final Endpoint SITE = new Endpoint("127.0.0.1", 25);
    private static final Endpoint PEER = new Endpoint("127.0.0.2", 40_000);

    /** The count is looked at ten times a second: less means that somebody was woken. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final QuietCount count = new QuietCount(target -> {});
    private final AtomicBoolean done = new AtomicBoolean();
    private final BlockingQueue<String> wire = new LinkedBlockingQueue<>();

    /** Asked at any moment, the count is zero only when the last thread is done. */
    private void neverQuietTooEarly() {
        if (count.isQuiet()) {
            Always.that(done.get(), "the lab is quiet only when all work is done");
        }
    }

    private void comesToRest() throws Exception {
        count.awaitQuiet();
        Always.that(count.isQuiet(), "what was counted has been settled, and once");
        Always.that(count.rememberedFlows() == 0, "no closed connection is remembered");
    }

    @Interleaved
    void workThatIsHandedOnIsNeverQuiet() throws Exception {
        BlockingQueue<String> second = new LinkedBlockingQueue<>();
        count.workBegins();
        Together threads = Together.start(
                () -> {
                    count.workBegins();
                    wire.put("first");
                    count.workEnds();
                },
                () -> {
                    wire.take();
                    count.workBegins();
                    second.put("second");
                    count.workEnds();
                },
                () -> {
                    second.take();
                    done.set(true);
                    count.workEnds();
                });
        neverQuietTooEarly();
        count.awaitQuiet();
        Always.that(done.get(), "awaitQuiet returns when the last thread is done");
        threads.join();
        comesToRest();
    }

    @Interleaved
    void theLastChangeWakesEverybodyWhoWaits() throws Exception {
        count.workBegins();
        count.workBegins();
        long start = System.nanoTime();
        Together threads = Together.start(count::awaitQuiet, count::awaitQuiet, count::workEnds, count::workEnds);
        threads.join();
        Always.that(System.nanoTime() - start < SOON_NANOS, "the last change wakes all who wait");
    }

    @Interleaved
    void noChangeIsLost() throws Exception {
        long before = count.changes();
        Together.start(count::workBegins, count::workBegins, count::workBegins).join();
        Always.that(count.changes() - before == 3, "each change is counted");
        Together.start(count::workEnds, count::workEnds, count::workEnds).join();
        comesToRest();
    }

    /** The dialer and the accepting side report in any order. */
    @Interleaved
    void aConnectionIsUnderWayUntilBothSidesAreDone() throws Exception {
        count.listening(SITE);
        count.dialing(SITE);
        Together threads = Together.start(
                () -> {
                    wire.put("connection");
                    count.dialed(PEER, SITE);
                },
                () -> {
                    wire.take();
                    done.set(true);
                    count.accepted(SITE, PEER);
                });
        neverQuietTooEarly();
        count.awaitQuiet();
        Always.that(done.get(), "a connection is under way until it is accepted");
        threads.join();
        Together.start(() -> count.readerGone(SITE, PEER), () -> count.readerGone(PEER, SITE))
                .join();
        comesToRest();
    }

    @Interleaved
    void octetsAndTheEndAreUnderWayUntilTheirReaderHasThem() throws Exception {
        count.dialing(SITE);
        count.dialed(PEER, SITE);
        Together threads = Together.start(
                () -> {
                    count.sending(PEER, SITE, 5);
                    count.ending(PEER, SITE);
                    wire.put("octets and end");
                    count.readerGone(SITE, PEER);
                },
                () -> {
                    count.accepted(SITE, PEER);
                    count.reading(PEER, SITE, false);
                    count.reading(PEER, SITE, true);
                    wire.take();
                    count.received(PEER, SITE, 5);
                    count.endReceived(PEER, SITE);
                    count.readerGone(PEER, SITE);
                });
        threads.join();
        comesToRest();
    }

    /** A connection can wait to be accepted when the site stops listening; nobody will ever read it. */
    @Interleaved
    void aSiteThatStopsListeningSettlesWhatItWillNeverAccept() throws Exception {
        count.listening(SITE);
        count.dialing(SITE);
        Together threads = Together.start(
                () -> {
                    count.dialed(PEER, SITE);
                    count.sending(PEER, SITE, 5);
                    count.ending(PEER, SITE);
                    count.readerGone(SITE, PEER);
                },
                () -> count.stoppedListening(SITE));
        threads.join();
        comesToRest();
    }

    @Interleaved
    void aDatagramIsUnderWayUntilItsReceiverIsDone() throws Exception {
        count.datagramSocketOpened(SITE);
        count.datagramSending(PEER, SITE);
        Together threads = Together.start(() -> wire.put("datagram"), () -> {
            wire.take();
            done.set(true);
            count.datagramReceived(PEER, SITE);
        });
        neverQuietTooEarly();
        count.awaitQuiet();
        Always.that(done.get(), "a datagram is under way until its receiver is done");
        threads.join();
        comesToRest();
    }

    /** A datagram that finds a closed socket is settled by its sender's error or by the close, and never twice. */
    @Interleaved
    void aDatagramToASocketThatClosesIsSettledOnce() throws Exception {
        count.datagramSocketOpened(PEER);
        count.datagramSocketOpened(SITE);
        AtomicBoolean closed = new AtomicBoolean();
        Together threads = Together.start(
                () -> {
                    count.datagramSending(PEER, SITE);
                    if (closed.get()) {
                        count.datagramUnreachable(PEER, SITE);
                    }
                },
                () -> {
                    closed.set(true);
                    count.datagramSocketClosed(SITE);
                });
        threads.join();
        comesToRest();
    }
}
