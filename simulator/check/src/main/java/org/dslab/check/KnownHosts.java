package org.dslab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;

/** Which sharing hosts a site has when: the configured ones, and those added and removed since (DS-71). */
final class KnownHosts {

    private record Change(long number, String host, boolean isAdded) {}

    private final Facts facts;
    private final TreeMap<String, List<Change>> changes = new TreeMap<>();

    KnownHosts(List<Entry> history, Facts facts) {
        this.facts = facts;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.HostAdded added -> note(entry, added.host(), true);
                case Event.HostRemoved removed -> note(entry, removed.host(), false);
                default -> {}
            }
        }
    }

    private void note(Entry entry, String host, boolean isAdded) {
        changes.computeIfAbsent(entry.node(), site -> new ArrayList<>()).add(new Change(entry.number(), host, isAdded));
    }

    /** The site's hosts at the time of an entry. */
    List<String> of(String site, long number) {
        List<String> hosts = new ArrayList<>(
                facts.site(site).map(Facts.SiteFacts::sharingHosts).orElse(List.of()));
        for (Change change : changes.getOrDefault(site, List.of())) {
            if (change.number() > number) {
                break;
            }
            hosts.remove(change.host());
            if (change.isAdded()) {
                hosts.add(change.host());
            }
        }
        return hosts;
    }
}
