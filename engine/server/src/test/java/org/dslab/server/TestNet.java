package org.dslab.server;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Machine;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.MemoryStore;
import org.dslab.server.store.Store;

/** Some drivers on loopback with one count and one lab clock; closes them and then expects the count to be zero. */
final class TestNet implements AutoCloseable {

    static final Endpoint ANY_PORT = new Endpoint("127.0.0.1", 0);
    static final Listeners BOTH = new Listeners(Optional.of(ANY_PORT), Optional.of(ANY_PORT));
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final CountingTraffic traffic = new CountingTraffic();
    final LabClock clock = new LabClock(START);
    private final List<Driver> drivers = new ArrayList<>();

    private final Traffic told;

    TestNet() {
        told = traffic;
    }

    private TestNet(Traffic told) {
        this.told = told;
    }

    /** For peers that are no drivers, and so are missing in the count. */
    static TestNet unmetered() {
        return new TestNet(Traffic.UNMETERED);
    }

    Driver start(Machine machine, Listeners listeners) throws IOException {
        return start(machine, listeners, new MemoryStore(new MemoryMailboxes()));
    }

    Driver start(Machine machine, Listeners listeners, Store store) throws IOException {
        return start(machine, listeners, store, clock);
    }

    Driver start(Machine machine, Listeners listeners, Store store, DriverClock time) throws IOException {
        return start(machine, listeners, store, time, Optional.empty());
    }

    Driver startSecure(Machine machine, Listeners listeners, Security security) throws IOException {
        Store store = new MemoryStore(new MemoryMailboxes());
        Driver driver =
                new Driver(machine, clock, told, store, listeners, Optional.empty(), (at, event) -> {}, 1, security);
        drivers.add(driver);
        driver.start();
        return driver;
    }

    Driver startFrom(String address, Machine machine) throws IOException {
        Store store = new MemoryStore(new MemoryMailboxes());
        return start(machine, Listeners.NONE, store, clock, Optional.of(address));
    }

    private Driver start(Machine machine, Listeners listeners, Store store, DriverClock time, Optional<String> sendFrom)
            throws IOException {
        Driver driver = new Driver(machine, time, told, store, listeners, sendFrom, (at, event) -> {}, 1);
        drivers.add(driver);
        driver.start();
        return driver;
    }

    static HostPort smtp(Driver driver) {
        return target(driver.smtp().orElseThrow());
    }

    static HostPort minger(Driver driver) {
        return target(driver.minger().orElseThrow());
    }

    static HostPort target(Endpoint endpoint) {
        return new HostPort(endpoint.address(), endpoint.port());
    }

    static void perform(Driver driver, Effect... effects) {
        driver.command(new ToyMachine.Do(List.of(effects)), answer -> {});
    }

    @Override
    public void close() {
        drivers.forEach(Driver::close);
        traffic.awaitQuiet();
    }
}
