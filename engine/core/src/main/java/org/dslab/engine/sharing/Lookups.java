package org.dslab.engine.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.time.Timers;

/**
 * The running lookups of a site. Simultaneous lookups of one address share one exchange with each host (DS-55). The
 * question before an address is created is none of these: an answer begun earlier may be out of date (DS-43).
 */
public final class Lookups {

    private final SharingHosts hosts;
    private final HostExchanges exchanges;
    private final VerifiedAddresses verified;
    private final Effects effects;
    private final Timers timers;
    private final int maxRunning;
    private final TreeMap<String, Shared> joinable = new TreeMap<>();
    private final List<Lookup> running = new ArrayList<>();
    private long lastId;

    /**
     * Lookups at these hosts.
     *
     * @param maxRunning more are undetermined at once (DS-57)
     */
    public Lookups(
            SharingHosts hosts,
            HostExchanges exchanges,
            VerifiedAddresses verified,
            Effects effects,
            Timers timers,
            int maxRunning) {
        this.hosts = hosts;
        this.exchanges = exchanges;
        this.verified = verified;
        this.effects = effects;
        this.timers = timers;
        this.maxRunning = maxRunning;
    }

    /** Whom it asks. */
    public SharingHosts hosts() {
        return hosts;
    }

    /**
     * Asks every sharing host, or joins a lookup of the same address that is under way.
     *
     * @param done called once, possibly before this returns if there is nobody to ask; never after cancelling
     */
    public Inquiry ask(EmailAddress address, LookupPurpose purpose, Consumer<LookupOutcome> done) {
        return ask(address, purpose, new Question(hosts.all(), AnswerTable.SHARING, true), done);
    }

    /** The same with a question of its own; of one address always the same kind. */
    public Inquiry ask(EmailAddress address, LookupPurpose purpose, Question question, Consumer<LookupOutcome> done) {
        Shared shared = joinable.get(address.key());
        if (shared != null) {
            effects.record(new SiteEvent.LookupJoined(shared.lookup.id(), address, purpose));
            return shared.join(done);
        }
        Shared fresh = new Shared(address, question);
        joinable.put(address.key(), fresh);
        Inquiry inquiry = fresh.join(done);
        if (running.size() < maxRunning) {
            begin(fresh.lookup, purpose, question.hosts());
        } else {
            effects.record(new SiteEvent.LookupStarted(fresh.lookup.id(), address, purpose));
            fresh.lookup.concludeUnasked();
        }
        return inquiry;
    }

    /** Lookups that wait for answers. */
    public int size() {
        return running.size();
    }

    /**
     * Asks every host afresh about the address of a message that has been here before, and remembers nothing (DS-35).
     *
     * @param cameFrom the host that brought the message: the owner only if no other host can be
     */
    public Inquiry askAgain(EmailAddress address, Predicate<SharingHost> cameFrom, Consumer<LookupOutcome> done) {
        Lookup lookup = newLookup(address, AnswerTable.SHARING, cameFrom, done);
        begin(lookup, LookupPurpose.ROUTING, hosts.all());
        return () -> cancel(lookup);
    }

    /**
     * What was known about the address has turned out wrong (DS-08): whoever asks from now on gets answers that were
     * given from now on, and what is under way is not remembered.
     */
    public void outdated(EmailAddress address) {
        localChange(address);
        joinable.remove(address.key());
    }

    /** A number for a question that is asked elsewhere, unique among the lookups of one start of the site. */
    public long nextId() {
        return ++lastId;
    }

    /** An address became local, or stopped being so: what is being asked about it must not be remembered (DS-06). */
    public void localChange(EmailAddress address) {
        running.stream()
                .filter(lookup -> lookup.address().key().equals(address.key()))
                .forEach(Lookup::forbidRemembering);
    }

    private Lookup newLookup(
            EmailAddress address,
            AnswerTable table,
            Predicate<SharingHost> lastChoice,
            Consumer<LookupOutcome> concluded) {
        Lookup[] self = new Lookup[1];
        Lookup lookup = new Lookup(nextId(), address, table, effects, timers, lastChoice, outcome -> {
            running.remove(self[0]);
            concluded.accept(outcome);
        });
        self[0] = lookup;
        return lookup;
    }

    private void begin(Lookup lookup, LookupPurpose purpose, List<SharingHost> asked) {
        running.add(lookup);
        effects.record(new SiteEvent.LookupStarted(lookup.id(), lookup.address(), purpose));
        lookup.start(asked, exchanges);
    }

    private void cancel(Lookup lookup) {
        if (running.remove(lookup)) {
            lookup.cancel();
        }
    }

    /** A lookup that others may join until it is concluded. */
    private final class Shared {

        private final String key;
        private final boolean isRemembered;
        private final Lookup lookup;
        private final List<Waiter> waiting = new ArrayList<>();

        Shared(EmailAddress address, Question question) {
            key = address.key();
            isRemembered = question.isRemembered();
            lookup = newLookup(address, question.table(), host -> false, this::concluded);
        }

        Inquiry join(Consumer<LookupOutcome> done) {
            Waiter waiter = new Waiter(done);
            waiting.add(waiter);
            return () -> leave(waiter);
        }

        private void leave(Waiter waiter) {
            if (waiting.remove(waiter) && waiting.isEmpty()) {
                joinable.remove(key, this);
                cancel(lookup);
            }
        }

        private void concluded(LookupOutcome outcome) {
            joinable.remove(key, this);
            // A host that was removed meanwhile is not to be remembered (DS-71).
            Optional<SharingHost> owner =
                    outcome.owner().filter(host -> hosts.at(host.smtp()).isPresent());
            if (isRemembered && owner.isPresent() && lookup.isCacheable()) {
                verified.remember(lookup.address(), owner.get());
            }
            List<Waiter> told = List.copyOf(waiting);
            for (Waiter waiter : told) {
                // One that is told may make another leave.
                if (waiting.remove(waiter)) {
                    waiter.done.accept(outcome);
                }
            }
        }
    }

    /** One who waits; two with the same callback are two. */
    private static final class Waiter {

        private final Consumer<LookupOutcome> done;

        Waiter(Consumer<LookupOutcome> done) {
            this.done = done;
        }
    }
}
