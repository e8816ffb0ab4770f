package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreThreadTest {

    private static final class Heard implements StoreThread.Results {
        private final List<Input> inputs = new CopyOnWriteArrayList<>();
        private final AtomicInteger silent = new AtomicInteger();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();

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
    }

    private final FakeStore store = new FakeStore();
    private final Heard heard = new Heard();
    private final StoreThread thread = new StoreThread(store, heard);

    @BeforeEach
    void holdTheThreadInARead() {
        thread.start();
        thread.submit(new Effect.ReadBody(1, 0, 1));
        Soon.until(() -> store.reads.get() == 1);
    }

    @AfterEach
    void stop() {
        store.mayRead.release(10);
        thread.stop();
        assertThat(heard.failures).isEmpty();
    }

    private static Effect.Commit commit(long id, String name) {
        return new Effect.Commit(id, List.of(new Change.MessageRemoved(name)));
    }

    private static Effect.Commit storing(long id, long body) {
        StoredMessage message =
                new StoredMessage("m", "", List.of(), "", Octets.EMPTY, body, 1, 0, false, false, Instant.EPOCH, false);
        return new Effect.Commit(id, List.of(new Change.MessageStored(message)));
    }

    private void go() {
        store.mayRead.release(10);
        Soon.until(thread::idle);
    }

    @Test
    void allWaitingCommitsAreOneGroupAfterTheirBodiesAndBeforeForgottenOnes() {
        thread.submit(commit(1, "a"));
        thread.submit(new Effect.DropBody(9));
        thread.submit(new Effect.AppendBody(2, Octets.latin1("body")));
        thread.submit(commit(2, "b"));
        go();
        assertThat(store.calls).containsExactly("append 2", "commit [a, b]", "drop 9");
        assertThat(heard.inputs.subList(1, 3)).containsExactly(new Input.Committed(1), new Input.Committed(2));
        assertThat(heard.silent).hasValue(2);
        assertThat(thread.waitingOctets()).isZero();
    }

    @Test
    void aGroupThatFailsIsTriedOneByOne() {
        store.poison = "b";
        thread.submit(commit(1, "a"));
        thread.submit(commit(2, "b"));
        thread.submit(commit(3, "c"));
        go();
        assertThat(store.calls).containsExactly("commit [a, b, c]", "commit [a]", "commit [b]", "commit [c]");
        assertThat(heard.inputs.subList(1, 4))
                .containsExactly(
                        new Input.Committed(1), new Input.CommitFailed(2, CommitFailure.IO), new Input.Committed(3));
    }

    @Test
    void aCommitThatNamesABodyWithoutSpaceFailsAlone() {
        store.fullBody = 5;
        thread.submit(new Effect.AppendBody(5, Octets.latin1("big")));
        thread.submit(new Effect.AppendBody(5, Octets.latin1("big")));
        thread.submit(storing(1, 5));
        thread.submit(storing(2, 6));
        go();
        assertThat(store.calls).containsExactly("append 5", "commit [stored]");
        assertThat(heard.inputs.subList(1, 3))
                .containsExactly(new Input.CommitFailed(1, CommitFailure.FULL), new Input.Committed(2));
    }

    @Test
    void piecesOfOneBodyThatWaitTogetherAreAppendedInOneGo() {
        for (int body = 2; body < 4; body++) {
            for (int piece = 0; piece < 100; piece++) {
                thread.submit(new Effect.AppendBody(body, Octets.latin1("piece")));
            }
        }
        thread.submit(new Effect.AppendBody(2, Octets.latin1("more")));
        thread.submit(commit(1, "a"));
        go();
        assertThat(store.calls).containsExactly("append 2", "append 3", "append 2", "commit [a]");
        assertThat(heard.silent).hasValue(201);
        assertThat(thread.waitingOctets()).isZero();
    }

    @Test
    void aBodyThatCannotBeReadIsSaidAndTheThreadGoesOn() {
        store.unreadableBody = 2;
        thread.submit(new Effect.ReadBody(2, 0, 1));
        thread.submit(commit(1, "a"));
        go();
        assertThat(heard.inputs.subList(1, 3))
                .containsExactly(new Input.BodyUnreadable(2, CommitFailure.IO), new Input.Committed(1));
    }

    @Test
    void afterAStopNothingIsCommittedOrFiledNotEvenOfTheBatchInHand() throws InterruptedException {
        thread.submit(new Effect.ReadBody(2, 0, 1));
        thread.submit(new Effect.AppendBody(4, Octets.latin1("body")));
        thread.submit(commit(1, "a"));
        thread.submit(new Effect.File(2, "a@example.com", "key", Octets.EMPTY, 1));
        thread.submit(new Effect.DropBody(3));
        store.mayRead.release();
        Soon.until(() -> store.reads.get() == 2);
        thread.submit(commit(5, "never begun"));
        Thread killer = Thread.ofPlatform().start(thread::stop);
        Soon.until(() -> killer.getState() == Thread.State.WAITING);
        store.mayRead.release();
        killer.join();
        assertThat(store.calls).isEmpty();
        assertThat(heard.inputs)
                .contains(new Input.CommitFailed(1, CommitFailure.IO), new Input.FilingFailed(2, CommitFailure.IO))
                .hasSize(4);
        assertThat(heard.silent).hasValue(3);
    }
}
