package org.dslab.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dslab.history.Entry;
import org.dslab.history.Event;
import org.dslab.history.InstantText;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.history.Verdict.Outcome;
import org.dslab.render.ReportView.EntryView;
import org.dslab.render.ReportView.LinkView;
import org.dslab.render.ReportView.NodeView;
import org.dslab.render.ReportView.ScenarioView;
import org.dslab.render.ReportView.StepView;
import org.dslab.render.ReportView.VerdictView;

/** Makes the view of one scenario. */
final class ScenarioPages {

    /** Links to more entries than these tell nobody anything. */
    private static final int LINKS = 12;

    private final ScenarioRun run;
    private final String id;
    private final Digest digest;
    private final Map<String, NodeView> nodes = new LinkedHashMap<>();
    private final List<Entry> began = new ArrayList<>();

    ScenarioPages(ScenarioRun run, String id) {
        this.run = run;
        this.id = id;
        this.digest = new Digest(run);
        for (Entry entry : run.history()) {
            nodes.computeIfAbsent(entry.node(), name -> new NodeView(Printable.of(name), nodeClass(nodes.size() + 1)));
            if (entry.event() instanceof Event.StepBegan) {
                began.add(entry);
            }
        }
    }

    /** The CSS class of the i-th node, from 1. */
    static String nodeClass(int i) {
        return "n" + i;
    }

    ScenarioView view() {
        List<Verdict> unplaced = new ArrayList<>(run.verdicts());
        List<StepView> steps = new ArrayList<>();
        for (String text : run.steps()) {
            steps.add(step(steps.size() + 1, text, unplaced));
        }
        return new ScenarioView(
                id,
                run.passed(),
                Printable.of(run.name()),
                Printable.of(run.file()),
                Printable.of(run.world()),
                Long.toString(run.seed()),
                run.covers().stream().map(Printable::of).toList(),
                digest.verdicts(),
                TimeText.span(digest.span()),
                TimeText.wall(run.wallMillis()),
                steps,
                unplaced.stream().map(this::verdict).toList(),
                List.copyOf(nodes.values()),
                run.history().stream().map(this::entry).toList());
    }

    /**
     * Takes what belongs to this step out of what has no place yet. Steps are found in the history by their text, and
     * verdicts by the line or the text of their step; steps that say the same are taken in their order.
     */
    private StepView step(int number, String text, List<Verdict> unplaced) {
        Optional<Entry> begin = began.stream()
                .filter(entry -> entry.event() instanceof Event.StepBegan step
                        && step.text().equals(text))
                .findFirst();
        begin.ifPresent(began::remove);
        List<Verdict> own = verdictsOn(begin, text, unplaced);
        unplaced.removeAll(own);
        return new StepView(
                number,
                Printable.of(text),
                begin.map(entry -> TimeText.since(digest.begin(), entry.at())).orElse(""),
                mark(own, begin.isPresent()),
                own.stream().map(this::verdict).toList());
    }

    private static List<Verdict> verdictsOn(Optional<Entry> begin, String text, List<Verdict> unplaced) {
        if (begin.isPresent() && begin.get().event() instanceof Event.StepBegan step) {
            return unplaced.stream()
                    .filter(verdict -> verdict.line() == step.line())
                    .toList();
        }
        return unplaced.stream()
                .filter(verdict -> verdict.line() > 0 && verdict.subject().equals(text))
                .limit(1)
                .toList();
    }

    private static String mark(List<Verdict> verdicts, boolean reached) {
        if (verdicts.isEmpty()) {
            return reached ? "plain" : "unreached";
        }
        return verdicts.stream()
                .filter(Verdict::isFailure)
                .findFirst()
                .map(verdict -> mark(verdict.outcome()))
                .orElseGet(() -> mark(verdicts.getFirst().outcome()));
    }

    private VerdictView verdict(Verdict verdict) {
        List<Entry> evidence = digest.evidence(verdict);
        return new VerdictView(
                mark(verdict.outcome()),
                word(verdict.outcome()),
                Printable.of(verdict.subject()),
                verdict.requirements().stream().map(Printable::of).toList(),
                Printable.of(verdict.explanation()),
                verdict.isFailure()
                        ? List.of()
                        : evidence.stream()
                                .limit(LINKS)
                                .map(entry -> new LinkView(anchor(entry), "#" + entry.number()))
                                .toList(),
                verdict.isFailure() ? evidence.stream().map(this::entry).toList() : List.of());
    }

    private EntryView entry(Entry entry) {
        NodeView node = nodes.getOrDefault(entry.node(), new NodeView("", "n0"));
        String step = entry.event() instanceof Event.StepBegan ? " step" : "";
        return new EntryView(
                anchor(entry),
                Long.toString(entry.number()),
                TimeText.since(digest.begin(), entry.at()),
                InstantText.of(entry.at()),
                node.name(),
                node.cssClass() + step,
                Tone.of(entry.event()).name().toLowerCase(Locale.ROOT),
                EventText.of(entry.event()));
    }

    private String anchor(Entry entry) {
        return id + "-" + entry.number();
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> "pass";
            case FAILED -> "fail";
            case BROKEN_AS_EXPECTED -> "wanted";
            case NOT_APPLICABLE -> "none";
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> "holds";
            case FAILED -> "fails";
            case BROKEN_AS_EXPECTED -> "broken on purpose";
            case NOT_APPLICABLE -> "n/a";
        };
    }
}
