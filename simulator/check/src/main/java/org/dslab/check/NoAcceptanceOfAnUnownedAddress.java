package org.dslab.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dslab.check.Lookups.Trace;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * An address of the shared domain that nobody has is not accepted (DS-04), except for postmaster (DS-13), within the
 * lifetime of a verification from the time when somebody had it (DS-06), and at a gateway that fails open (DS-62).
 */
final class NoAcceptanceOfAnUnownedAddress implements Checker {

    @Override
    public String name() {
        return "no-acceptance-of-an-unowned-address";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-04", "DS-06", "DS-13");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        Ownership ownership = new Ownership(history);
        Lookups lookups = new Lookups(history, facts);
        int accepted = 0;
        for (Entry entry : history) {
            if (entry.event() instanceof Event.RecipientReplied replied
                    && replied.code() < 300
                    && Addresses.isIn(replied.recipient(), facts.domain())
                    && !Addresses.isPostmaster(replied.recipient())) {
                accepted++;
                long begin = beginOfDecision(entry, replied, history, lookups, facts);
                String base = Addresses.base(replied.recipient(), facts, entry.node());
                if (!ownership.anybodyHad(replied.recipient(), begin, entry.number())
                        && !ownership.anybodyHad(base, begin, entry.number())
                        && !failsOpen(entry, replied, lookups, facts)) {
                    findings.violation(
                            entry.node() + " accepted " + replied.recipient() + ", which nobody has (decided by "
                                    + replied.by() + ")",
                            entry.number());
                }
            }
        }
        return findings.verdicts(
                Findings.count(accepted, "accepted recipient had an owner", "accepted recipients had an owner"));
    }

    /** A gateway whose server cannot be asked may take what it does not know (DS-62). */
    private static boolean failsOpen(Entry entry, Event.RecipientReplied replied, Lookups lookups, Facts facts) {
        return replied.by().equals("gateway")
                && facts.site(entry.node())
                        .filter(site -> site.gateways().failsOpen())
                        .isPresent()
                && lookups.behind(entry, replied).stream()
                        .anyMatch(trace -> trace.result().equals("undetermined"));
    }

    /** The earliest entry whose state of affairs may show in the reply. */
    private static long beginOfDecision(
            Entry entry, Event.RecipientReplied replied, List<Entry> history, Lookups lookups, Facts facts) {
        return switch (replied.by()) {
            case "lookup", "gateway" ->
                lookups.behind(entry, replied).stream()
                        .mapToLong(Trace::begin)
                        .min()
                        .orElse(entry.number());
            case "remembered" -> firstSince(history, entry.at().minus(lifetime(entry, facts)));
            default -> entry.number();
        };
    }

    private static Duration lifetime(Entry entry, Facts facts) {
        return facts.site(entry.node())
                .map(Facts.SiteFacts::verifiedAddressLifetime)
                .orElse(Duration.ZERO);
    }

    private static long firstSince(List<Entry> history, Instant time) {
        return history.stream()
                .filter(entry -> !entry.at().isBefore(time))
                .mapToLong(Entry::number)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
