package org.dslab.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * A remembered address rests on a positive answer (DS-07), was verified when it says, is younger than its lifetime at
 * each use (DS-06), and is not used after it was dropped.
 */
final class VerifiedAddressAge implements Checker {

    /** What a site remembers about one address. */
    private record Memory(Entry entry, String host) {}

    @Override
    public String name() {
        return "verified-address-age";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-06", "DS-07");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        TreeMap<String, Memory> remembered = new TreeMap<>();
        TreeMap<String, Entry> positive = new TreeMap<>();
        int uses = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.HostAnswered answered
                when answered.status() == 5 -> positive.put(place(entry, answered.mailbox()), entry);
                case Event.AddressRemembered memory -> {
                    remembered.put(place(entry, memory.address()), new Memory(entry, memory.host()));
                    judgeSource(entry, memory, positive, findings);
                }
                case Event.RememberedDropped dropped -> remembered.remove(place(entry, dropped.address()));
                case Event.RememberedUsed used -> {
                    uses++;
                    judgeAge(entry, used, facts, findings);
                    judgeMemory(entry, used, remembered, findings);
                }
                default -> {}
            }
        }
        return findings.verdicts(Findings.count(uses, "use of a verified address", "uses of verified addresses")
                + ", each in its lifetime");
    }

    private static void judgeSource(
            Entry entry, Event.AddressRemembered memory, SortedMap<String, Entry> positive, Findings findings) {
        Optional<Entry> answer = Optional.ofNullable(positive.get(place(entry, memory.address())));
        if (answer.filter(found -> found.at().equals(entry.at())).isEmpty()) {
            List<Long> evidence =
                    new ArrayList<>(answer.map(Entry::number).stream().toList());
            evidence.add(entry.number());
            findings.violation(
                    entry.node() + " remembers " + memory.address()
                            + " though no host has said just then that it has it",
                    evidence);
        }
    }

    private static void judgeAge(Entry entry, Event.RememberedUsed used, Facts facts, Findings findings) {
        Duration age = Duration.between(used.verifiedAt(), entry.at());
        Optional<Duration> lifetime = facts.site(entry.node()).map(Facts.SiteFacts::verifiedAddressLifetime);
        if (age.isNegative()) {
            findings.violation(
                    entry.node() + " used an answer about " + used.address() + " that it verifies only later, at "
                            + used.verifiedAt(),
                    entry.number());
        } else if (lifetime.filter(limit -> age.compareTo(limit) >= 0).isPresent()) {
            findings.violation(
                    entry.node() + " used an answer about " + used.address() + " that was " + age
                            + " old, not younger than " + lifetime.get(),
                    entry.number());
        }
    }

    private static void judgeMemory(
            Entry entry, Event.RememberedUsed used, SortedMap<String, Memory> remembered, Findings findings) {
        Memory memory = remembered.get(place(entry, used.address()));
        if (memory == null) {
            findings.violation(
                    entry.node() + " used an answer about " + used.address()
                            + " that it had not remembered or had dropped",
                    entry.number());
            return;
        }
        Instant rememberedAt = memory.entry().at();
        if (!rememberedAt.equals(used.verifiedAt()) || !memory.host().equals(used.host())) {
            findings.violation(
                    entry.node() + " used the answer that " + used.host() + " has " + used.address() + ", verified at "
                            + used.verifiedAt() + ", but remembers " + memory.host() + " of " + rememberedAt,
                    memory.entry().number(),
                    entry.number());
        }
    }

    private static String place(Entry entry, String address) {
        return entry.node() + " " + Addresses.key(address);
    }
}
