package org.dslab.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/** The checkers that every run must satisfy besides the expectations of its scenario. */
public final class StandingCheckers {

    private static final List<Checker> ALL = List.of(
            new AcceptedMailIsNeverLost(),
            new DeliveredOnce(),
            new NoPermanentRefusalOfAnOwnedAddress(),
            new NoAcceptanceOfAnUnownedAddress(),
            new UndeterminedMeansTryAgain(),
            new GatewayRecipients(),
            new VerifiedAddressAge(),
            new NoSharedMailAtTheSmartHost(),
            new NoLookupForANullSender(),
            new DuplicateAccounts(),
            new ListPostsOncePerMember(),
            new EveryFaultStrikes());

    private StandingCheckers() {}

    /** All of them, in the order of reports. */
    public static List<Checker> all() {
        return ALL;
    }

    /** Their names, in the same order. */
    public static List<String> names() {
        return ALL.stream().map(Checker::name).toList();
    }

    /**
     * Judges a run by all checkers.
     *
     * @param expectedViolations names of checkers that the scenario breaks on purpose: they must fail, and count as
     *     {@link Outcome#BROKEN_AS_EXPECTED} then
     * @throws IllegalArgumentException if no checker has one of these names; check them with {@link #names} before
     */
    public static List<Verdict> judge(List<Entry> history, Facts facts, Collection<String> expectedViolations) {
        List<String> names = names();
        for (String expected : expectedViolations) {
            if (!names.contains(expected)) {
                throw new IllegalArgumentException("no standing checker is named " + expected + "; there are " + names);
            }
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Checker checker : ALL) {
            List<Verdict> own = checker.judge(history, facts);
            verdicts.addAll(expectedViolations.contains(checker.name()) ? broken(checker, own) : own);
        }
        return verdicts;
    }

    private static List<Verdict> broken(Checker checker, List<Verdict> verdicts) {
        if (verdicts.stream().noneMatch(Verdict::isFailure)) {
            return List.of(new Verdict(
                    Outcome.FAILED,
                    checker.name(),
                    0,
                    checker.requirements(),
                    "was expected to be broken on purpose, but holds",
                    List.of()));
        }
        return verdicts.stream()
                .map(verdict -> verdict.isFailure()
                        ? new Verdict(
                                Outcome.BROKEN_AS_EXPECTED,
                                verdict.subject(),
                                verdict.line(),
                                verdict.requirements(),
                                verdict.explanation(),
                                verdict.evidence())
                        : verdict)
                .toList();
    }
}
