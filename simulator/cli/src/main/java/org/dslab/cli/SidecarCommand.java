package org.dslab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SidecarConfig;
import org.dslab.config.SidecarFile;
import org.dslab.config.UsersFile;
import org.dslab.server.Listeners;
import org.dslab.server.sidecar.FileWatch;
import org.dslab.server.sidecar.SidecarServer;
import org.dslab.server.site.EventLog;
import org.dslab.server.sqlite.SqliteStore;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MemoryStore;
import org.dslab.server.store.Store;
import org.dslab.server.store.StoreException;
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
        try {
            return sidecar.spool().isPresent()
                    ? serveDurably(sidecar, sidecar.spool().get()).code()
                    : serve(sidecar, new MemoryStore(NO_MAIL), () -> {}).code();
        } catch (IOException e) {
            err.println("dslab: " + e.getMessage());
            return ExitStatus.USAGE.code();
        }
    }

    private ExitStatus serveDurably(SidecarConfig sidecar, Path spool) throws IOException {
        try (SqliteStore store = SqliteStore.open(spool, NO_MAIL)) {
            return serve(sidecar, store, store::close);
        }
    }

    /** Closes the store when the side-car has stopped. */
    private interface Ending {
        void close() throws StoreException;
    }

    private ExitStatus serve(SidecarConfig sidecar, Store store, Ending ending) throws IOException {
        boolean answersMinger = sidecar.settings().site().minger().enabled();
        Listeners listeners = new Listeners(
                Optional.empty(),
                answersMinger ? Optional.of(sidecar.minger()) : Optional.empty(),
                Optional.of(sidecar.socketmap()));
        try (EventLog log = new EventLog(
                        spec.commandLine().getErr(), logQueries ? EventLog.Queries.LOGGED : EventLog.Queries.OMITTED);
                SidecarServer server = SidecarServer.start(sidecar.settings(), listeners, store, log);
                FileWatch watch = new FileWatch(sidecar.users(), () -> readUsers(sidecar, server, log))) {
            GracefulStop.whenTold(() -> stop(server, watch, log, ending));
            PrintWriter out = spec.commandLine().getOut();
            out.println("dslab sidecar " + sidecar.settings().site().site() + " ready: socketmap "
                    + server.socketmap().orElseThrow() + ", minger "
                    + server.minger().map(Object::toString).orElse("off"));
            out.flush();
            server.ended().join();
            return ExitStatus.LAB_FAILED;
        }
    }

    /** A file that is wrong, or gone, changes nothing: users must not vanish because of a slip of somebody's fingers. */
    private static void readUsers(SidecarConfig sidecar, SidecarServer server, EventLog log) {
        try {
            server.replaceUsers(
                    UsersFile.read(sidecar.users(), sidecar.settings().site().domains()));
        } catch (InvalidFileException e) {
            e.problems().forEach(problem -> log.trouble(Instant.now(), "the users stay as they were: " + problem));
        } catch (IllegalStateException e) {
            log.trouble(Instant.now(), "the file of users changed while the side-car was stopping");
        }
    }

    private ExitStatus stop(SidecarServer server, FileWatch watch, EventLog log, Ending ending) {
        watch.close();
        server.close();
        log.close();
        try {
            ending.close();
        } catch (StoreException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("dslab: " + e.getMessage());
            err.flush();
            return ExitStatus.LAB_FAILED;
        }
        return server.failure().isPresent() ? ExitStatus.LAB_FAILED : ExitStatus.OK;
    }
}
