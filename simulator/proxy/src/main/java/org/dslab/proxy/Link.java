package org.dslab.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.TreeSet;

/** What links of both transports have in common: an entrance that opens and closes, and a gate in each direction. */
abstract sealed class Link implements ProxyLink permits TcpLink, UdpLink {

    private final Loop loop;
    private final LinkSetup setup;
    private final Gate up;
    private final Gate down;
    private final Set<Integer> refusals = new TreeSet<>();
    private InetSocketAddress entrance;

    Link(Loop loop, LinkSetup setup) {
        this.loop = loop;
        this.setup = setup;
        this.up = new Gate(this, Direction.UP, loop.listener());
        this.down = new Gate(this, Direction.DOWN, loop.listener());
        this.entrance = setup.entrance();
    }

    /** To be called once, on the loop's thread, before the link is handed out. */
    final void open() throws IOException {
        entrance = openEntrance(entrance);
    }

    @Override
    public final String name() {
        return setup.name();
    }

    @Override
    public final InetSocketAddress entrance() {
        return entrance;
    }

    final Loop loop() {
        return loop;
    }

    final ProxyListener listener() {
        return loop.listener();
    }

    final LinkSetup setup() {
        return setup;
    }

    final Gate gate(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    final void inject(Direction direction, ProxyFault fault) throws IOException {
        switch (fault.kind()) {
            case REFUSE -> {
                boolean open = refusals.isEmpty();
                refusals.add(fault.id());
                if (open && closeEntrance()) {
                    listener().faultTouched(fault, this, Direction.UP, "what was live or waited is gone");
                }
            }
            case RESET -> up.add(fault);
            case CUT, HOLD, DELAY -> {
                gate(direction).add(fault);
                gateChanged(direction);
            }
        }
    }

    final void heal(int id) throws IOException {
        for (Direction direction : Direction.values()) {
            if (gate(direction).remove(id)) {
                healed(direction, id);
                gateChanged(direction);
            }
        }
        if (refusals.remove(id) && refusals.isEmpty()) {
            openEntrance(entrance);
        }
    }

    /** Binds and returns the address with its real port. */
    abstract InetSocketAddress openEntrance(InetSocketAddress address) throws IOException;

    /** Closes the entrance and whatever lives; answers whether something lived. */
    abstract boolean closeEntrance() throws IOException;

    /** The fault has ended in this direction: what it has spoiled must go. */
    abstract void healed(Direction direction, int fault);

    /** A fault in this direction has come into force or ended. */
    abstract void gateChanged(Direction direction);

    /** Lab time has moved on. */
    abstract void timeMoved();
}
