package org.dslab.engine.sharing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.VerifiedAddress;
import org.dslab.engine.time.Timers;

/**
 * The addresses that sharing hosts said they have, remembered for exactly the configured lifetime from the moment of
 * verification (DS-06). Only positive answers come here (DS-07). Entries that are too old go when others come.
 */
public final class VerifiedAddresses {

    private static final Comparator<VerifiedAddress> BY_AGE =
            Comparator.comparing(VerifiedAddress::verifiedAt).thenComparing(VerifiedAddress::key);

    private final Duration lifetime;
    private final Effects effects;
    private final Timers timers;
    private final TreeMap<String, VerifiedAddress> entries = new TreeMap<>();
    private final TreeSet<VerifiedAddress> byAge = new TreeSet<>(BY_AGE);

    public VerifiedAddresses(Duration lifetime, Effects effects, Timers timers) {
        this.lifetime = lifetime;
        this.effects = effects;
        this.timers = timers;
    }

    /**
     * Takes over what was remembered before a restart, except what is too old, was verified in the future (the clock
     * went back), or names a host that is no longer configured (DS-71).
     */
    public void recover(List<VerifiedAddress> stored, List<SharingHost> hosts) {
        List<Change> dropped = new ArrayList<>();
        for (VerifiedAddress entry : stored) {
            boolean isConfigured = hosts.stream().anyMatch(host -> host.smtp().equals(entry.host()));
            if (isConfigured && isValid(entry) && !entry.verifiedAt().isAfter(timers.now())) {
                put(entry);
            } else {
                dropped.add(new Change.VerifiedDropped(entry.key()));
            }
        }
        if (!dropped.isEmpty()) {
            effects.commit(dropped, failure -> {});
        }
    }

    /** The owner of the address, if a verification is remembered and not yet too old. */
    public Optional<VerifiedAddress> find(EmailAddress address) {
        return Optional.ofNullable(entries.get(address.key())).filter(this::isValid);
    }

    /** A host has just said that it has the address. */
    void remember(EmailAddress address, SharingHost host) {
        List<Change> changes = new ArrayList<>();
        while (!byAge.isEmpty() && !isValid(byAge.first())) {
            VerifiedAddress old = byAge.removeFirst();
            entries.remove(old.key());
            changes.add(new Change.VerifiedDropped(old.key()));
        }
        VerifiedAddress entry = new VerifiedAddress(address.key(), host.smtp(), timers.now());
        put(entry);
        changes.add(new Change.AddressVerified(entry));
        effects.record(new SiteEvent.AddressRemembered(address, host.smtp()));
        // If the store cannot take it, the entry is only asked for again after a restart.
        effects.commit(changes, failure -> {});
    }

    /**
     * Forgets the address, in memory; the caller makes it durable with {@link Change.VerifiedDropped}.
     *
     * @return whether it was remembered
     */
    public boolean drop(EmailAddress address, String reason) {
        VerifiedAddress entry = entries.remove(address.key());
        if (entry == null) {
            return false;
        }
        byAge.remove(entry);
        effects.record(new SiteEvent.RememberedDropped(entry.key(), reason));
        return true;
    }

    /** What is remembered and not too old, in the order of the addresses. */
    public List<VerifiedAddress> entries() {
        return entries.values().stream().filter(this::isValid).toList();
    }

    /** The first moment at which the entry is too old. */
    public Instant end(VerifiedAddress entry) {
        return entry.verifiedAt().plus(lifetime);
    }

    /** Forgets the address, durably; {@code done} gets the reason why not, or empty. */
    public void forget(EmailAddress address, String reason, Consumer<Optional<String>> done) {
        if (find(address).isEmpty() || !drop(address, reason)) {
            done.accept(Optional.of(address + " is not remembered"));
            return;
        }
        effects.commit(
                List.of(new Change.VerifiedDropped(address.key())),
                failure -> done.accept(failure.map(
                        cause -> "it is forgotten only until the next start, for the store cannot be written")));
    }

    /** Forgets every address of a host that was removed (DS-71), in memory; the caller makes it durable. */
    public void dropHost(HostPort host, String reason) {
        keysAt(host).forEach(key -> drop(EmailAddress.of(key), reason));
    }

    /** The keys of the addresses that are remembered for a host. */
    public List<String> keysAt(HostPort host) {
        return entries.values().stream()
                .filter(entry -> entry.host().equals(host))
                .map(VerifiedAddress::key)
                .toList();
    }

    private void put(VerifiedAddress entry) {
        VerifiedAddress previous = entries.put(entry.key(), entry);
        if (previous != null) {
            byAge.remove(previous);
        }
        byAge.add(entry);
    }

    private boolean isValid(VerifiedAddress entry) {
        Instant end = end(entry);
        return timers.now().isBefore(end);
    }

    /** The host's name in messages and history. */
    public static String nameOf(HostPort smtp, List<SharingHost> hosts) {
        return hosts.stream()
                .filter(host -> host.smtp().equals(smtp))
                .map(SharingHost::name)
                .findFirst()
                .orElseGet(smtp::toString);
    }
}
