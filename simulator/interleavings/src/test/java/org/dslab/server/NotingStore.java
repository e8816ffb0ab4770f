package org.dslab.server;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.interleavings.Always;
import org.dslab.server.store.BodyPiece;
import org.dslab.server.store.Store;

/** Notes what it is asked, and must not be asked anything once it is closed. */
final class NotingStore implements Store {

    private final int filesAtOnce;
    private final List<String> committed = new ArrayList<>();
    private boolean busy;
    private volatile boolean closed;

    NotingStore(int filesAtOnce) {
        this.filesAtOnce = filesAtOnce;
    }

    /** The ids of committed removals, in their order. */
    synchronized List<String> committed() {
        return List.copyOf(committed);
    }

    void close() {
        closed = true;
        Always.that(!busy, "nothing is in progress when the store thread has stopped");
    }

    private void open() {
        Always.that(!closed, "nothing is begun when the store thread has stopped");
    }

    /** Only {@link #file} may be called beside others. */
    private void alone(Runnable work) {
        open();
        Always.that(!busy, "the store is called by one thread at a time");
        busy = true;
        work.run();
        busy = false;
        open();
    }

    @Override
    public SpoolState recover() {
        return SpoolState.EMPTY;
    }

    @Override
    public void commit(List<List<Change>> group) {
        alone(() -> group.forEach(changes -> note(changes.getFirst())));
    }

    private synchronized void note(Change change) {
        committed.add(((Change.MessageRemoved) change).id());
    }

    @Override
    public void appendBody(long body, Octets octets) {
        alone(() -> {});
    }

    @Override
    public BodyPiece readBody(long body, long offset, int length) {
        alone(() -> {});
        return new BodyPiece(Octets.EMPTY, true);
    }

    @Override
    public void dropBody(long body) {
        alone(() -> {});
    }

    @Override
    public int filesAtOnce() {
        return filesAtOnce;
    }

    @Override
    public void file(String mailbox, String key, Octets head, long body) {
        open();
        open();
    }
}
