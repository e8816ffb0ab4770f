package org.dslab.proxy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All proxies of a lab, on one thread. Every method may be called by any thread but the listener's, and what it does is
 * done when it returns. Time is what {@link #advanceTo} says.
 */
public final class FaultProxies implements AutoCloseable {

    private final Loop loop;
    private final List<Link> links = new ArrayList<>();

    public FaultProxies(ProxyListener listener, Instant start) throws IOException {
        loop = new Loop(listener, start);
    }

    /** Opens links; if one cannot be opened, {@link #close} is all that is left to do. */
    public List<ProxyLink> open(List<LinkSetup> setups) throws IOException {
        return loop.call(() -> {
            List<ProxyLink> opened = new ArrayList<>();
            for (LinkSetup setup : setups) {
                Link link = switch (setup.transport()) {
                    case TCP -> new TcpLink(loop, setup);
                    case UDP -> new UdpLink(loop, setup);
                };
                link.open();
                links.add(link);
                opened.add(link);
            }
            return opened;
        });
    }

    /** Brings a fault into force. */
    public void inject(ProxyFault fault, List<Way> ways) throws IOException {
        command(() -> {
            for (Way way : ways) {
                linkOf(way.link()).inject(way.direction(), fault);
            }
        });
    }

    /** Ends the faults with this id everywhere; nothing happens if there are none. */
    public void heal(int fault) throws IOException {
        command(() -> {
            for (Link link : links) {
                link.heal(fault);
            }
        });
    }

    /** When the first delayed thing is due. */
    public Optional<Instant> nextDue() throws IOException {
        return loop.call(() -> loop.agenda().nextDue());
    }

    /** Moves time on and lets go what is due. */
    public void advanceTo(Instant time) throws IOException {
        command(() -> {
            loop.agenda().advanceTo(time);
            links.forEach(Link::timeMoved);
        });
    }

    private interface Command {
        void run() throws IOException;
    }

    private void command(Command command) throws IOException {
        loop.call(() -> {
            command.run();
            loop.completeClosing();
            return true;
        });
    }

    private Link linkOf(ProxyLink link) {
        if (link instanceof Link own && links.contains(own)) {
            return own;
        }
        throw new IllegalArgumentException("not a link of these proxies: " + link.name());
    }

    @Override
    public void close() {
        loop.close();
    }
}
