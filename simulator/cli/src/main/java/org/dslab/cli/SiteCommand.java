package org.dslab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SiteConfig;
import org.dslab.config.SiteFile;
import org.dslab.engine.network.Endpoint;
import org.dslab.server.Listeners;
import org.dslab.server.mailbox.MaildirMailboxes;
import org.dslab.server.site.EventLog;
import org.dslab.server.site.SiteServer;
import org.dslab.server.store.Mailboxes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dslab site}: the engine as a server of its own, until it is told to stop. */
@Command(
        name = "site",
        description = "Run one site as a mail server until SIGTERM or SIGINT.",
        footer = {
            "",
            "When it accepts mail it prints one line on standard output; its log goes to standard error.",
            "",
            "Exit status: 0 stopped as told, 2 wrong configuration or a port that is taken, 3 the site failed or queued"
                    + " mail was lost.",
            "",
            "Example:",
            "  dslab site --config tokyo.yaml"
        })
final class SiteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "SITE.yaml",
            description = "The site's configuration file.")
    private Path config = Path.of("site.yaml");

    @Option(names = "--log-queries", description = "Log every Minger query that is answered, too.")
    private boolean logQueries;

    @Override
    public Integer call() throws InvalidFileException {
        SiteConfig site = SiteFile.read(config);
        PrintWriter err = spec.commandLine().getErr();
        site.warnings().forEach(warning -> err.println("warning: " + warning));
        err.println("warning: queue and verified addresses are kept in memory; mail that is still queued when the site"
                + " stops is lost");
        if (site.mailboxes().isEmpty()) {
            err.println("warning: no folder for mailboxes is configured; delivered mail is thrown away");
        }
        err.flush();
        try {
            return serve(site).code();
        } catch (IOException e) {
            err.println("dslab: " + e.getMessage());
            return ExitStatus.USAGE.code();
        }
    }

    private ExitStatus serve(SiteConfig site) throws IOException {
        boolean answersMinger = site.settings().minger().enabled();
        Listeners listeners =
                new Listeners(Optional.of(site.smtp()), answersMinger ? Optional.of(site.minger()) : Optional.empty());
        try (EventLog log = new EventLog(
                        spec.commandLine().getErr(), logQueries ? EventLog.Queries.LOGGED : EventLog.Queries.OMITTED);
                SiteServer server = SiteServer.start(site.settings(), listeners, mailboxes(site), log)) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("dslab stop").unstarted(() -> {
                        // The JVM would end with 128 + the signal's number, which says nothing about the mail.
                        Runtime.getRuntime().halt(stop(server, log).code());
                    }));
            PrintWriter out = spec.commandLine().getOut();
            out.println("dslab site " + site.settings().site() + " ready: smtp " + text(server.smtp()) + ", minger "
                    + text(server.minger()));
            out.flush();
            server.ended().join();
            return ExitStatus.LAB_FAILED;
        }
    }

    private static String text(Optional<Endpoint> endpoint) {
        return endpoint.map(Endpoint::toString).orElse("off");
    }

    private static Mailboxes mailboxes(SiteConfig site) throws IOException {
        return site.mailboxes().isPresent()
                ? new MaildirMailboxes(site.mailboxes().get())
                : (mailbox, key, message) -> true;
    }

    private ExitStatus stop(SiteServer server, EventLog log) {
        server.close();
        log.close();
        PrintWriter err = spec.commandLine().getErr();
        int lost = server.queued();
        if (lost > 0) {
            err.println("dslab: " + lost + (lost == 1 ? " queued message is" : " queued messages are")
                    + " lost, for the queue was kept in memory");
        }
        err.flush();
        return lost > 0 || server.failure().isPresent() ? ExitStatus.LAB_FAILED : ExitStatus.OK;
    }
}
