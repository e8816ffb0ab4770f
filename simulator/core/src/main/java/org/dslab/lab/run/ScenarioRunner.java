package org.dslab.lab.run;

import java.util.ArrayList;
import java.util.List;
import org.dslab.history.Recorder;
import org.dslab.history.ScenarioRun;
import org.dslab.history.Verdict;
import org.dslab.lab.scenario.ExpectedViolation;
import org.dslab.lab.scenario.PlacedStep;
import org.dslab.lab.scenario.Scenario;
import org.dslab.lab.scenario.Step;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.World;

/**
 * Runs one scenario: sets its world up, acts its steps, judges each expectation at once from the history so far, and at
 * the end lets the standing checkers judge the whole.
 */
public final class ScenarioRunner {

    private final WorldKind kind;
    private final StandingJudge standing;

    public ScenarioRunner(WorldKind kind, StandingJudge standing) {
        this.kind = kind;
        this.standing = standing;
    }

    /**
     * Runs the scenario; the wall time of the result is 0, since nothing here knows a clock.
     *
     * @throws LabFailure if the lab itself failed, with the place in the scenario
     */
    public ScenarioRun run(Scenario scenario, long seed) throws LabFailure {
        Recorder recorder = new Recorder();
        List<Verdict> verdicts = new ArrayList<>();
        act(scenario, seed, recorder, verdicts);
        List<String> violations =
                scenario.violations().stream().map(ExpectedViolation::checker).toList();
        verdicts.addAll(standing.judge(recorder.entries(), ScenarioFacts.of(scenario), violations));
        return new ScenarioRun(
                scenario.file(),
                scenario.name(),
                kind.name(),
                seed,
                scenario.covers(),
                scenario.steps().stream().map(PlacedStep::text).toList(),
                recorder.entries(),
                verdicts,
                0);
    }

    private void act(Scenario scenario, long seed, Recorder recorder, List<Verdict> verdicts) throws LabFailure {
        String place = scenario.file();
        try (World world = kind.open(scenario, seed, recorder)) {
            world.settle();
            StepActor actor = new StepActor(world, recorder);
            for (PlacedStep placed : scenario.steps()) {
                place = scenario.file() + ":" + placed.line();
                if (placed.step() instanceof Step.Expect expect) {
                    verdicts.add(new ExpectationJudge(recorder.entries(), scenario.covers())
                            .judge(expect.expectation(), placed));
                } else {
                    actor.act(placed);
                }
            }
        } catch (LabFailure e) {
            throw new LabFailure(place + ": " + e.getMessage(), e);
        }
    }
}
