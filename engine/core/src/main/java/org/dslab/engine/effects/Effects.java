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
import org.dslab.engine.seam.PasswordVerdict;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.spool.Change;

/**
 * Collects the effects of one {@code handle} call, and remembers who waits for the result of which. Parts of a site
 * continue through these callbacks, never through futures or threads.
 */
public final class Effects {

    private List<Effect> collected = new ArrayList<>();
    private final TreeMap<Long, Consumer<Optional<CommitFailure>>> commits = new TreeMap<>();
    private final TreeMap<Long, Consumer<Optional<CommitFailure>>> filings = new TreeMap<>();
    private final TreeMap<Long, ArrayDeque<Reader>> readers = new TreeMap<>();
    private final TreeMap<Long, Consumer<PasswordVerdict>> checks = new TreeMap<>();
    private Optional<Change.Seeds> seeds = Optional.empty();
    private long lastCommit;
    private long lastFiling;
    private long lastCheck;

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
        if (seeds.isEmpty()) {
            commits.put(id, done);
            emit(new Effect.Commit(id, changes));
            return;
        }
        List<Change> all = new ArrayList<>();
        all.add(seeds.get());
        all.addAll(changes);
        commits.put(id, failure -> {
            if (failure.isEmpty()) {
                seeds = Optional.empty();
            }
            done.accept(failure);
        });
        emit(new Effect.Commit(id, all));
    }

    /** What makes an unused spool a used one goes first in every commit, until one has succeeded (DS-71). */
    public void seed(Change.Seeds changes, Consumer<Optional<CommitFailure>> done) {
        seeds = Optional.of(changes);
        commit(List.of(), done);
    }

    /** Puts a message into a mailbox; {@code done} gets the failure, or empty when it is there. */
    public void file(String mailbox, String key, Octets head, long body, Consumer<Optional<CommitFailure>> done) {
        long id = ++lastFiling;
        filings.put(id, done);
        emit(new Effect.File(id, mailbox, key, head, body));
    }

    private record Reader(BiConsumer<Octets, Boolean> done, Consumer<CommitFailure> failed) {}

    /**
     * Reads a piece of a body; {@code done} gets it, and whether the body ends with it; {@code failed} gets the
     * cause instead if the store cannot read it.
     */
    public void readBody(
            long body, long offset, int length, BiConsumer<Octets, Boolean> done, Consumer<CommitFailure> failed) {
        readers.computeIfAbsent(body, id -> new ArrayDeque<>()).add(new Reader(done, failed));
        emit(new Effect.ReadBody(body, offset, length));
    }

    /** Has a password compared; {@code done} gets the verdict. */
    public void checkPassword(String account, Secret password, Consumer<PasswordVerdict> done) {
        long id = ++lastCheck;
        checks.put(id, done);
        emit(new Effect.CheckPassword(id, account, password));
    }

    public void passwordChecked(Input.PasswordChecked checked) {
        finish(checks, checked.check(), checked.verdict());
    }

    public void committed(long commit, Optional<CommitFailure> failure) {
        finish(commits, commit, failure);
    }

    public void filed(long filing, Optional<CommitFailure> failure) {
        finish(filings, filing, failure);
    }

    /** Results for one body come in the order of the requests. */
    public void bodyRead(Input.BodyRead piece) {
        nextReader(piece.body()).done().accept(piece.octets(), piece.last());
    }

    public void bodyUnreadable(long body, CommitFailure cause) {
        nextReader(body).failed().accept(cause);
    }

    private Reader nextReader(long body) {
        ArrayDeque<Reader> waiting = readers.get(body);
        if (waiting == null) {
            throw new IllegalStateException("nobody asked for body " + body);
        }
        Reader reader = waiting.remove();
        if (waiting.isEmpty()) {
            readers.remove(body);
        }
        return reader;
    }

    private static <R> void finish(Map<Long, Consumer<R>> waiting, long id, R result) {
        Consumer<R> done = waiting.remove(id);
        if (done == null) {
            throw new IllegalStateException("nobody waits for result " + id);
        }
        done.accept(result);
    }
}
