package org.dslab.lab.run;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.site.SiteRequest;
import org.dslab.history.Event;
import org.dslab.history.Recorder;
import org.dslab.lab.scenario.PlacedStep;
import org.dslab.lab.scenario.Step;
import org.dslab.lab.world.Fault;
import org.dslab.lab.world.LabFailure;
import org.dslab.lab.world.World;

/** Acts the steps of a scenario out in a world. Expectations are not its business. */
final class StepActor {

    private final World world;
    private final Recorder recorder;
    private final FaultRegister faults = new FaultRegister();

    StepActor(World world, Recorder recorder) {
        this.world = world;
        this.recorder = recorder;
    }

    void act(PlacedStep placed) throws LabFailure {
        begin(placed);
        if (placed.step() instanceof Step.Together together) {
            together(together.steps());
        } else {
            perform(placed.step());
        }
        world.settle();
    }

    /** Links are held, everything is begun, and then let go: so it meets on the way. */
    private void together(List<PlacedStep> steps) throws LabFailure {
        world.holdAll();
        for (PlacedStep step : steps) {
            begin(step);
            perform(step.step());
        }
        world.settle();
        world.releaseAll();
    }

    private void begin(PlacedStep placed) {
        recorder.record(world.now(), "lab", new Event.StepBegan(placed.number(), placed.line(), placed.text()));
    }

    private void perform(Step step) throws LabFailure {
        switch (step) {
            case Step.Send send -> world.submit(send.mail());
            case Step.Inject inject -> inject(inject.fault());
            case Step.Heal heal -> heal(heal.name());
            case Step.Advance advance -> world.advance(advance.duration());
            case Step.CreateAccount create -> {
                record(create.site(), new Event.AccountAsked(create.address().toString()));
                world.command(
                        create.site(),
                        new SiteRequest.CreateAccount(create.address(), create.force(), create.movedFrom()));
            }
            case Step.RemoveAccount remove ->
                world.command(remove.site(), new SiteRequest.RemoveAccount(remove.address()));
            case Step.AddHost add -> world.command(add.site(), new SiteRequest.AddHost(add.host()));
            case Step.RemoveHost remove -> world.command(remove.site(), new SiteRequest.RemoveHost(remove.host()));
            case Step.Operate operate -> {
                if (operate.request() instanceof SiteRequest.CreateAlias alias) {
                    record(
                            operate.site(),
                            new Event.AccountAsked(alias.address().toString()));
                }
                world.command(operate.site(), operate.request());
            }
            case Step.OperateQueue operate ->
                world.command(operate.site(), new SiteRequest.ChangeQueue(operate.selection(), operate.action()));
            case Step.Crash crash -> world.crash(crash.site());
            case Step.Restart restart -> {
                world.crash(restart.site());
                world.settle();
                world.start(restart.site());
            }
            case Step.Together together ->
                throw new IllegalStateException("the reader does not let together into together");
            case Step.Expect expect -> throw new IllegalStateException("an expectation is judged, not acted");
        }
    }

    private void inject(Fault fault) {
        faults.add(fault);
        recorder.record(world.now(), "lab", new Event.FaultInjected(fault.id(), FaultText.of(fault)));
        world.inject(fault);
    }

    private void heal(Optional<String> name) {
        for (Fault fault : faults.remove(name)) {
            recorder.record(world.now(), "lab", new Event.FaultHealed(fault.id()));
            world.heal(fault.id());
        }
    }

    private void record(String node, Event event) {
        recorder.record(world.now(), node, event);
    }
}
