package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.spool.Change;
import org.junit.jupiter.api.Test;

/** A store that files several messages at once. */
class FilingThreadsTest implements StoreThread.Results {

    private final List<Input> inputs = new CopyOnWriteArrayList<>();
    private final AtomicInteger silent = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final FakeStore store = new FakeStore();

    @Override
    public void ready(List<Input> results) {
        inputs.addAll(results);
    }

    @Override
    public void silent() {
        silent.incrementAndGet();
    }

    @Override
    public void broken(Throwable failure) {
        failures.add(failure);
    }

    @Override
    public void trouble(String text) {}

    private StoreThread started() {
        store.filesAtOnce = 2;
        StoreThread thread = new StoreThread(store, this);
        thread.start();
        return thread;
    }

    private static Effect.File filing(long id) {
        return new Effect.File(id, "a@example.com", "key " + id, Octets.EMPTY, 1);
    }

    @Test
    void aSlowMailboxKeepsNeitherCommitsNorOtherMailboxesWaiting() {
        StoreThread thread = started();
        thread.submit(filing(1));
        thread.submit(filing(2));
        Soon.until(() -> store.filings.get() == 2);
        thread.submit(new Effect.Commit(3, List.of(new Change.MessageRemoved("a"))));
        Soon.until(() -> inputs.contains(new Input.Committed(3)));
        assertThat(inputs).hasSize(1);
        store.mayFile.release(2);
        Soon.until(thread::idle);
        assertThat(inputs).contains(new Input.Filed(1), new Input.Filed(2)).hasSize(3);
        thread.stop();
        assertThat(failures).isEmpty();
    }

    @Test
    void aStopAwaitsWhatIsBeingFiledAndBeginsNothingMore() throws InterruptedException {
        StoreThread thread = started();
        for (int id = 1; id <= 5; id++) {
            thread.submit(filing(id));
        }
        Soon.until(() -> store.filings.get() == 2);
        Thread killer = Thread.ofPlatform().start(thread::stop);
        Soon.until(() -> killer.getState() == Thread.State.WAITING);
        store.mayFile.release(5);
        killer.join();
        assertThat(store.filings).hasValue(2);
        assertThat(inputs).containsExactlyInAnyOrder(new Input.Filed(1), new Input.Filed(2));
        assertThat(silent).hasValue(3);
        assertThat(thread.idle()).isTrue();
    }
}
