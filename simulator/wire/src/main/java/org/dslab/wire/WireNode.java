package org.dslab.wire;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.Machine;
import org.dslab.engine.seam.Request;
import org.dslab.lab.record.Seeds;
import org.dslab.lab.world.AddressPlan;
import org.dslab.server.Driver;
import org.dslab.server.EventSink;
import org.dslab.server.LabClock;
import org.dslab.server.Listeners;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MemoryStore;
import org.dslab.wire.quiet.QuietCount;

/** One party of a lab on real sockets: a machine and its driver, anew for each life; its store outlives them. */
final class WireNode {

    /** What all nodes of a lab share. */
    record Lab(AddressPlan plan, LabClock clock, QuietCount count, long seed) {}

    private final String name;
    private final Supplier<Machine> machines;
    private final Lab lab;
    private final MemoryStore store;
    private final EventSink events;
    private Optional<Driver> life = Optional.empty();
    private int starts;

    WireNode(String name, Supplier<Machine> machines, Lab lab, Mailboxes mailboxes, EventSink events) {
        this.name = name;
        this.machines = machines;
        this.lab = lab;
        this.store = new MemoryStore(mailboxes);
        this.events = events;
    }

    String name() {
        return name;
    }

    private Endpoint smtp() {
        return new Endpoint(lab.plan().addressOf(name), AddressPlan.SMTP_PORT);
    }

    private Endpoint minger() {
        return new Endpoint(lab.plan().addressOf(name), AddressPlan.MINGER_PORT);
    }

    void start() throws IOException {
        if (life.isPresent()) {
            throw new IllegalStateException(name + " is up already");
        }
        Driver driver = new Driver(
                machines.get(),
                lab.clock(),
                lab.count(),
                store,
                new Listeners(Optional.of(smtp()), Optional.of(minger())),
                Optional.of(lab.plan().addressOf(name)),
                events,
                Seeds.derive(lab.seed(), name, ++starts));
        lab.count().listening(smtp());
        lab.count().listening(minger());
        driver.start();
        life = Optional.of(driver);
    }

    boolean isUp() {
        return life.isPresent();
    }

    /** Kills it without warning; its clients find nobody listening. */
    void kill() {
        life.ifPresent(Driver::kill);
        life = Optional.empty();
        lab.count().stoppedListening(smtp());
        lab.count().stoppedListening(minger());
    }

    void command(Request request) {
        life.ifPresent(driver -> driver.command(request, answer -> {}));
    }

    Optional<Instant> nextWake() {
        return life.flatMap(Driver::nextWake);
    }

    void wake() {
        life.ifPresent(Driver::wake);
    }

    /** What stopped it, if it has stopped by itself. */
    Optional<Throwable> failure() {
        return life.flatMap(Driver::failure);
    }
}
