package org.dslab.history;

import java.util.List;

/**
 * One conclusion about one run: an expectation of the scenario, or a standing checker.
 *
 * @param subject what was judged: the expectation as the scenario puts it, or the checker's name
 * @param line of the scenario file, 0 for a standing checker
 * @param requirements ids such as {@code DS-05}
 * @param explanation one sentence: what was seen, and for a failure what was expected
 * @param evidence numbers of the history entries that prove it
 */
public record Verdict(
        Outcome outcome, String subject, int line, List<String> requirements, String explanation, List<Long> evidence) {

    public Verdict {
        requirements = List.copyOf(requirements);
        evidence = List.copyOf(evidence);
    }

    /** What a verdict can be. */
    public enum Outcome {
        HOLDS,
        FAILED,
        /** Broken, and the scenario says that it must be: a violation produced on purpose. */
        BROKEN_AS_EXPECTED,
        /** Cannot be judged in this world, and why. */
        NOT_APPLICABLE
    }

    public boolean isFailure() {
        return outcome == Outcome.FAILED;
    }
}
