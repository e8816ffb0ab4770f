package org.dslab.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;

/** The lookups of a run put together: what was asked, what each host answered, what came of it, who waited for it. */
final class Lookups {

    /** A site and one of its sessions or lookups; ids begin anew with each start of the site. */
    private record Id(String site, int start, long id) {}

    /** One lookup at one site. */
    static final class Trace {
        private final Entry began;
        private final String address;
        private final String purpose;
        private final Map<String, List<Entry>> answers = new LinkedHashMap<>();
        private Optional<Entry> end = Optional.empty();
        private String result = "";
        private String host = "";

        private Trace(Entry began, String address, String purpose) {
            this.began = began;
            this.address = address;
            this.purpose = purpose;
        }

        String site() {
            return began.node();
        }

        String address() {
            return address;
        }

        String purpose() {
            return purpose;
        }

        long begin() {
            return began.number();
        }

        Optional<Entry> end() {
            return end;
        }

        /** Empty until it has ended. */
        String result() {
            return result;
        }

        /** Who has the address, if it was found. */
        String host() {
            return host;
        }

        /** The last answers of hosts before the lookup ended, by host. */
        Map<String, Entry> answersInTime() {
            long limit = end.map(Entry::number).orElse(Long.MAX_VALUE);
            Map<String, Entry> last = new LinkedHashMap<>();
            answers.forEach((name, entries) ->
                    entries.stream().filter(entry -> entry.number() < limit).forEach(entry -> last.put(name, entry)));
            return last;
        }
    }

    private final Facts facts;
    private final List<Trace> all = new ArrayList<>();
    private final TreeMap<String, List<Trace>> ended = new TreeMap<>();
    private final TreeMap<Long, Long> transactionBegan = new TreeMap<>();
    private final TreeMap<String, List<Trace>> sendersWaiting = new TreeMap<>();
    private final TreeMap<Long, Trace> behindSender = new TreeMap<>();

    Lookups(List<Entry> history, Facts facts) {
        this.facts = facts;
        TreeMap<String, Integer> starts = new TreeMap<>();
        Map<Id, Trace> running = new LinkedHashMap<>();
        Map<Id, Long> transactions = new LinkedHashMap<>();
        for (Entry entry : history) {
            int start = starts.getOrDefault(entry.node(), 0);
            switch (entry.event()) {
                case Event.SiteStarted started -> starts.put(entry.node(), start + 1);
                case Event.SenderReplied replied -> {
                    transactions.put(new Id(entry.node(), start, replied.session()), entry.number());
                    findBehindSender(entry, replied);
                }
                case Event.RecipientReplied replied ->
                    transactionBegan.put(
                            entry.number(),
                            transactions.getOrDefault(new Id(entry.node(), start, replied.session()), 0L));
                case Event.LookupStarted began -> {
                    Trace trace = new Trace(entry, began.address(), began.purpose());
                    running.put(new Id(entry.node(), start, began.lookup()), trace);
                    all.add(trace);
                    await(trace, began.purpose());
                }
                case Event.LookupJoined joined ->
                    find(running, entry, start, joined.lookup()).ifPresent(trace -> await(trace, joined.purpose()));
                case Event.HostAnswered answered ->
                    find(running, entry, start, answered.lookup())
                            .ifPresent(trace -> trace.answers
                                    .computeIfAbsent(answered.host(), any -> new ArrayList<>())
                                    .add(entry));
                case Event.LookupFinished finished ->
                    find(running, entry, start, finished.lookup()).ifPresent(trace -> end(trace, entry, finished));
                default -> {}
            }
        }
    }

    private static Optional<Trace> find(Map<Id, Trace> running, Entry entry, int start, long lookup) {
        return Optional.ofNullable(running.get(new Id(entry.node(), start, lookup)));
    }

    private void end(Trace trace, Entry entry, Event.LookupFinished finished) {
        trace.end = Optional.of(entry);
        trace.result = finished.result();
        trace.host = finished.host();
        ended.computeIfAbsent(place(trace.site(), trace.address()), any -> new ArrayList<>())
                .add(trace);
    }

    private void await(Trace trace, String purpose) {
        if (purpose.equals("sender")) {
            sendersWaiting
                    .computeIfAbsent(place(trace.site(), trace.address()), any -> new ArrayList<>())
                    .add(trace);
        }
    }

    /** A reply follows its lookup at once; whoever is still waiting later has gone away. */
    private void findBehindSender(Entry entry, Event.SenderReplied replied) {
        String asked = Addresses.base(replied.sender(), facts, entry.node());
        List<Trace> waiting = sendersWaiting.getOrDefault(place(entry.node(), asked), new ArrayList<>());
        waiting.removeIf(
                trace -> trace.end().filter(end -> !end.at().equals(entry.at())).isPresent());
        waiting.stream().filter(trace -> trace.end().isPresent()).findFirst().ifPresent(trace -> {
            waiting.remove(trace);
            behindSender.put(entry.number(), trace);
        });
    }

    List<Trace> all() {
        return all;
    }

    /**
     * The lookups that can have decided a reply to RCPT: those of the address that ended at this site since MAIL was
     * answered, the latest last.
     */
    List<Trace> behind(Entry entry, Event.RecipientReplied replied) {
        long begin = transactionBegan.getOrDefault(entry.number(), 0L);
        String asked = Addresses.base(replied.recipient(), facts, entry.node());
        return ended.getOrDefault(place(entry.node(), asked), List.of()).stream()
                .filter(trace -> trace.end()
                        .filter(end -> end.number() > begin && end.number() < entry.number())
                        .isPresent())
                .toList();
    }

    /** The lookup that decided a reply to MAIL, if one did. */
    Optional<Trace> behindSender(Entry entry) {
        return Optional.ofNullable(behindSender.get(entry.number()));
    }

    private static String place(String site, String address) {
        return site + " " + Addresses.key(address);
    }
}
