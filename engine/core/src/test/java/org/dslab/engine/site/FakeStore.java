package org.dslab.engine.site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MemorySpool;

/** The store and the mailboxes of a site under test: they work, fail, or keep it waiting, as the test says. */
final class FakeStore {

    private final Consumer<Input> site;
    private final MemorySpool spool = new MemorySpool();
    private final List<SiteHarness.FiledCopy> filed = new ArrayList<>();
    private final List<List<Change>> commits = new ArrayList<>();
    private final List<Octets> appended = new ArrayList<>();
    private final ArrayDeque<Effect.Commit> held = new ArrayDeque<>();
    private Optional<CommitFailure> failure;
    private Predicate<List<Change>> failing = changes -> true;
    private Optional<CommitFailure> unreadable = Optional.empty();
    private boolean isHeld;

    /** For a site that takes inputs like this; every commit fails from the first on if there is a failure. */
    FakeStore(Consumer<Input> site, Optional<CommitFailure> failure) {
        this.site = site;
        this.failure = failure;
    }

    MemorySpool spool() {
        return spool;
    }

    /** What was put into mailboxes. */
    List<SiteHarness.FiledCopy> filed() {
        return filed;
    }

    /** The commits that succeeded, in their order. */
    List<List<Change>> commits() {
        return commits;
    }

    /** What was given to the store of bodies, a piece each time. */
    List<Octets> appended() {
        return appended;
    }

    /** The site was killed. */
    void restarted() {
        held.clear();
        spool.dropOrphans();
    }

    void fails(CommitFailure with) {
        failsFor(with, changes -> true);
    }

    /** Only commits of this kind fail. */
    void failsFor(CommitFailure with, Predicate<List<Change>> kind) {
        failure = Optional.of(with);
        failing = kind;
    }

    /** Commits are on their way, and not durable, until {@link #goesOn}. */
    void isSlow() {
        isHeld = true;
    }

    void goesOn() {
        isHeld = false;
        while (!held.isEmpty()) {
            goesOnOnce();
        }
    }

    /** The oldest commit on its way is durable now, or has failed. */
    void goesOnOnce() {
        site.accept(commit(held.element()));
        held.remove();
    }

    void works() {
        failure = Optional.empty();
        unreadable = Optional.empty();
    }

    void bodiesAreUnreadable() {
        unreadable = Optional.of(CommitFailure.IO);
    }

    /** What is read is not what was stored. */
    void bodiesAreDamaged() {
        unreadable = Optional.of(CommitFailure.DAMAGED);
    }

    void append(Effect.AppendBody append) {
        appended.add(append.octets());
        spool.appendBody(append.body(), append.octets());
    }

    Input read(Effect.ReadBody read) {
        if (unreadable.isPresent()) {
            return new Input.BodyUnreadable(read.body(), unreadable.get());
        }
        Octets piece = spool.readBody(read.body(), read.offset(), read.length());
        boolean last = read.offset() + piece.length() >= spool.bodySize(read.body());
        return new Input.BodyRead(read.body(), read.offset(), piece, last);
    }

    /** Empty if the store is slow. */
    Optional<Input> take(Effect.Commit commit) {
        if (isHeld || !held.isEmpty()) {
            held.add(commit);
            return Optional.empty();
        }
        return Optional.of(commit(commit));
    }

    private Input commit(Effect.Commit commit) {
        if (failure.isPresent() && failing.test(commit.changes())) {
            return new Input.CommitFailed(commit.commit(), failure.get());
        }
        spool.commit(commit.changes());
        commits.add(commit.changes());
        return new Input.Committed(commit.commit());
    }

    Input file(Effect.File file) {
        if (unreadable.isPresent()) {
            return new Input.FilingFailed(file.filing(), unreadable.get());
        }
        filed.add(new SiteHarness.FiledCopy(
                file.mailbox(), file.head().concat(bodyOf(file.body())).latin1()));
        return new Input.Filed(file.filing());
    }

    private Octets bodyOf(long body) {
        Octets text = Octets.EMPTY;
        while (text.length() < spool.bodySize(body)) {
            text = text.concat(spool.readBody(body, text.length(), 1 << 20));
        }
        return text;
    }
}
