package org.dslab.lab.simulated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Request;

/** A machine that does what a test tells it, and shows what it was told. */
final class Toy implements Machine {

    private final BiConsumer<Instant, Input> log;
    private final Function<Input, List<Effect>> reaction;
    private Optional<Instant> wake = Optional.empty();

    Toy(BiConsumer<Instant, Input> log, Function<Input, List<Effect>> reaction) {
        this.log = log;
        this.reaction = reaction;
    }

    /** Wants these effects now. */
    record Do(List<Effect> effects) implements Request {}

    /** Wants to be woken then, and no longer at the time asked for before. */
    record WakeAt(Instant due) implements Request {}

    @Override
    public List<Effect> handle(Instant now, Input input) {
        if (input instanceof Input.Command command) {
            if (command.request() instanceof WakeAt at) {
                wake = Optional.of(at.due());
            }
            return command.request() instanceof Do wanted ? wanted.effects() : List.of();
        }
        log.accept(now, input);
        if (input instanceof Input.Wake) {
            wake = Optional.empty();
        }
        return reaction.apply(input);
    }

    @Override
    public Optional<Instant> nextWake() {
        return wake;
    }
}
