package org.dslab.check;

import java.util.ArrayList;
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
 * has it (DS-05, DS-21). Allowed: a disabled account of the site itself (DS-02), policy (limits, relaying, who may post to a list), a site that
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
        Lookups lookups = new Lookups(history, facts);
        KnownHosts hosts = new KnownHosts(history, facts);
        AccountStates states = new AccountStates(history);
        int refusals = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.RecipientReplied replied
                when isRefusal(replied, facts) -> {
                    refusals++;
                    long begin = begin(lookups.behind(entry, replied), entry);
                    wronglyRefused(entry, replied.recipient(), begin, ownership, states, facts, hosts)
                            .ifPresent(owner -> report(entry, "recipient " + replied.recipient(), owner, findings));
                }
                case Event.SenderReplied replied
                when isRefusal(replied, facts) -> {
                    refusals++;
                    long begin = begin(lookups.behindSender(entry).stream().toList(), entry);
                    wronglyRefusedSender(entry, replied.sender(), begin, ownership, states, facts, hosts)
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
                && !replied.by().equals("list")
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
            Entry entry,
            String address,
            long begin,
            Ownership ownership,
            AccountStates states,
            Facts facts,
            KnownHosts hosts) {
        Optional<SiteFacts> site = facts.site(entry.node());
        if (site.isEmpty()) {
            return Optional.empty();
        }
        // An address with a detail is refused wrongly, too, if its base address has an owner (DS-58).
        List<Claim> claims = new ArrayList<>(ownership.claimsThroughout(address, begin, entry.number()));
        String base = Addresses.base(address, facts, entry.node());
        if (!base.equals(address)) {
            claims.addAll(ownership.claimsThroughout(base, begin, entry.number()));
        }
        for (Claim claim : claims) {
            boolean own = claim.site().equals(entry.node());
            boolean wrong = own
                    ? !isDisabled(entry, address, states, site.get())
                    : asks(site.get(), address, hosts.of(entry.node(), begin), claim.site());
            if (wrong) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }

    private static Optional<Claim> wronglyRefusedSender(
            Entry entry,
            String address,
            long begin,
            Ownership ownership,
            AccountStates states,
            Facts facts,
            KnownHosts hosts) {
        boolean asksForSenders = facts.site(entry.node())
                .filter(SiteFacts::queriesHostsForSenders)
                .isPresent();
        return wronglyRefused(entry, address, begin, ownership, states, facts, hosts)
                .filter(claim -> asksForSenders || claim.site().equals(entry.node()));
    }

    /** As its site said last; before that, as configured. */
    private static boolean isDisabled(Entry entry, String address, AccountStates states, SiteFacts site) {
        return states.at(entry.node(), address, entry.number())
                .map("disabled"::equals)
                .orElseGet(() -> isConfiguredAsDisabled(address, site));
    }

    private static boolean isConfiguredAsDisabled(String address, SiteFacts site) {
        return site.disabledAccounts().stream().anyMatch(disabled -> Addresses.same(disabled, address));
    }

    /** Whether the site has to ask the owner: a sharing host, or the server of the gateway domain (DS-61). */
    private static boolean asks(SiteFacts site, String address, List<String> hosts, String owner) {
        Optional<String> server = Optional.ofNullable(site.gateways().servers().get(Addresses.domainKey(address)));
        boolean asksHosts =
                site.sharing() && (server.isEmpty() || site.gateways().alsoAsksSharingHosts());
        return server.equals(Optional.of(owner)) || (asksHosts && hosts.contains(owner));
    }

    private static void report(Entry entry, String what, Claim owner, Findings findings) {
        findings.violation(
                entry.node() + " refused the " + what + " for good, which " + owner.site() + " has",
                owner.from(),
                entry.number());
    }
}
