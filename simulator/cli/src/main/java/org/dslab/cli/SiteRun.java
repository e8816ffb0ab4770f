package org.dslab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dslab.config.SiteConfig;
import org.dslab.engine.network.Endpoint;
import org.dslab.server.Listeners;
import org.dslab.server.control.ControlSocket;
import org.dslab.server.mailbox.MaildirMailboxes;
import org.dslab.server.site.EventLog;
import org.dslab.server.site.SiteServer;
import org.dslab.server.sqlite.SqliteStore;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MemoryStore;
import org.dslab.server.store.Store;

/** One run of a site as a server: from its ready line to its orderly end. */
final class SiteRun {

    /** How long clients that are sending may go on after the first signal. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SiteConfig site;
    private final EventLog log;
    private final SiteServer.Time time;
    private final PrintWriter out;

    SiteRun(SiteConfig site, EventLog log, SiteServer.Time time, PrintWriter out) {
        this.site = site;
        this.log = log;
        this.time = time;
        this.out = out;
    }

    /** Returns when the site has stopped; throws if it cannot start. */
    ExitStatus run() throws IOException {
        Optional<Path> path = site.control();
        if (path.isEmpty()) {
            return run(Optional.empty());
        }
        try (ControlSocket control = ControlSocket.open(path.get(), log::trouble)) {
            return run(Optional.of(control));
        }
    }

    private ExitStatus run(Optional<ControlSocket> control) throws IOException {
        return site.spool().isPresent() ? durably(site.spool().get(), control) : fromMemory(control);
    }

    private ExitStatus durably(Path spool, Optional<ControlSocket> control) throws IOException {
        SqliteStore store = SqliteStore.open(spool, mailboxes());
        ExitStatus status = ExitStatus.LAB_FAILED;
        try {
            status = serve(store, control);
        } finally {
            status = Closing.isClosed(store, log) ? status : ExitStatus.LAB_FAILED;
        }
        return status;
    }

    private ExitStatus fromMemory(Optional<ControlSocket> control) throws IOException {
        MemoryStore store = new MemoryStore(mailboxes());
        ExitStatus status = serve(store, control);
        int lost = store.recover().messages().size();
        if (lost == 0) {
            return status;
        }
        log.warn(lost + (lost == 1 ? " queued message is" : " queued messages are")
                + " lost, for the queue was kept in memory");
        return ExitStatus.LAB_FAILED;
    }

    private ExitStatus serve(Store store, Optional<ControlSocket> control) throws IOException {
        boolean answersMinger = site.settings().minger().enabled();
        Listeners listeners =
                new Listeners(Optional.of(site.smtp()), answersMinger ? Optional.of(site.minger()) : Optional.empty());
        try (SiteServer server =
                SiteServer.start(site.settings(), listeners, store, log, time, SiteSecrets.of(site.security()))) {
            CompletableFuture<Void> told = new CompletableFuture<>();
            StopSignals.handle(() -> told.complete(null), () -> GracefulStop.atOnce(ExitStatus.LAB_FAILED));
            control.ifPresent(socket -> socket.serve(server));
            out.println("dslab site " + site.settings().site() + " ready: smtp " + text(server.smtp()) + ", minger "
                    + text(server.minger()));
            out.flush();
            CompletableFuture.anyOf(told, server.ended()).join();
            if (!told.isDone()) {
                return ExitStatus.LAB_FAILED;
            }
            server.stop(PATIENCE);
            return server.failure().isPresent() ? ExitStatus.LAB_FAILED : ExitStatus.OK;
        }
    }

    private static String text(Optional<Endpoint> endpoint) {
        return endpoint.map(Endpoint::toString).orElse("off");
    }

    private Mailboxes mailboxes() throws IOException {
        return site.mailboxes().isPresent()
                ? new MaildirMailboxes(site.mailboxes().get())
                : (mailbox, key, message) -> true;
    }
}
