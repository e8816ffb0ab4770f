package org.dslab.server;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.dslab.engine.seam.Input;
import org.dslab.engine.time.Timers;

/**
 * What the parts of the selector thread share. Whatever happens to a socket ends as an input in {@code inputs}, and the
 * step in progress hands them to the machine one by one.
 *
 * @param unflushed connections with something to write or to finish at the end of the step
 * @param buffer 64 KiB of direct memory, for one read or write at a time
 */
record Shared(
        Selector selector,
        DriverClock clock,
        Traffic traffic,
        EventSink events,
        Optional<InetAddress> sendFrom,
        ArrayDeque<Input> inputs,
        LinkedHashSet<Connection> unflushed,
        Timers timers,
        ByteBuffer buffer) {

    static final int PIECE = 64 << 10;

    Shared(Selector selector, DriverClock clock, Traffic traffic, EventSink events, Optional<InetAddress> sendFrom) {
        this(
                selector,
                clock,
                traffic,
                events,
                sendFrom,
                new ArrayDeque<>(),
                new LinkedHashSet<>(),
                new Timers(),
                ByteBuffer.allocateDirect(PIECE));
    }

    void trouble(String what, Exception e) {
        events.trouble(clock.now(), what + ": " + e);
    }
}
