package org.dslab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dslab.history.Entry;
import org.dslab.history.Event;

/** Who had which address when, by the sites' own records of their starts and of accounts created and removed. */
final class Ownership {

    /** Until an address is given up. */
    private static final long FOR_GOOD = Long.MAX_VALUE;

    /**
     * A site has an address.
     *
     * @param from number of the entry that says so first
     * @param until number of the entry that ends it
     */
    record Claim(String site, String address, long from, long until) {

        boolean spans(long begin, long end) {
            return from <= begin && until > end;
        }

        boolean touches(long begin, long end) {
            return from <= end && until > begin;
        }
    }

    private final TreeMap<String, List<Claim>> claims = new TreeMap<>();
    private final ListOwnership lists;

    Ownership(List<Entry> history) {
        lists = new ListOwnership(history);
        TreeMap<String, TreeMap<String, Claim>> current = new TreeMap<>();
        for (Entry entry : history) {
            TreeMap<String, Claim> ofSite = current.computeIfAbsent(entry.node(), site -> new TreeMap<>());
            switch (entry.event()) {
                case Event.SiteStarted started -> restart(ofSite, entry, started.accounts());
                case Event.AccountCreated created -> begin(ofSite, entry, created.address());
                case Event.AliasCreated created -> begin(ofSite, entry, created.address());
                case Event.AccountRemoved removed -> end(ofSite, Addresses.key(removed.address()), entry);
                default -> {}
            }
        }
        for (TreeMap<String, Claim> ofSite : current.values()) {
            ofSite.forEach(this::add);
        }
    }

    private void restart(Map<String, Claim> ofSite, Entry entry, List<String> accounts) {
        TreeSet<String> keys = new TreeSet<>();
        accounts.forEach(address -> keys.add(Addresses.key(address)));
        for (String key : List.copyOf(ofSite.keySet())) {
            if (!keys.contains(key)) {
                end(ofSite, key, entry);
            }
        }
        accounts.forEach(address -> begin(ofSite, entry, address));
    }

    private static void begin(Map<String, Claim> ofSite, Entry entry, String address) {
        ofSite.putIfAbsent(Addresses.key(address), new Claim(entry.node(), address, entry.number(), FOR_GOOD));
    }

    private void end(Map<String, Claim> ofSite, String key, Entry entry) {
        Claim claim = ofSite.remove(key);
        if (claim != null) {
            add(key, new Claim(claim.site(), claim.address(), claim.from(), entry.number()));
        }
    }

    private void add(String key, Claim claim) {
        claims.computeIfAbsent(key, any -> new ArrayList<>()).add(claim);
    }

    /** Keys of all addresses of accounts and aliases that anybody ever had. */
    List<String> addresses() {
        return List.copyOf(claims.keySet());
    }

    /** All claims on an address as an account or alias: of lists there may be one at each site. */
    List<Claim> claimsOn(String address) {
        return claims.getOrDefault(Addresses.key(address), List.of());
    }

    /** Those who had the address all the time from one entry to another. */
    List<Claim> claimsThroughout(String address, long begin, long end) {
        return Stream.concat(claimsOn(address).stream(), lists.claimsOn(address).stream())
                .filter(claim -> claim.spans(begin, end))
                .toList();
    }

    /** Whether anybody had the address at any time from one entry to another. */
    boolean anybodyHad(String address, long begin, long end) {
        return Stream.concat(claimsOn(address).stream(), lists.claimsOn(address).stream())
                .anyMatch(claim -> claim.touches(begin, end));
    }
}
