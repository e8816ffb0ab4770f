package org.dslab.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.history.Entry;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;

/** What every kind of report says about one run or several in short. */
final class Digest {

    private final ScenarioRun run;
    private final TreeMap<Long, Entry> byNumber = new TreeMap<>();

    Digest(ScenarioRun run) {
        this.run = run;
        run.history().forEach(entry -> byNumber.put(entry.number(), entry));
    }

    Instant begin() {
        return run.history().isEmpty()
                ? Instant.EPOCH
                : run.history().getFirst().at();
    }

    /** The lab's time from the first entry to the last. */
    Duration span() {
        return run.history().isEmpty()
                ? Duration.ZERO
                : Duration.between(begin(), run.history().getLast().at());
    }

    int count(Outcome outcome) {
        return (int) run.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .count();
    }

    /** Such as {@code 14 hold}, {@code 13 hold, 1 n/a} or {@code 2 of 14 fail}. */
    String verdicts() {
        int all = run.verdicts().size();
        int failed = count(Outcome.FAILED);
        int skipped = count(Outcome.NOT_APPLICABLE);
        if (all == 0) {
            return "none";
        }
        if (failed > 0) {
            return failed + " of " + all + " fail";
        }
        return (all - skipped) + " hold" + (skipped == 0 ? "" : ", " + skipped + " n/a");
    }

    /** The entries that prove a verdict, as far as the history has them. */
    List<Entry> evidence(Verdict verdict) {
        List<Entry> entries = new ArrayList<>();
        for (long number : verdict.evidence()) {
            Optional.ofNullable(byNumber.get(number)).ifPresent(entries::add);
        }
        return entries;
    }

    /** Such as {@code 5 scenarios passed} or {@code 2 of 5 scenarios failed}. */
    static String headline(List<ScenarioRun> runs) {
        if (runs.isEmpty()) {
            return "no scenario was run";
        }
        long failed = runs.stream().filter(run -> !run.passed()).count();
        String scenarios = runs.size() == 1 ? "scenario" : "scenarios";
        return failed == 0
                ? runs.size() + " " + scenarios + " passed"
                : failed + " of " + runs.size() + " " + scenarios + " failed";
    }

    /** Such as {@code sim, seed 1}. */
    static String circumstances(List<ScenarioRun> runs) {
        TreeSet<String> worlds = new TreeSet<>();
        TreeSet<Long> seeds = new TreeSet<>();
        for (ScenarioRun run : runs) {
            worlds.add(run.world());
            seeds.add(run.seed());
        }
        String seed = seeds.size() == 1 ? "seed " + seeds.first() : seeds.size() + " seeds";
        return String.join(" and ", worlds) + ", " + seed;
    }
}
