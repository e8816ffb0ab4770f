package org.dslab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.check.Ownership.Claim;
import org.dslab.history.Entry;
import org.dslab.history.Event;

/** Which site had which list when, by the sites' own records; the address of its bounces goes with a list (DS-84). */
final class ListOwnership {

    private final TreeMap<String, List<Claim>> claims = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Claim>> current = new TreeMap<>();

    ListOwnership(List<Entry> history) {
        for (Entry entry : history) {
            TreeMap<String, Claim> ofSite = current.computeIfAbsent(entry.node(), site -> new TreeMap<>());
            switch (entry.event()) {
                case Event.SiteStarted started -> {
                    // It records its lists anew.
                    List.copyOf(ofSite.keySet()).forEach(list -> end(ofSite, list, entry));
                }
                case Event.ListStored stored ->
                    ofSite.putIfAbsent(
                            Addresses.key(stored.list()),
                            new Claim(entry.node(), stored.list(), entry.number(), Long.MAX_VALUE));
                case Event.ListRemoved removed -> end(ofSite, Addresses.key(removed.list()), entry);
                default -> {}
            }
        }
        for (TreeMap<String, Claim> ofSite : current.values()) {
            ofSite.forEach(this::add);
        }
    }

    private void end(Map<String, Claim> ofSite, String list, Entry entry) {
        Claim claim = ofSite.remove(list);
        if (claim != null) {
            add(list, new Claim(claim.site(), claim.address(), claim.from(), entry.number()));
        }
    }

    private void add(String list, Claim claim) {
        claims.computeIfAbsent(list, any -> new ArrayList<>()).add(claim);
        int at = list.lastIndexOf('@');
        String bounces = list.substring(0, at) + "-bounces" + list.substring(at);
        claims.computeIfAbsent(bounces, any -> new ArrayList<>()).add(claim);
    }

    List<Claim> claimsOn(String address) {
        return claims.getOrDefault(Addresses.key(address), List.of());
    }
}
