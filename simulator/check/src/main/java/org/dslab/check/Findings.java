package org.dslab.check;

import java.util.ArrayList;
import java.util.List;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/** The violations that one checker finds in one history, made into verdicts. */
final class Findings {

    /** A run that is broken everywhere should still have a report that can be read. */
    private static final int LISTED = 20;

    private final Checker checker;
    private final List<Verdict> violations = new ArrayList<>();
    private int unlisted;

    Findings(Checker checker) {
        this.checker = checker;
    }

    /**
     * Notes a violation.
     *
     * @param explanation one sentence
     * @param evidence numbers of the entries that prove it
     */
    void violation(String explanation, List<Long> evidence) {
        if (violations.size() < LISTED) {
            violations.add(verdict(Outcome.FAILED, explanation, evidence));
        } else {
            unlisted++;
        }
    }

    void violation(String explanation, long... evidence) {
        List<Long> numbers = new ArrayList<>();
        for (long number : evidence) {
            numbers.add(number);
        }
        violation(explanation, numbers);
    }

    /** The violations, or that there are none, with what was looked at. */
    List<Verdict> verdicts(String holds) {
        if (violations.isEmpty()) {
            return List.of(verdict(Outcome.HOLDS, holds, List.of()));
        }
        List<Verdict> verdicts = new ArrayList<>(violations);
        if (unlisted > 0) {
            verdicts.add(verdict(Outcome.FAILED, "and " + unlisted + " more of this kind", List.of()));
        }
        return verdicts;
    }

    private Verdict verdict(Outcome outcome, String explanation, List<Long> evidence) {
        return new Verdict(outcome, checker.name(), 0, checker.requirements(), explanation, evidence);
    }

    /** {@code 1 copy}, {@code 2 copies}. */
    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
