package org.dslab.check;

import java.util.List;
import java.util.Optional;
import org.dslab.check.Lookups.Trace;
import org.dslab.check.Ownership.Claim;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Facts.SiteFacts;
import org.dslab.history.Verdict;

/**
 * Nobody is told for good that an address of the shared domain does not exist while this site or one of its sharing hosts
 * has it (DS-05, DS-21). Allowed: a disabled account of the site itself (DS-02), policy (limits, relaying), a site that
 * is told not to share (DS-70), an owner that it does not know of, and an owner that came or went while it was asked.
 */
final class NoPermanentRefusalOfAnOwnedAddress implements Checker {

    @Override
    public String name() {
        return "no-permanent-refusal-of-an-owned-address";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-02", "DS-05", "DS-21");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        Ownership ownership = new Ownership(history);
        Lookups lookups = new Lookups(history);
        int refusals = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.RecipientReplied replied
                when isRefusal(replied, facts) -> {
                    refusals++;
                    long begin = begin(lookups.behind(entry, replied), entry);
                    wronglyRefused(entry, replied.recipient(), begin, ownership, facts)
                            .ifPresent(owner -> report(entry, "recipient " + replied.recipient(), owner, findings));
                }
                case Event.SenderReplied replied
                when isRefusal(replied, facts) -> {
                    refusals++;
                    long begin = begin(lookups.behindSender(entry).stream().toList(), entry);
                    wronglyRefusedSender(entry, replied.sender(), begin, ownership, facts)
                            .ifPresent(owner -> report(entry, "sender " + replied.sender(), owner, findings));
                }
                default -> {}
            }
        }
        return findings.verdicts(
                Findings.count(refusals, "refusal", "refusals") + " for good, none of an owned address");
    }

    private static boolean isRefusal(Event.RecipientReplied replied, Facts facts) {
        return replied.code() >= 500
                && !replied.by().equals("protocol")
                && !replied.by().equals("relaying")
                && Addresses.isIn(replied.recipient(), facts.domain());
    }

    /** Other codes than 550 to MAIL speak of its form, of its size, or of who may use the address. */
    private static boolean isRefusal(Event.SenderReplied replied, Facts facts) {
        return replied.code() == 550 && Addresses.isIn(replied.sender(), facts.domain());
    }

    /** An owner must have the address from the begin of the lookup on, else the answer was right when it was given. */
    private static long begin(List<Trace> lookups, Entry entry) {
        return lookups.isEmpty() ? entry.number() : lookups.getLast().begin();
    }

    private static Optional<Claim> wronglyRefused(
            Entry entry, String address, long begin, Ownership ownership, Facts facts) {
        Optional<SiteFacts> site = facts.site(entry.node());
        if (site.isEmpty()) {
            return Optional.empty();
        }
        for (Claim claim : ownership.claimsThroughout(address, begin, entry.number())) {
            boolean own = claim.site().equals(entry.node());
            boolean wrong = own ? !isDisabled(address, site.get()) : knows(site.get(), claim.site());
            if (wrong) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }

    private static Optional<Claim> wronglyRefusedSender(
            Entry entry, String address, long begin, Ownership ownership, Facts facts) {
        boolean asksForSenders = facts.site(entry.node())
                .filter(SiteFacts::queriesHostsForSenders)
                .isPresent();
        return wronglyRefused(entry, address, begin, ownership, facts)
                .filter(claim -> asksForSenders || claim.site().equals(entry.node()));
    }

    private static boolean isDisabled(String address, SiteFacts site) {
        return site.disabledAccounts().stream().anyMatch(disabled -> Addresses.same(disabled, address));
    }

    private static boolean knows(SiteFacts site, String owner) {
        return site.sharing() && site.sharingHosts().contains(owner);
    }

    private static void report(Entry entry, String what, Claim owner, Findings findings) {
        findings.violation(
                entry.node() + " refused the " + what + " for good, which " + owner.site() + " has",
                owner.from(),
                entry.number());
    }
}
