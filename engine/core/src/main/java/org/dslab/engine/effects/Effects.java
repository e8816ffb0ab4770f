package org.dslab.engine.effects;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.spool.Change;

/**
 * Collects the effects of one {@code handle} call, and remembers who waits for the result of which. Parts of a site
 * continue through these callbacks, never through futures or threads.
 */
public final class Effects {

    private List<Effect> collected = new ArrayList<>();
    private final TreeMap<Long, Consumer<Optional<CommitFailure>>> commits = new TreeMap<>();
    private final TreeMap<Long, Consumer<Optional<CommitFailure>>> filings = new TreeMap<>();
    private final TreeMap<Long, ArrayDeque<BiConsumer<Octets, Boolean>>> readers = new TreeMap<>();
    private long lastCommit;
    private long lastFiling;

    /** Everything since the last call. */
    public List<Effect> drain() {
        List<Effect> result = collected;
        collected = new ArrayList<>();
        return result;
    }

    public void emit(Effect effect) {
        collected.add(effect);
    }

    public void record(SiteEvent event) {
        emit(new Effect.Recorded(event));
    }

    /** Makes the changes durable; {@code done} gets the failure, or empty when they are. */
    public void commit(List<Change> changes, Consumer<Optional<CommitFailure>> done) {
        long id = ++lastCommit;
        commits.put(id, done);
        emit(new Effect.Commit(id, changes));
    }

    /** Puts a message into a mailbox; {@code done} gets the failure, or empty when it is there. */
    public void file(String mailbox, String key, Octets head, long body, Consumer<Optional<CommitFailure>> done) {
        long id = ++lastFiling;
        filings.put(id, done);
        emit(new Effect.File(id, mailbox, key, head, body));
    }

    /** Reads a piece of a body; {@code done} gets it, and whether the body ends with it. */
    public void readBody(long body, long offset, int length, BiConsumer<Octets, Boolean> done) {
        readers.computeIfAbsent(body, id -> new ArrayDeque<>()).add(done);
        emit(new Effect.ReadBody(body, offset, length));
    }

    public void committed(long commit, Optional<CommitFailure> failure) {
        finish(commits, commit, failure);
    }

    public void filed(long filing, Optional<CommitFailure> failure) {
        finish(filings, filing, failure);
    }

    /** Results for one body come in the order of the requests. */
    public void bodyRead(Input.BodyRead piece) {
        ArrayDeque<BiConsumer<Octets, Boolean>> waiting = readers.get(piece.body());
        if (waiting == null) {
            throw new IllegalStateException("nobody asked for body " + piece.body());
        }
        BiConsumer<Octets, Boolean> reader = waiting.remove();
        if (waiting.isEmpty()) {
            readers.remove(piece.body());
        }
        reader.accept(piece.octets(), piece.last());
    }

    private static void finish(
            Map<Long, Consumer<Optional<CommitFailure>>> waiting, long id, Optional<CommitFailure> failure) {
        Consumer<Optional<CommitFailure>> done = waiting.remove(id);
        if (done == null) {
            throw new IllegalStateException("nobody waits for result " + id);
        }
        done.accept(failure);
    }
}
