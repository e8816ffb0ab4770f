package org.dslab.check;

import java.util.List;
import org.dslab.check.Ownership.Claim;
import org.dslab.history.Entry;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/**
 * No address of the shared domain belongs to two sites at once (DS-40, DS-43), unless the later one does not have the
 * earlier one among its sharing hosts and so could not ask it, or the earlier one was moving it away (DS-44). Postmaster is
 * everywhere (DS-13).
 */
final class DuplicateAccounts implements Checker {

    @Override
    public String name() {
        return "duplicate-accounts";
    }

    @Override
    public List<String> requirements() {
        return List.of("DS-40", "DS-43");
    }

    @Override
    public List<Verdict> judge(List<Entry> history, Facts facts) {
        Findings findings = new Findings(this);
        Ownership ownership = new Ownership(history);
        AccountStates states = new AccountStates(history);
        int addresses = 0;
        for (String address : ownership.addresses()) {
            if (Addresses.isIn(address, facts.domain()) && !Addresses.isPostmaster(address)) {
                addresses++;
                judge(ownership.claimsOn(address), states, facts, findings);
            }
        }
        return findings.verdicts(
                Findings.count(addresses, "address has one owner", "addresses have one owner each, or none"));
    }

    private static void judge(List<Claim> claims, AccountStates states, Facts facts, Findings findings) {
        for (Claim later : claims) {
            for (Claim earlier : claims) {
                boolean together = earlier.from() < later.from() && earlier.until() > later.from();
                boolean isMoving = states.at(earlier.site(), earlier.address(), later.from())
                        .filter("moving"::equals)
                        .isPresent();
                if (together && !isMoving && couldAsk(later.site(), earlier.site(), facts)) {
                    findings.violation(
                            later.address() + " belongs to " + earlier.site() + " and to " + later.site()
                                    + " at the same time",
                            earlier.from(),
                            later.from());
                }
            }
        }
    }

    private static boolean couldAsk(String asking, String asked, Facts facts) {
        return !asking.equals(asked)
                && facts.site(asking)
                        .filter(site -> site.sharing() && site.sharingHosts().contains(asked))
                        .isPresent();
    }
}
