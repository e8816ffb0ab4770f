package org.dslab.engine.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.LookupPurpose;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.SharingHost;

/**
 * The running lookups of a site. Simultaneous lookups of one address share one exchange with each host (DS-55); the
 * question before an account is created is always a fresh one, since an answer begun earlier may be out of date.
 */
public final class Lookups {

    private final List<SharingHost> hosts;
    private final HostExchanges exchanges;
    private final VerifiedAddresses verified;
    private final Effects effects;
    private final TreeMap<String, Shared> joinable = new TreeMap<>();
    private final List<Lookup> running = new ArrayList<>();
    private long lastId;

    public Lookups(List<SharingHost> hosts, HostExchanges exchanges, VerifiedAddresses verified, Effects effects) {
        this.hosts = List.copyOf(hosts);
        this.exchanges = exchanges;
        this.verified = verified;
        this.effects = effects;
    }

    /**
     * Asks every host, or joins a lookup of the same address that is under way.
     *
     * @param done called once, possibly before this returns if there is nobody to ask; never after cancelling
     */
    public Inquiry ask(EmailAddress address, LookupPurpose purpose, Consumer<LookupOutcome> done) {
        if (purpose == LookupPurpose.CREATION) {
            Lookup lookup = newLookup(address, done);
            begin(lookup, purpose);
            return () -> cancel(lookup);
        }
        Shared shared = joinable.get(address.key());
        if (shared != null) {
            effects.record(new SiteEvent.LookupJoined(shared.lookup.id(), address, purpose));
            return shared.join(done);
        }
        Shared fresh = new Shared(address);
        joinable.put(address.key(), fresh);
        Inquiry inquiry = fresh.join(done);
        begin(fresh.lookup, purpose);
        return inquiry;
    }

    /** An address became local, or stopped being so: what is being asked about it must not be remembered (DS-06). */
    public void localChange(EmailAddress address) {
        running.stream()
                .filter(lookup -> lookup.address().key().equals(address.key()))
                .forEach(Lookup::forbidRemembering);
    }

    private Lookup newLookup(EmailAddress address, Consumer<LookupOutcome> concluded) {
        Lookup[] self = new Lookup[1];
        Lookup lookup = new Lookup(++lastId, address, effects, outcome -> {
            running.remove(self[0]);
            concluded.accept(outcome);
        });
        self[0] = lookup;
        return lookup;
    }

    private void begin(Lookup lookup, LookupPurpose purpose) {
        running.add(lookup);
        effects.record(new SiteEvent.LookupStarted(lookup.id(), lookup.address(), purpose));
        lookup.start(hosts, exchanges);
    }

    private void cancel(Lookup lookup) {
        if (running.remove(lookup)) {
            lookup.cancel();
        }
    }

    /** A lookup that others may join until it is concluded. */
    private final class Shared {

        private final String key;
        private final Lookup lookup;
        private final List<Waiter> waiting = new ArrayList<>();

        Shared(EmailAddress address) {
            key = address.key();
            lookup = newLookup(address, this::concluded);
        }

        Inquiry join(Consumer<LookupOutcome> done) {
            Waiter waiter = new Waiter(done);
            waiting.add(waiter);
            return () -> leave(waiter);
        }

        private void leave(Waiter waiter) {
            if (waiting.remove(waiter) && waiting.isEmpty()) {
                joinable.remove(key);
                cancel(lookup);
            }
        }

        private void concluded(LookupOutcome outcome) {
            joinable.remove(key);
            Optional<SharingHost> owner = outcome.owner();
            if (owner.isPresent() && lookup.isCacheable()) {
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
