package org.dslab.engine.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SeenPost;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/**
 * The posts that were distributed here within five days: they may arrive again, by another way, and are discarded then
 * (DS-81). One timer, for the oldest.
 */
final class SeenPosts {

    private static final Duration LIFETIME = Duration.ofDays(5);
    private static final Comparator<SeenPost> BY_AGE =
            Comparator.comparing(SeenPost::at).thenComparing(SeenPost::list).thenComparing(SeenPost::messageId);

    private final Effects effects;
    private final Timers timers;
    private final TreeMap<String, SeenPost> posts = new TreeMap<>();
    private final TreeSet<SeenPost> byAge = new TreeSet<>(BY_AGE);
    private final TreeMap<String, List<Runnable>> beingStored = new TreeMap<>();
    private Optional<Timer> forgetting = Optional.empty();

    SeenPosts(Effects effects, Timers timers) {
        this.effects = effects;
        this.timers = timers;
    }

    void recover(List<SeenPost> stored) {
        stored.forEach(this::put);
        forgetOld();
    }

    boolean contains(String list, String messageId) {
        SeenPost post = posts.get(key(list, messageId));
        return post != null && timers.now().isBefore(post.at().plus(LIFETIME));
    }

    /** Whether the post is being made durable; if so, {@code then} runs when that has come to its end. */
    boolean isBeingStored(String list, String messageId, Runnable then) {
        List<Runnable> waiting = beingStored.get(key(list, messageId));
        if (waiting != null) {
            waiting.add(then);
        }
        return waiting != null;
    }

    /** The post is in a commit whose end is told by {@link #stored} or {@link #notStored}. */
    void store(SeenPost post) {
        beingStored.put(key(post.list(), post.messageId()), new ArrayList<>());
    }

    void stored(SeenPost post) {
        put(post);
        schedule();
        goOn(post);
    }

    void notStored(SeenPost post) {
        goOn(post);
    }

    private void goOn(SeenPost post) {
        List<Runnable> waiting = beingStored.remove(key(post.list(), post.messageId()));
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    private void put(SeenPost post) {
        SeenPost previous = posts.put(key(post.list(), post.messageId()), post);
        if (previous != null) {
            byAge.remove(previous);
        }
        byAge.add(post);
    }

    private void forgetOld() {
        List<Change> forgotten = new ArrayList<>();
        Instant now = timers.now();
        while (!byAge.isEmpty() && !now.isBefore(byAge.first().at().plus(LIFETIME))) {
            SeenPost old = byAge.removeFirst();
            posts.remove(key(old.list(), old.messageId()));
            forgotten.add(new Change.PostForgotten(old.list(), old.messageId()));
        }
        if (!forgotten.isEmpty()) {
            // If the store cannot do it now, the next start finds them too old again.
            effects.commit(forgotten, failure -> {});
        }
        forgetting = Optional.empty();
        schedule();
    }

    private void schedule() {
        if (forgetting.isEmpty() && !byAge.isEmpty()) {
            forgetting = Optional.of(timers.at(byAge.first().at().plus(LIFETIME), this::forgetOld));
        }
    }

    /** A line break is in neither part. */
    private static String key(String list, String messageId) {
        return list + "\n" + messageId;
    }
}
