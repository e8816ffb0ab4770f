package org.dslab.engine.sharing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredHost;

/**
 * The other sites that this one asks, in the order that breaks ties. The configuration's seed an empty spool; later the
 * spool's are used, to which operators add and from which they remove (DS-71). Never this site itself (DS-43.7).
 */
public final class SharingHosts {

    private final String site;
    private final List<StoredHost> hosts = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /** No hosts yet, for the site of this name. */
    public SharingHosts(String site) {
        this.site = site;
    }

    /** These hosts, in this order. */
    public static SharingHosts of(String site, List<SharingHost> hosts) {
        SharingHosts result = new SharingHosts(site);
        hosts.forEach(host -> result.put(result.next(host)));
        return result;
    }

    /** Takes over the spool's hosts, or the configuration's if the spool was never used; returns what seeds it then. */
    public List<Change> recover(SpoolState state, List<SharingHost> configured, Effects effects) {
        if (configured.stream().anyMatch(this::isThisSite)) {
            effects.record(new SiteEvent.Warned("this site is among its own sharing hosts; that entry is skipped"));
        }
        if (state.seeded()) {
            // Those that an earlier release has stored may be as they were written.
            state.hosts()
                    .forEach(stored ->
                            put(new StoredHost(stored.position(), stored.host().withCanonicalAddresses())));
            return List.of();
        }
        List<Change> seeds = new ArrayList<>();
        for (SharingHost host : configured) {
            StoredHost stored = next(host);
            put(stored);
            if (!isThisSite(host)) {
                seeds.add(new Change.HostStored(stored));
            }
        }
        return seeds;
    }

    /** Whom to ask, in order. */
    public List<SharingHost> all() {
        return hosts.stream().map(StoredHost::host).toList();
    }

    public Optional<SharingHost> at(HostPort smtp) {
        return hosts.stream()
                .map(StoredHost::host)
                .filter(host -> host.smtp().equals(smtp))
                .findFirst();
    }

    /** By its name, or its address as configured. */
    public Optional<StoredHost> find(String text) {
        return hosts.stream()
                .filter(stored -> stored.host().name().equals(text))
                .findFirst()
                .or(() -> hosts.stream()
                        .filter(stored -> stored.key().equals(text))
                        .findFirst());
    }

    /** The host's name in messages and history. */
    public String nameOf(HostPort smtp) {
        return at(smtp).map(SharingHost::name).orElseGet(smtp::toString);
    }

    /** Whether a client with this numeric address is a sharing host (DS-20). */
    public boolean connectsFrom(String address) {
        for (StoredHost stored : hosts) {
            if (stored.host().connectsFrom(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is an entry for this site itself. */
    public boolean isThisSite(SharingHost host) {
        return host.site().equals(Optional.of(site));
    }

    /** Why the host cannot be added, naming the field; empty if it can. */
    public Optional<String> objection(SharingHost host) {
        if (isThisSite(host)) {
            return Optional.of("`site` names this site itself; list the other sites only");
        }
        if (at(host.smtp()).isPresent()) {
            return Optional.of("`host` names " + host.smtp() + ", which is a sharing host already");
        }
        if (find(host.name()).isPresent()) {
            return Optional.of("`site` names " + host.name() + ", which is a sharing host already");
        }
        return HostRules.problem(host);
    }

    /** Run after each host that is added or removed at run time. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The host as the spool is to keep it, behind all others. */
    public StoredHost next(SharingHost host) {
        int position = hosts.isEmpty() ? 0 : hosts.getLast().position() + 1;
        return new StoredHost(position, host.withCanonicalAddresses());
    }

    /** A host that is durable is asked from now on. */
    public void add(StoredHost host) {
        put(host);
        listeners.forEach(Runnable::run);
    }

    /** A host that is durably gone is not asked any more. */
    public void remove(StoredHost host) {
        hosts.remove(host);
        listeners.forEach(Runnable::run);
    }

    private void put(StoredHost host) {
        if (!isThisSite(host.host())) {
            hosts.add(host);
            hosts.sort(Comparator.comparingInt(StoredHost::position).thenComparing(StoredHost::key));
        }
    }
}
