package org.dslab.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.spool.Change;
import org.dslab.interleavings.Always;
import org.dslab.interleavings.Interleaved;
import org.dslab.interleavings.Together;

/** The selector thread submits, the store thread works, and any thread may stop it. */
public final class StoreThreadInterleavings implements StoreThread.Results {

    /** How often the selector thread asks, while the jobs are done, whether they are. */
    private static final int LOOKS = 30;

    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final AtomicInteger over = new AtomicInteger();

    @Override
    public void ready(List<Input> results) {
        inputs.addAll(results);
        over.addAndGet(results.size());
    }

    @Override
    public void silent() {
        over.incrementAndGet();
    }

    @Override
    public void broken(Throwable failure) {
        throw new AssertionError("the store thread fails", failure);
    }

    @Override
    public void trouble(String text) {}

    private static Effect.Commit commit(long id) {
        return new Effect.Commit(id, List.of(new Change.MessageRemoved("m" + id)));
    }

    private static Effect.File filing(long id) {
        return new Effect.File(id, "a@example.com", "key " + id, Octets.EMPTY, 1);
    }

    @Interleaved
    void commitsAndTheirResultsKeepTheirOrder() throws InterruptedException {
        NotingStore store = new NotingStore(1);
        StoreThread thread = new StoreThread(store, this);
        thread.start();
        for (long id = 1; id <= 3; id++) {
            thread.submit(commit(id));
        }
        List<Input> heard = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            heard.add(inputs.take());
        }
        thread.stop();
        store.close();
        Always.that(
                heard.equals(List.of(new Input.Committed(1), new Input.Committed(2), new Input.Committed(3))),
                "results come in the order of the commits");
        Always.that(store.committed().equals(List.of("m1", "m2", "m3")), "commits are stored in their order");
        Always.that(over.get() == 3, "each commit has one result");
    }

    @Interleaved
    void anIdleStoreThreadHasAnnouncedEverything() {
        NotingStore store = new NotingStore(2);
        StoreThread thread = new StoreThread(store, this);
        thread.start();
        thread.submit(new Effect.AppendBody(1, Octets.latin1("body")));
        thread.submit(commit(1));
        thread.submit(filing(2));
        for (int look = 0; look < LOOKS; look++) {
            if (thread.idle()) {
                Always.that(over.get() == 3, "an idle store thread has announced every result");
                Always.that(thread.waitingOctets() == 0, "an idle store thread has no octets waiting");
            }
        }
        thread.stop();
        store.close();
        Always.that(over.get() == 3, "each job is over once");
        Always.that(thread.idle(), "a stopped store thread is idle");
    }

    @Interleaved
    void aKillLosesNoJobAndHangsNobody() throws InterruptedException {
        killed(new NotingStore(1), List.of(commit(1), new Effect.DropBody(7), commit(2)));
    }

    @Interleaved(times = 150)
    void aKillLosesNoFilingThatIsBesideOthers() throws InterruptedException {
        killed(new NotingStore(2), List.of(filing(1), filing(2), commit(3)));
    }

    /** The selector thread starts it and submits while somebody kills the driver, and stops it again when it notices. */
    private void killed(NotingStore store, List<Effect> jobs) throws InterruptedException {
        StoreThread thread = new StoreThread(store, this);
        Together threads = Together.start(
                () -> {
                    thread.start();
                    jobs.forEach(thread::submit);
                    thread.stop();
                },
                thread::stop);
        threads.join();
        store.close();
        Always.that(over.get() == jobs.size(), "each job is over once, whoever stops when");
        Always.that(thread.idle(), "a stopped store thread is idle");
        List<String> promised = inputs.stream()
                .filter(input -> input instanceof Input.Committed)
                .map(input -> "m" + ((Input.Committed) input).commit())
                .toList();
        Always.that(store.committed().equals(promised), "just the stored commits are promised");
    }
}
