package org.dslab.server.site;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.site.Site;
import org.dslab.server.Driver;
import org.dslab.server.DriverClock;
import org.dslab.server.EventSink;
import org.dslab.server.Listeners;
import org.dslab.server.Traffic;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MemoryStore;

/** One site with its driver, on this machine's clock. Queue and verified addresses are kept in memory. */
public final class SiteServer implements AutoCloseable {

    private final MemoryStore store;
    private final Driver driver;

    private SiteServer(MemoryStore store, Driver driver) {
        this.store = store;
        this.driver = driver;
    }

    /**
     * Starts the site; on return it accepts mail.
     *
     * @throws IOException if it cannot listen; the message names the endpoint
     */
    public static SiteServer start(SiteSettings settings, Listeners listeners, Mailboxes mailboxes, EventSink events)
            throws IOException {
        MemoryStore store = new MemoryStore(mailboxes);
        Driver driver = new Driver(
                new Site(settings),
                DriverClock.system(),
                Traffic.UNMETERED,
                store,
                listeners,
                Optional.empty(),
                events,
                new SecureRandom().nextLong());
        driver.start();
        return new SiteServer(store, driver);
    }

    public Optional<Endpoint> smtp() {
        return driver.smtp();
    }

    public Optional<Endpoint> minger() {
        return driver.minger();
    }

    /** Completes when the site has stopped, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return driver.ended();
    }

    /** What stopped the site, if it did not stop as it was told. */
    public Optional<Throwable> failure() {
        return driver.failure();
    }

    /** Messages in the queue; after {@link #close} those that are lost with the memory. */
    public int queued() {
        return store.recover().messages().size();
    }

    @Override
    public void close() {
        driver.close();
    }
}
