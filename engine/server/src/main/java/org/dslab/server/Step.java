package org.dslab.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Machine;

/**
 * Brackets everything that happens on the selector thread: between {@link #begin} and {@link #end} inputs are gathered, and
 * {@code end} feeds them to the machine, carries its effects out and feeds what comes of those. The bracket itself counts
 * as work under way, so the lab's count cannot touch zero between an effect and the input that it causes.
 */
final class Step {

    /** Effects that leave the selector thread. */
    interface Elsewhere {

        void connect(Effect.Open open);

        void firstDatagram(Effect.Datagram datagram);

        void store(Effect job);

        void check(Effect.CheckPassword check);

        void answer(Effect.Reply reply);
    }

    private final Machine machine;
    private final Shared shared;
    private final Streams streams;
    private final Datagrams datagrams;
    private final Elsewhere elsewhere;
    private final List<Connection> flushing = new ArrayList<>();
    private boolean open;
    private volatile Optional<Instant> nextWake = Optional.empty();

    Step(Machine machine, Shared shared, Streams streams, Datagrams datagrams, Elsewhere elsewhere) {
        this.machine = machine;
        this.shared = shared;
        this.streams = streams;
        this.datagrams = datagrams;
        this.elsewhere = elsewhere;
    }

    /** When the machine or a limit of the driver's own is due next, as of the last step. */
    Optional<Instant> nextWake() {
        return nextWake;
    }

    void begin() {
        shared.traffic().workBegins();
        open = true;
    }

    void end() {
        handleAll();
        if (!shared.unflushed().isEmpty()) {
            unflushed().forEach(Connection::flush);
            handleAll();
            while (!shared.unflushed().isEmpty()) {
                unflushed().forEach(Connection::flushLater);
                handleAll();
            }
        }
        nextWake = earlier(machine.nextWake(), shared.timers().next());
        open = false;
        shared.traffic().workEnds();
    }

    /** Gives the machine its turn if its time has come, and runs out the driver's own limits. */
    void wake() {
        Instant now = shared.clock().now();
        shared.timers().moveTo(now);
        shared.timers().runDue();
        if (machine.nextWake().filter(due -> !due.isAfter(now)).isPresent()) {
            shared.inputs().add(new Input.Wake());
        }
    }

    /** The driver stops, perhaps in the middle of a step: the machine gets no more input. */
    void abandon() {
        for (Input input = shared.inputs().poll();
                input != null;
                input = shared.inputs().poll()) {
            settle(input);
        }
        nextWake = Optional.empty();
        if (open) {
            open = false;
            shared.traffic().workEnds();
        }
    }

    private List<Connection> unflushed() {
        flushing.clear();
        flushing.addAll(shared.unflushed());
        shared.unflushed().clear();
        return flushing;
    }

    private void handleAll() {
        for (Input input = shared.inputs().poll();
                input != null;
                input = shared.inputs().poll()) {
            try {
                Instant now = shared.clock().now();
                for (Effect effect : machine.handle(now, input)) {
                    carryOut(now, effect);
                }
            } finally {
                settle(input);
            }
        }
    }

    private void settle(Input input) {
        streams.settle(input);
        datagrams.settle(input);
    }

    private void carryOut(Instant now, Effect effect) {
        switch (effect) {
            case Effect.Send send -> streams.with(send.connection(), stream -> stream.send(send.octets()));
            case Effect.Recorded recorded -> shared.events().event(now, recorded.event());
            case Effect.Reading reading -> streams.with(reading.connection(), stream -> stream.reading(reading.on()));
            case Effect.Secure secure -> streams.with(secure.connection(), stream -> stream.secure(secure.side()));
            case Effect.CheckPassword check -> elsewhere.check(check);
            case Effect.Finish finish -> streams.with(finish.connection(), Stream::finish);
            case Effect.Abort abort -> streams.with(abort.connection(), Stream::abort);
            case Effect.Open open -> elsewhere.connect(open);
            case Effect.DatagramReply reply -> datagrams.reply(reply.to(), reply.octets());
            case Effect.Datagram datagram -> {
                if (!datagrams.send(datagram.socket(), datagram.octets())) {
                    elsewhere.firstDatagram(datagram);
                }
            }
            case Effect.CloseDatagram close -> datagrams.close(close.socket());
            case Effect.AppendBody append -> elsewhere.store(append);
            case Effect.ReadBody read -> elsewhere.store(read);
            case Effect.DropBody drop -> elsewhere.store(drop);
            case Effect.Commit commit -> elsewhere.store(commit);
            case Effect.File filing -> elsewhere.store(filing);
            case Effect.Reply reply -> elsewhere.answer(reply);
        }
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isAfter(other.get()) ? other : one;
    }
}
