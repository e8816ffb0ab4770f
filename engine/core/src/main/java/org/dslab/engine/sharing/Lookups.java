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
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.VerifiedAddress;
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
    private final LookupRoom room;
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
        room = new LookupRoom(maxRunning, effects);
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
        return ask(address, purpose, Standing.KNOWN, done);
    }

    /** The same for a client of this standing. */
    public Inquiry ask(EmailAddress address, LookupPurpose purpose, Standing standing, Consumer<LookupOutcome> done) {
        return ask(address, purpose, standing, new Question(hosts.all(), AnswerTable.SHARING, true), done);
    }

    /** The same with a question of its own; of one address always the same kind. */
    public Inquiry ask(
            EmailAddress address,
            LookupPurpose purpose,
            Standing standing,
            Question question,
            Consumer<LookupOutcome> done) {
        Shared shared = joinable.get(address.key());
        if (shared != null) {
            effects.record(new SiteEvent.LookupJoined(shared.lookup.id(), address, purpose));
            return shared.join(done);
        }
        Shared fresh = new Shared(address, question);
        joinable.put(address.key(), fresh);
        Inquiry inquiry = fresh.join(done);
        if (room.admits(running.size(), standing)) {
            begin(fresh.lookup, purpose, question.hosts());
        } else {
            effects.record(new SiteEvent.LookupStarted(fresh.lookup.id(), address, purpose));
            fresh.lookup.concludeUnasked();
        }
        return inquiry;
    }

    /** That there is little room for more lookups, if so (DS-57). */
    public Optional<String> alert() {
        return room.alert(running.size());
    }

    /** Lookups that wait for answers. */
    public int size() {
        return running.size();
    }

    /**
     * Asks every host afresh about the address of a message that bears this site's own trace, alone (DS-35). Anybody can
     * forge a trace: what is remembered goes only if the answers say that it is wrong.
     *
     * @param cameFrom the host that brought the message: the owner only if no other host can be
     */
    public Inquiry askAgain(EmailAddress address, Predicate<SharingHost> cameFrom, Consumer<LookupOutcome> done) {
        Optional<VerifiedAddress> known = verified.find(address);
        Lookup[] self = new Lookup[1];
        self[0] = newLookup(address, AnswerTable.SHARING, cameFrom, outcome -> {
            correct(self[0], known, outcome);
            done.accept(outcome);
        });
        begin(self[0], LookupPurpose.ROUTING, hosts.all());
        return () -> cancel(self[0]);
    }

    /** A fresh yes is remembered; that nobody, or another host, has the address is the end of what was remembered. */
    private void correct(Lookup lookup, Optional<VerifiedAddress> known, LookupOutcome outcome) {
        EmailAddress address = lookup.address();
        switch (outcome.result()) {
            case FOUND -> remember(lookup, outcome);
            case NOT_FOUND, CANNOT_RECEIVE -> {
                boolean isStillThere = outcome.inactiveAt()
                        .filter(host -> known.isPresent()
                                && host.smtp().equals(known.get().host()))
                        .isPresent();
                // What was verified since this was asked is newer than the answer.
                if (known.isPresent() && verified.find(address).equals(known) && !isStillThere) {
                    verified.forget(address, "nobody has it any more", failure -> {});
                }
            }
            case UNDETERMINED -> {
                // Nobody has said that it is wrong.
            }
        }
    }

    /**
     * A message for the address came back from a client. If that is the very host that was remembered as the owner, what
     * is remembered is wrong, and forgotten in memory (DS-35).
     *
     * @return what makes that durable
     */
    public Optional<Change> cameBack(EmailAddress address, String client) {
        boolean isFromOwner = verified.find(address)
                .flatMap(known -> hosts.at(known.host()))
                .filter(owner -> owner.connectsFrom(client))
                .isPresent();
        if (!isFromOwner || !verified.drop(address, "a message for it came back")) {
            return Optional.empty();
        }
        outdated(address);
        return Optional.of(new Change.VerifiedDropped(address.key()));
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

    /** A host that was removed meanwhile is not remembered (DS-71). */
    private void remember(Lookup lookup, LookupOutcome outcome) {
        Optional<SharingHost> owner =
                outcome.owner().filter(host -> hosts.at(host.smtp()).isPresent());
        if (owner.isPresent() && lookup.isCacheable()) {
            verified.remember(lookup.address(), owner.get());
        }
    }

    private Lookup newLookup(
            EmailAddress address,
            AnswerTable table,
            Predicate<SharingHost> lastChoice,
            Consumer<LookupOutcome> concluded) {
        Lookup[] self = new Lookup[1];
        Lookup lookup = new Lookup(nextId(), address, table, effects, timers, lastChoice, outcome -> {
            if (running.remove(self[0])) {
                room.ended(running.size());
            }
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
            room.ended(running.size());
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
            if (isRemembered) {
                remember(lookup, outcome);
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
