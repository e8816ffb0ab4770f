package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.dslab.engine.delivery.DeliveryQueue;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.HostAlerts;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.sharing.VerifiedAddresses;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredHost;

/** Adds, removes and lists sharing hosts while the site runs (DS-71). A change counts once it is durable. */
final class HostRequests {

    private static final String REMOVED = "its host was removed";

    private final SharingHosts hosts;
    private final VerifiedAddresses verified;
    private final HostAlerts alerts;
    private final DeliveryQueue queue;
    private final Effects effects;
    private final TreeSet<String> underway = new TreeSet<>();

    HostRequests(
            SharingHosts hosts, VerifiedAddresses verified, HostAlerts alerts, DeliveryQueue queue, Effects effects) {
        this.hosts = hosts;
        this.verified = verified;
        this.alerts = alerts;
        this.queue = queue;
        this.effects = effects;
    }

    void add(SharingHost host, Consumer<SiteAnswer> done) {
        Optional<String> objection = hosts.objection(host);
        if (objection.isPresent()) {
            done.accept(new SiteAnswer.Refused(objection.get(), false, host.name()));
            return;
        }
        StoredHost stored = hosts.next(host);
        change(stored, List.of(new Change.HostStored(stored)), done, () -> {
            hosts.add(stored);
            effects.record(new SiteEvent.HostAdded(host.name()));
        });
    }

    void remove(String name, Consumer<SiteAnswer> done) {
        Optional<StoredHost> found = hosts.find(name);
        if (found.isEmpty()) {
            done.accept(new SiteAnswer.Refused("`host` names " + name + ", which is not a sharing host", false, name));
            return;
        }
        StoredHost stored = found.get();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.HostRemoved(stored.key()));
        changes.addAll(drops(stored));
        change(stored, changes, done, () -> removed(stored));
    }

    private void removed(StoredHost stored) {
        String name = stored.host().name();
        hosts.remove(stored);
        alerts.forget(name);
        effects.record(new SiteEvent.HostRemoved(name));
        // What it was asked about while the removal was being stored is remembered, too, by now.
        List<Change> late = drops(stored);
        verified.dropHost(stored.host().smtp(), REMOVED);
        if (!late.isEmpty()) {
            effects.commit(late, failure -> {});
        }
        queue.hostRemoved(stored.host().smtp());
    }

    private List<Change> drops(StoredHost stored) {
        return verified.keysAt(stored.host().smtp()).stream()
                .<Change>map(Change.VerifiedDropped::new)
                .toList();
    }

    /** One change of a host at a time. */
    private void change(StoredHost host, List<Change> changes, Consumer<SiteAnswer> done, Runnable whenDurable) {
        String name = host.host().name();
        if (!underway.add(host.key())) {
            done.accept(new SiteAnswer.Refused("another change of this host is under way", true, name));
            return;
        }
        effects.commit(changes, failure -> {
            underway.remove(host.key());
            if (failure.isPresent()) {
                done.accept(new SiteAnswer.Refused("it could not be stored", true, name));
                return;
            }
            whenDurable.run();
            done.accept(new SiteAnswer.Done());
        });
    }

    SiteAnswer.Hosts list() {
        return new SiteAnswer.Hosts(hosts.all().stream()
                .map(host -> new SiteAnswer.Host(
                        host.smtp(),
                        host.site(),
                        host.mingerPort(),
                        host.mingerPassword().isPresent(),
                        host.transport(),
                        host.clientAddresses(),
                        host.tlsRequired(),
                        Optional.ofNullable(alerts.denying().get(host.name()))))
                .toList());
    }
}
