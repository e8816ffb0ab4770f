package org.dslab.check;

import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * Only senders of the shared domain are looked up, and only where the site is told to: never the null sender, never a
 * foreign one (DS-20, DS-22).
 */
final class NoLookupForANullSender implements Checker {

    @Override
    public String name() {
        return "no-lookup-for-a-null-sender";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-20", "DS-22");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        int lookups = 0;
        for (Entry entry : history) {
            switch (entry.event()) {
                case Event.LookupStarted lookup
                when lookup.purpose().equals("sender") -> {
                    lookups++;
                    judge(entry, lookup.address(), facts, findings);
                }
                case Event.LookupJoined lookup
                when lookup.purpose().equals("sender") -> {
                    lookups++;
                    judge(entry, lookup.address(), facts, findings);
                }
                default -> {}
            }
        }
        return findings.verdicts(Findings.count(lookups, "sender was looked up", "senders were looked up")
                + ", none of them null or foreign");
    }

    private static void judge(Entry entry, String sender, Facts facts, Findings findings) {
        if (sender.isEmpty() || sender.equals("<>")) {
            findings.violation(entry.node() + " looked the null sender up", entry.number());
        } else if (!Addresses.isIn(sender, facts.domain())) {
            findings.violation(
                    entry.node() + " looked the sender " + sender + " up, which is not in " + facts.domain(),
                    entry.number());
        } else if (facts.site(entry.node())
                .filter(site -> !site.queriesHostsForSenders())
                .isPresent()) {
            findings.violation(
                    entry.node() + " looked the sender " + sender + " up, though it is configured not to",
                    entry.number());
        } else if (facts.site(entry.node()).filter(site -> !site.sharing()).isPresent()) {
            findings.violation(
                    entry.node() + " looked the sender " + sender + " up, though it does not share the domain",
                    entry.number());
        }
    }
}
