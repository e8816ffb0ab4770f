package org.dslab.lab.run;

import java.util.List;
import org.dslab.history.Entry;
import org.dslab.history.Facts;
import org.dslab.history.Verdict;

/** Judges a whole history at the end of a run. */
@FunctionalInterface
public interface StandingJudge {

    /** The verdicts; {@code expectedViolations} names the checkers that must fail. */
    List<Verdict> judge(List<Entry> history, Facts facts, List<String> expectedViolations);
}
