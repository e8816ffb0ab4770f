package org.dslab.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One direction of one proxied connection: what comes from the source passes the gate and goes to the sink. It keeps at
 * most {@link #LIMIT} octets; beyond that it reads no more.
 *
 * <p>Order matters for exact counting: what goes on to the sink is announced before what came from the source is called
 * received, and reading is announced as on again before the write that makes room.
 */
final class Lane {

    static final int LIMIT = 64 << 10;

    private final Loop loop;
    private final TcpConnection connection;
    private final Direction direction;
    private final Gate gate;
    private final Side source;
    private final Side sink;
    private final ArrayDeque<ByteBuffer> unwritten = new ArrayDeque<>();
    private final ArrayDeque<Delayed> delayed = new ArrayDeque<>();
    private int kept;
    private boolean parked;
    private boolean heldBack;
    private boolean inputOver;
    private boolean broken;
    private boolean breakHeld;
    private boolean discarding;
    private boolean endForwarded;
    private boolean outputOver;
    private final Set<Integer> lostTo = new TreeSet<>();

    Lane(Loop loop, TcpConnection connection, Direction direction, Gate gate, Side source, Side sink) {
        this.loop = loop;
        this.connection = connection;
        this.direction = direction;
        this.gate = gate;
        this.source = source;
        this.sink = sink;
    }

    boolean wantsRead() {
        return !inputOver && !parked;
    }

    boolean wantsWrite() {
        return !unwritten.isEmpty();
    }

    /** Whether everything up to the end has gone to the sink. */
    boolean isOver() {
        return outputOver;
    }

    /** The source has something. */
    void readable() {
        if (!wantsRead()) {
            return;
        }
        Optional<ProxyFault> hold = gate.hold();
        if (hold.isPresent() && !discarding && reset().isEmpty()) {
            gate.touched(hold.get(), "traffic held");
            heldBack = true;
            refreshReading();
            return;
        }
        ByteBuffer buffer = loop.buffer(LIMIT - kept);
        int count;
        try {
            count = source.channel().read(buffer);
        } catch (IOException e) {
            // ECONNRESET in whatever words: the far side is gone.
            broke();
            return;
        }
        if (count > 0) {
            arrived(buffer.flip(), count);
        } else if (count < 0) {
            ended();
        }
        refreshReading();
    }

    private void arrived(ByteBuffer octets, int count) {
        Optional<ProxyFault> reset = reset();
        if (reset.isPresent() && !discarding) {
            gate.touched(reset.get(), "a connection reset");
            connection.reset();
        } else if (!isLost(count + " octets")) {
            passOn(Item.DATA, octets, count + " octets");
        }
        if (source.isOpen()) {
            loop.listener().received(source.far(), source.near(), count);
        }
    }

    private Optional<ProxyFault> reset() {
        return direction == Direction.UP ? gate.first(ProxyFault.Kind.RESET) : Optional.empty();
    }

    private boolean isLost(String what) {
        Optional<ProxyFault> cut = discarding ? Optional.empty() : gate.first(ProxyFault.Kind.CUT);
        cut.ifPresent(fault -> {
            lostTo.add(fault.id());
            gate.touched(fault, what + " lost");
        });
        return discarding || cut.isPresent();
    }

    private void ended() {
        inputOver = true;
        if (!isLost("the end of a connection")) {
            passOn(Item.END, ByteBuffer.allocate(0), "the end of a connection");
        }
        if (source.isOpen()) {
            loop.listener().endReceived(source.far(), source.near());
            // Nobody looks any more; a reset that follows is noticed when something is written, or never.
            loop.listener().reading(source.far(), source.near(), false);
        }
    }

    /** The source's socket is dead: nothing can be written to it either. */
    void broke() {
        if (!broken) {
            broken = true;
            inputOver = true;
            source.abort();
            connection.opposite(this).discard();
            passBreakOn();
        }
    }

    private void passBreakOn() {
        Optional<ProxyFault> hold = gate.hold();
        if (discarding) {
            connection.reset();
        } else if (isLost("the reset of a connection")) {
            return;
        } else if (hold.isPresent()) {
            gate.touched(hold.get(), "the reset of a connection held");
            breakHeld = true;
        } else {
            passOn(Item.RESET, ByteBuffer.allocate(0), "the reset of a connection");
        }
    }

    /** From now on there is nobody to send to. */
    private void discard() {
        discarding = true;
        unwritten.clear();
        cancelDelayed();
        kept = 0;
        heldBack = false;
        refreshReading();
    }

    private void passOn(Item item, ByteBuffer octets, String what) {
        Duration delay = gate.delay(what);
        if (delay.isZero() && delayed.isEmpty()) {
            deliver(item, octets);
            return;
        }
        Instant due = loop.agenda().now().plus(delay);
        if (!delayed.isEmpty() && delayed.getLast().entry().due().isAfter(due)) {
            due = delayed.getLast().entry().due();
        }
        ByteBuffer copy = copy(octets);
        kept += copy.remaining();
        delayed.add(new Delayed(item, copy, loop.agenda().add(due, this::deliverFirst)));
    }

    private void deliverFirst() {
        makeRoom();
        Delayed first = delayed.remove();
        kept -= first.octets().remaining();
        deliver(first.item(), first.octets());
        refreshReading();
    }

    private void deliver(Item item, ByteBuffer octets) {
        switch (item) {
            case DATA -> {
                loop.listener().sending(sink.near(), sink.far(), octets.remaining());
                unwritten.add(octets);
                kept += octets.remaining();
                write();
                if (octets.hasRemaining() && !unwritten.isEmpty()) {
                    // The octets may be in the shared buffer, which the next read will overwrite.
                    unwritten.removeLast();
                    unwritten.add(copy(octets));
                }
            }
            case END -> {
                loop.listener().ending(sink.near(), sink.far());
                endForwarded = true;
                write();
            }
            case RESET -> connection.reset();
        }
    }

    /** The sink takes more. */
    void writable() {
        makeRoom();
        write();
        refreshReading();
    }

    /** What is about to leave may be all that counts: a source that waits for room must count before. */
    private void makeRoom() {
        if (parked && !heldBack) {
            parked = false;
            loop.listener().reading(source.far(), source.near(), true);
        }
    }

    private void write() {
        try {
            while (!unwritten.isEmpty()) {
                ByteBuffer head = unwritten.element();
                kept -= sink.channel().write(head);
                if (head.hasRemaining()) {
                    break;
                }
                unwritten.remove();
            }
            if (unwritten.isEmpty() && endForwarded && !outputOver) {
                outputOver = true;
                sink.channel().shutdownOutput();
                connection.closeIfOver();
            }
        } catch (IOException e) {
            // EPIPE or ECONNRESET: the sink is gone, which is what its own lane would have read.
            connection.opposite(this).broke();
        }
    }

    private void refreshReading() {
        boolean park = !discarding && (heldBack || kept >= LIMIT);
        if (park != parked && !inputOver && source.isOpen()) {
            parked = park;
            loop.listener().reading(source.far(), source.near(), !park);
        }
        connection.refreshInterest();
    }

    /** A fault has come into force or ended. */
    void gateChanged() {
        Optional<ProxyFault> hold = gate.hold();
        if (hold.isEmpty()) {
            heldBack = false;
            if (breakHeld) {
                breakHeld = false;
                passBreakOn();
            }
        }
        refreshReading();
    }

    /** A connection that has lost something to a cut does not get over it. */
    void healed(int fault) {
        if (lostTo.contains(fault)) {
            connection.reset();
        }
    }

    void cancelDelayed() {
        delayed.forEach(item -> item.entry().cancel());
        delayed.clear();
    }

    private static ByteBuffer copy(ByteBuffer octets) {
        return ByteBuffer.allocate(octets.remaining()).put(octets.duplicate()).flip();
    }

    private enum Item {
        DATA,
        END,
        RESET
    }

    private record Delayed(Item item, ByteBuffer octets, Agenda.Entry entry) {}
}
