package org.dslab.check;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;

/** In which state an account was when, by its site's own records; a state outlives a restart. */
final class AccountStates {

    private final TreeMap<String, TreeMap<Long, String>> states = new TreeMap<>();

    AccountStates(List<Entry> history) {
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.AccountInState now -> put(entry, now.address(), now.state());
                case Event.AccountCreated created -> put(entry, created.address(), "active");
                default -> {}
            }
        }
    }

    private void put(Entry entry, String address, String state) {
        states.computeIfAbsent(place(entry.node(), address), any -> new TreeMap<>())
                .put(entry.number(), state);
    }

    /** Its state when the entry was made; empty if the site had not said anything about it by then. */
    Optional<String> at(String site, String address, long entry) {
        return Optional.ofNullable(states.get(place(site, address)))
                .map(known -> known.floorEntry(entry))
                .map(last -> last.getValue());
    }

    private static String place(String site, String address) {
        return site + " " + Addresses.key(address);
    }
}
