package org.dslab.server.sidecar;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.SidecarSettings;
import org.dslab.engine.sidecar.Sidecar;
import org.dslab.engine.sidecar.SidecarRequest;
import org.dslab.server.Driver;
import org.dslab.server.DriverClock;
import org.dslab.server.EventSink;
import org.dslab.server.Listeners;
import org.dslab.server.Traffic;
import org.dslab.server.store.Store;

/** One side-car with its driver, on this machine's clock. */
public final class SidecarServer implements AutoCloseable {

    private final Driver driver;

    private SidecarServer(Driver driver) {
        this.driver = driver;
    }

    /**
     * Starts the side-car; on return it answers.
     *
     * @param store for verified addresses; a side-car has no mail
     * @throws IOException if it cannot listen; the message names the endpoint
     */
    public static SidecarServer start(SidecarSettings settings, Listeners listeners, Store store, EventSink events)
            throws IOException {
        Driver driver = new Driver(
                new Sidecar(settings),
                DriverClock.system(),
                Traffic.UNMETERED,
                store,
                listeners,
                Optional.empty(),
                events,
                new SecureRandom().nextLong());
        driver.start();
        return new SidecarServer(driver);
    }

    public Optional<Endpoint> minger() {
        return driver.minger();
    }

    public Optional<Endpoint> socketmap() {
        return driver.socketmap();
    }

    /**
     * Tells the side-car that the foreign server has these users from now on and no others.
     *
     * @throws IllegalStateException if the side-car is not running
     */
    public void replaceUsers(List<AccountSetting> users) {
        driver.command(new SidecarRequest.ReplaceUsers(users), answer -> {});
    }

    /** Completes when the side-car has stopped, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return driver.ended();
    }

    /** What stopped the side-car, if it did not stop as it was told. */
    public Optional<Throwable> failure() {
        return driver.failure();
    }

    @Override
    public void close() {
        driver.close();
    }
}
