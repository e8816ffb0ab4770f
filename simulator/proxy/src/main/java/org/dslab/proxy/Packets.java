package org.dslab.proxy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One direction of a datagram link: what arrives passes the gate, waits if a fault says so, and is sent on. */
final class Packets {

    /** More than this waiting in one direction, held or delayed, and the newest are dropped. */
    static final int MAX_WAITING = 4096;

    private final Link link;
    private final Direction direction;
    private final BiConsumer<InetSocketAddress, ByteBuffer> send;
    private final ArrayDeque<Packet> held = new ArrayDeque<>();
    private final ArrayDeque<Delayed> delayed = new ArrayDeque<>();

    private record Packet(InetSocketAddress client, ByteBuffer octets) {}

    private record Delayed(Packet packet, Agenda.Entry entry) {}

    Packets(Link link, Direction direction, BiConsumer<InetSocketAddress, ByteBuffer> send) {
        this.link = link;
        this.direction = direction;
        this.send = send;
    }

    /** The octets are in a shared buffer. */
    void arrived(InetSocketAddress client, ByteBuffer octets) {
        Gate gate = link.gate(direction);
        Optional<ProxyFault> cut = gate.first(ProxyFault.Kind.CUT);
        Optional<ProxyFault> hold = gate.hold();
        if (cut.isPresent()) {
            gate.touched(cut.get(), "a datagram lost");
        } else if (hold.isPresent()) {
            gate.touched(hold.get(), "a datagram held");
            if (hasRoom()) {
                held.add(new Packet(client, copy(octets)));
            }
        } else {
            sendOrDelay(gate, client, octets);
        }
    }

    private void sendOrDelay(Gate gate, InetSocketAddress client, ByteBuffer octets) {
        Duration delay = gate.delay("a datagram");
        if (delay.isZero() && delayed.isEmpty()) {
            send.accept(client, octets);
        } else if (hasRoom()) {
            Instant due = link.loop().agenda().now().plus(delay);
            if (!delayed.isEmpty() && delayed.getLast().entry().due().isAfter(due)) {
                due = delayed.getLast().entry().due();
            }
            Packet packet = new Packet(client, copy(octets));
            delayed.add(new Delayed(packet, link.loop().agenda().add(due, this::sendFirst)));
        }
    }

    private boolean hasRoom() {
        boolean room = held.size() + delayed.size() < MAX_WAITING;
        if (!room) {
            link.listener().trouble("link " + link.name() + " drops a datagram: too many wait");
        }
        return room;
    }

    private void sendFirst() {
        Packet first = delayed.remove().packet();
        send.accept(first.client(), first.octets());
    }

    void gateChanged() {
        Gate gate = link.gate(direction);
        while (gate.hold().isEmpty() && !held.isEmpty()) {
            Packet packet = held.remove();
            arrived(packet.client(), packet.octets());
        }
    }

    /** Forgets whatever waits; answers whether something did. */
    boolean clear() {
        boolean waited = !held.isEmpty() || !delayed.isEmpty();
        held.clear();
        delayed.forEach(item -> item.entry().cancel());
        delayed.clear();
        return waited;
    }

    private static ByteBuffer copy(ByteBuffer octets) {
        return ByteBuffer.allocate(octets.remaining()).put(octets).flip();
    }
}
