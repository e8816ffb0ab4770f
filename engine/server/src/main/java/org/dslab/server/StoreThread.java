package org.dslab.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.dslab.engine.octets.Gathering;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.spool.Change;
import org.dslab.server.store.BodyPiece;
import org.dslab.server.store.Store;
import org.dslab.server.store.StoreException;

/**
 * The one thread that touches a driver's store. It takes everything that waits at once: bodies first, then all commits as
 * one group, then filings and forgotten bodies. So a commit is never before the bodies it names, and a body is never gone
 * before the commit that let go of it. A store that files several messages at once does so beside this thread.
 */
final class StoreThread {

    /** Told what came of the jobs. Called on the store thread. */
    interface Results {

        /** Inputs for the machine, one for each job that has a result. */
        void ready(List<Input> inputs);

        /** A job without a result is over. */
        void silent();

        /** The store can no longer be trusted. */
        void broken(Throwable failure);

        void trouble(String text);
    }

    /** Wakes the thread up when it is to end; no machine has this body. */
    private static final Effect END = new Effect.DropBody(Long.MIN_VALUE);

    private final Store store;
    private final Results results;
    private final Thread thread;
    private final Optional<FilingThreads> filings;
    private final LinkedBlockingQueue<Effect> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingOctets = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Map<Long, CommitFailure> brokenBodies = new TreeMap<>();
    private volatile boolean stopped;

    StoreThread(Store store, Results results) {
        this.store = store;
        this.results = results;
        this.filings = store.filesAtOnce() > 1
                ? Optional.of(new FilingThreads(
                        store.filesAtOnce(), filing -> announce(List.of(file(filing))), results::broken))
                : Optional.empty();
        this.thread = Thread.ofPlatform().name("dslab store").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
        filings.ifPresent(FilingThreads::start);
    }

    void submit(Effect job) {
        unfinished.incrementAndGet();
        if (job instanceof Effect.AppendBody append) {
            waitingOctets.addAndGet(append.octets().length());
        }
        waiting.add(job);
    }

    /** Octets of bodies that were handed over and are not stored yet. */
    long waitingOctets() {
        return waitingOctets.get();
    }

    /** Whether every job is over and its result has been announced. */
    boolean idle() {
        return unfinished.get() == 0;
    }

    /** Nothing more is begun; on return nothing is in progress either, and whatever was waiting counts as over. */
    void stop() {
        stopped = true;
        waiting.add(END);
        if (thread.getState() != Thread.State.NEW && !Thread.currentThread().equals(thread)) {
            joinUninterruptibly(thread);
        }
        filings.ifPresent(FilingThreads::stop);
        for (int left = unfinished.getAndSet(0); left > 0; left--) {
            results.silent();
        }
    }

    static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Effect> batch = new ArrayList<>();
        try {
            while (!stopped) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                work(batch);
                batch.clear();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            // Whatever it is, no promise of durability holds any more: the driver must stop.
            results.broken(e);
        }
    }

    private void work(List<Effect> batch) {
        List<Input> read = new ArrayList<>();
        List<Effect.Commit> commits = new ArrayList<>();
        List<Effect> afterwards = new ArrayList<>();
        List<Effect.AppendBody> neighbours = new ArrayList<>();
        for (Effect job : batch) {
            if (!neighbours.isEmpty()
                    && !(job instanceof Effect.AppendBody next
                            && next.body() == neighbours.getFirst().body())) {
                append(neighbours);
            }
            switch (job) {
                case Effect.AppendBody append -> neighbours.add(append);
                case Effect.ReadBody wanted -> read.add(read(wanted));
                case Effect.Commit commit -> commits.add(commit);
                default -> afterwards.add(job);
            }
        }
        append(neighbours);
        announce(read);
        announce(commit(commits));
        List<Input> filed = new ArrayList<>();
        for (Effect job : afterwards) {
            switch (job) {
                case Effect.File filing ->
                    filings.ifPresentOrElse(beside -> beside.submit(filing), () -> filed.add(file(filing)));
                case Effect.DropBody drop when !drop.equals(END) -> drop(drop);
                default -> {}
            }
        }
        announce(filed);
    }

    private void announce(List<Input> inputs) {
        if (!inputs.isEmpty()) {
            results.ready(inputs);
            unfinished.addAndGet(-inputs.size());
        }
    }

    private void silent() {
        results.silent();
        unfinished.decrementAndGet();
    }

    /** Appends these pieces of one body in one go, and forgets them: a file is opened once for all of them. */
    private void append(List<Effect.AppendBody> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        long body = pieces.getFirst().body();
        Gathering gathered = new Gathering();
        pieces.forEach(piece -> gathered.add(piece.octets()));
        Octets octets = gathered.take();
        if (!stopped && !brokenBodies.containsKey(body)) {
            try {
                store.appendBody(body, octets);
            } catch (StoreException e) {
                // An append has no result of its own: the commit that names the body fails.
                brokenBodies.put(body, e.failure());
                results.trouble("storing a body: " + e.getMessage());
            }
        }
        waitingOctets.addAndGet(-octets.length());
        pieces.forEach(piece -> silent());
        pieces.clear();
    }

    private Input read(Effect.ReadBody wanted) {
        try {
            BodyPiece piece = store.readBody(wanted.body(), wanted.offset(), wanted.length());
            return new Input.BodyRead(wanted.body(), wanted.offset(), piece.octets(), piece.last());
        } catch (StoreException e) {
            results.trouble("reading a body: " + e.getMessage());
            return new Input.BodyUnreadable(wanted.body(), e.failure());
        }
    }

    private void drop(Effect.DropBody drop) {
        if (!stopped) {
            try {
                brokenBodies.remove(drop.body());
                store.dropBody(drop.body());
            } catch (StoreException e) {
                // No message names it, so the next recovery forgets it.
                results.trouble("forgetting a body: " + e.getMessage());
            }
        }
        silent();
    }

    private Input file(Effect.File filing) {
        if (stopped) {
            return new Input.FilingFailed(filing.filing(), CommitFailure.IO);
        }
        try {
            store.file(filing.mailbox(), filing.key(), filing.head(), filing.body());
            return new Input.Filed(filing.filing());
        } catch (StoreException e) {
            results.trouble("filing: " + e.getMessage());
            return new Input.FilingFailed(filing.filing(), e.failure());
        }
    }

    private List<Input> commit(List<Effect.Commit> commits) {
        Map<Long, CommitFailure> failed = new TreeMap<>();
        List<Effect.Commit> group = new ArrayList<>();
        for (Effect.Commit commit : commits) {
            Optional<CommitFailure> broken = brokenBodyOf(commit);
            broken.ifPresentOrElse(cause -> failed.put(commit.commit(), cause), () -> group.add(commit));
        }
        if (!group.isEmpty() && !tryCommit(group, failed)) {
            group.forEach(commit -> tryCommit(List.of(commit), failed));
        }
        return commits.stream().map(commit -> outcome(commit.commit(), failed)).toList();
    }

    private static Input outcome(long commit, Map<Long, CommitFailure> failed) {
        CommitFailure cause = failed.get(commit);
        return cause == null ? new Input.Committed(commit) : new Input.CommitFailed(commit, cause);
    }

    private boolean tryCommit(List<Effect.Commit> group, Map<Long, CommitFailure> failed) {
        try {
            if (stopped) {
                throw new StoreException(CommitFailure.IO, "the driver has stopped");
            }
            store.commit(group.stream().map(Effect.Commit::changes).toList());
            return true;
        } catch (StoreException e) {
            if (group.size() > 1) {
                return false;
            }
            group.forEach(commit -> failed.put(commit.commit(), e.failure()));
            results.trouble("committing: " + e.getMessage());
            return true;
        }
    }

    private Optional<CommitFailure> brokenBodyOf(Effect.Commit commit) {
        if (brokenBodies.isEmpty()) {
            return Optional.empty();
        }
        for (Change change : commit.changes()) {
            if (change instanceof Change.MessageStored stored
                    && brokenBodies.containsKey(stored.message().body())) {
                return Optional.of(brokenBodies.get(stored.message().body()));
            }
        }
        return Optional.empty();
    }
}
