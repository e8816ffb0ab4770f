package org.dslab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SidecarConfig;
import org.dslab.config.SidecarFile;
import org.dslab.server.Listeners;
import org.dslab.server.sidecar.FileWatch;
import org.dslab.server.sidecar.SidecarServer;
import org.dslab.server.site.EventLog;
import org.dslab.server.sqlite.SqliteStore;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MemoryStore;
import org.dslab.server.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dslab sidecar}: makes a foreign mail server a member of a sharing set, until it is told to stop. */
@Command(
        name = "sidecar",
        description = {
            "Make a Postfix a full member of a sharing set, until SIGTERM or SIGINT.",
            "",
            "It serves Postfix the socketmaps `rcpt` (does this address exist, here or at a sharing host?) and `route`"
                    + " (where does mail for it go?), and answers the Minger queries of the others about Postfix' users."
        },
        footer = {
            "",
            "When it answers it prints one line on standard output; its log goes to standard error. The file of users is"
                    + " read again when it changes. Without a spool, verified addresses are kept in memory.",
            "",
            "Exit status: 0 stopped as told, 2 wrong configuration or a port that is taken, 3 the side-car failed.",
            "",
            "Example:",
            "  dslab sidecar --config kyoto.yaml",
            "",
            "kyoto.yaml:",
            "  site: kyoto",
            "  domains: [example.com]",
            "  users-file: users.txt",
            "  spool: /var/lib/dslab/kyoto",
            "  socketmap: { listen: \"127.0.0.1:9999\" }",
            "  minger: { listen: \"192.0.2.30:4069\", password-file: kyoto.secret }",
            "  sharing:",
            "    hosts:",
            "      - { host: \"192.0.2.10:25\", site: tokyo, minger-password-file: tokyo.secret }",
            "",
            "Postfix' main.cf:",
            "  relay_domains = example.com",
            "  relay_recipient_maps = socketmap:inet:127.0.0.1:9999:rcpt",
            "  transport_maps = socketmap:inet:127.0.0.1:9999:route",
            "  relay_transport = lmtp:unix:private/dovecot-lmtp"
        })
final class SidecarCommand implements Callable<Integer> {

    private static final Mailboxes NO_MAIL = (mailbox, key, message) -> false;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "SIDECAR.yaml",
            description = "The side-car's configuration file.")
    private Path config = Path.of("sidecar.yaml");

    @Option(names = "--log-queries", description = "Log every Minger query that is answered, too.")
    private boolean logQueries;

    @Override
    public Integer call() throws InvalidFileException {
        SidecarConfig sidecar = SidecarFile.read(config);
        PrintWriter err = spec.commandLine().getErr();
        sidecar.warnings().forEach(warning -> err.println("warning: " + warning));
        if (sidecar.spool().isEmpty()) {
            err.println("warning: no folder for the spool is configured; verified addresses are forgotten when the"
                    + " side-car stops");
        }
        err.flush();
        EventLog log = new EventLog(err, logQueries ? EventLog.Queries.LOGGED : EventLog.Queries.OMITTED);
        ExitStatus status;
        try (log) {
            status = sidecar.spool().isPresent()
                    ? serveDurably(sidecar, sidecar.spool().get(), log)
                    : serve(sidecar, new MemoryStore(NO_MAIL), log);
        } catch (IOException e) {
            err.println("dslab: " + e.getMessage());
            return ExitStatus.USAGE.code();
        }
        if (!log.finish()) {
            // Whatever would be printed now might wait for ever for the reader of standard error.
            GracefulStop.atOnce(status);
        }
        return status.code();
    }

    private ExitStatus serveDurably(SidecarConfig sidecar, Path spool, EventLog log) throws IOException {
        SqliteStore store = SqliteStore.open(spool, NO_MAIL);
        ExitStatus status = ExitStatus.LAB_FAILED;
        try {
            status = serve(sidecar, store, log);
        } finally {
            status = Closing.isClosed(store, log) ? status : ExitStatus.LAB_FAILED;
        }
        return status;
    }

    private ExitStatus serve(SidecarConfig sidecar, Store store, EventLog log) throws IOException {
        boolean answersMinger = sidecar.settings().site().minger().enabled();
        Listeners listeners = new Listeners(
                Optional.empty(),
                answersMinger ? Optional.of(sidecar.minger()) : Optional.empty(),
                Optional.of(sidecar.socketmap()));
        SidecarServer server = SidecarServer.start(sidecar.settings(), listeners, store, log);
        CompletableFuture<Void> told = new CompletableFuture<>();
        FileWatch watch = new FileWatch(sidecar.users(), new SidecarUsers(sidecar, server, log));
        try (server;
                watch) {
            StopSignals.handle(() -> told.complete(null), () -> GracefulStop.atOnce(ExitStatus.LAB_FAILED));
            PrintWriter out = spec.commandLine().getOut();
            out.println("dslab sidecar " + sidecar.settings().site().site() + " ready: socketmap "
                    + server.socketmap().orElseThrow() + ", minger "
                    + server.minger().map(Object::toString).orElse("off"));
            out.flush();
            CompletableFuture.anyOf(told, server.ended()).join();
        }
        return told.isDone() && server.failure().isEmpty() ? ExitStatus.OK : ExitStatus.LAB_FAILED;
    }
}
