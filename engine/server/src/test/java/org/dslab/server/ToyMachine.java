package org.dslab.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Request;

/** A machine that keeps its inputs and reacts as a test tells it; what {@link Do} asks it does. */
final class ToyMachine implements Machine {

    /** Effects that a test wants carried out. */
    record Do(List<Effect> effects) implements Request {}

    /** When a test wants the machine to be woken. */
    record WakeAt(Instant due) implements Request {}

    private final Function<Input, List<Effect>> reaction;
    private final List<Input> seen = new CopyOnWriteArrayList<>();
    private volatile Optional<Instant> nextWake = Optional.empty();

    ToyMachine(Function<Input, List<Effect>> reaction) {
        this.reaction = reaction;
    }

    /** Does nothing by itself. */
    static ToyMachine silent() {
        return new ToyMachine(input -> List.of());
    }

    /** Sends everything back, and ends a connection whose peer has ended. */
    static ToyMachine echo() {
        return new ToyMachine(input -> switch (input) {
            case Input.Received received -> List.of(new Effect.Send(received.connection(), received.octets()));
            case Input.EndOfInput end -> List.of(new Effect.Finish(end.connection()));
            case Input.DatagramReceived datagram ->
                List.of(new Effect.DatagramReply(datagram.from(), datagram.octets()));
            default -> List.of();
        });
    }

    @Override
    public List<Effect> handle(Instant now, Input input) {
        if (nextWake.filter(due -> !due.isAfter(now)).isPresent()) {
            nextWake = Optional.empty();
        }
        seen.add(input);
        if (input instanceof Input.Command command && command.request() instanceof WakeAt wanted) {
            nextWake = Optional.of(wanted.due());
        }
        if (input instanceof Input.Command command
                && command.request() instanceof Do wanted
                && !wanted.effects().isEmpty()) {
            return wanted.effects();
        }
        return reaction.apply(input);
    }

    @Override
    public Optional<Instant> nextWake() {
        return nextWake;
    }

    List<Input> seen() {
        return List.copyOf(seen);
    }

    <T extends Input> List<T> seen(Class<T> kind) {
        return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits for the first input of a kind. */
    <T extends Input> T await1(Class<T> kind) {
        Soon.until(() -> !seen(kind).isEmpty());
        return seen(kind).getFirst();
    }

    /** Waits for exactly this input. */
    void awaitInput(Input input) {
        Soon.until(() -> seen.contains(input));
    }

    /** Everything received on a connection, joined. */
    String received(long connection) {
        StringBuilder text = new StringBuilder();
        for (Input.Received received : seen(Input.Received.class)) {
            if (received.connection() == connection) {
                text.append(received.octets().latin1());
            }
        }
        return text.toString();
    }

    static Effect.Send send(long connection, String text) {
        return new Effect.Send(connection, Octets.latin1(text));
    }
}
