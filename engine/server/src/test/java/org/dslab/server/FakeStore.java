package org.dslab.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.server.store.BodyPiece;
import org.dslab.server.store.Store;
import org.dslab.server.store.StoreException;

/** A store that notes what it is asked, waits at each read until it may go on, and fails where a test wants it to. */
final class FakeStore implements Store {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    final Semaphore mayRead = new Semaphore(0);
    volatile long fullBody = -1;
    volatile long unreadableBody = -1;
    volatile String poison = "none";
    volatile int filesAtOnce = 1;
    final AtomicInteger filings = new AtomicInteger();
    final Semaphore mayFile = new Semaphore(0);

    @Override
    public SpoolState recover() {
        return SpoolState.EMPTY;
    }

    @Override
    public void commit(List<List<Change>> group) throws StoreException {
        calls.add("commit " + group.stream().map(FakeStore::name).toList());
        if (group.stream().anyMatch(changes -> name(changes).equals(poison))) {
            throw new StoreException(CommitFailure.IO, "poisoned");
        }
    }

    private static String name(List<Change> changes) {
        return changes.getFirst() instanceof Change.MessageRemoved removed ? removed.id() : "stored";
    }

    @Override
    public void appendBody(long body, Octets octets) throws StoreException {
        calls.add("append " + body);
        if (body == fullBody) {
            throw new StoreException(CommitFailure.FULL, "no space");
        }
    }

    @Override
    public BodyPiece readBody(long body, long offset, int length) throws StoreException {
        reads.incrementAndGet();
        mayRead.acquireUninterruptibly();
        if (body == unreadableBody) {
            throw new StoreException(CommitFailure.IO, "unreadable");
        }
        return new BodyPiece(Octets.EMPTY, true);
    }

    @Override
    public void dropBody(long body) {
        calls.add("drop " + body);
    }

    @Override
    public int filesAtOnce() {
        return filesAtOnce;
    }

    @Override
    public void file(String mailbox, String key, Octets head, long body) {
        if (filesAtOnce > 1) {
            filings.incrementAndGet();
            mayFile.acquireUninterruptibly();
        }
        calls.add("file " + key);
    }
}
