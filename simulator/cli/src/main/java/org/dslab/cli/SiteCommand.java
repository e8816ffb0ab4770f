package org.dslab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dslab.config.InvalidFileException;
import org.dslab.config.SiteConfig;
import org.dslab.config.SiteFile;
import org.dslab.server.site.EventLog;
import org.dslab.server.site.LogFormat;
import org.dslab.server.site.SiteServer;
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
            "When it accepts mail it prints one line on standard output; its log goes to standard error. It stops when"
                    + " clients that are sending have sent their message, after 10 seconds at most; a second signal"
                    + " ends it at once.",
            "",
            "Exit status: 0 stopped as told, 2 wrong configuration or a port that is taken, 3 the site failed, was ended"
                    + " at once, or mail was lost that it had queued without a spool.",
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

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Log lines for people (text, the default), or JSON objects with time, event and fields.")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--lab-clock",
            description = "Let the site's clock stand still until 'dslab admin clock advance' moves it.")
    private boolean labClock;

    @Override
    public Integer call() throws InvalidFileException {
        SiteConfig site = SiteFile.readForStart(config);
        try {
            return run(site).code();
        } catch (IOException e) {
            spec.commandLine().getErr().println("dslab: " + e.getMessage());
            return ExitStatus.USAGE.code();
        }
    }

    private ExitStatus run(SiteConfig site) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        EventLog log = new EventLog(err, logFormat, logQueries ? EventLog.Queries.LOGGED : EventLog.Queries.OMITTED);
        ExitStatus status;
        try {
            warnings(site, log);
            SiteServer.Time time = labClock ? SiteServer.Time.LAB : SiteServer.Time.SYSTEM;
            status = new SiteRun(site, log, time, spec.commandLine().getOut()).run();
        } finally {
            log.close();
        }
        if (!log.finish()) {
            // Whatever would be printed now might wait for ever for the reader of standard error.
            GracefulStop.atOnce(status);
        }
        return status;
    }

    private void warnings(SiteConfig site, EventLog log) {
        site.warnings().forEach(warning -> warn(log, warning));
        if (site.spool().isEmpty()) {
            warn(
                    log,
                    "no folder for the spool is configured; the queue is kept in memory, and mail that is still queued"
                            + " when the site stops is lost");
        }
        if (site.mailboxes().isEmpty()) {
            warn(log, "delivered mail is thrown away, as `mailboxes: none` says");
        }
        if (labClock && site.control().isEmpty()) {
            warn(log, "nobody can move the lab clock, for no control socket is configured");
        }
    }

    /** To be read at once by who has started it by hand; a program that reads the log wants nothing but JSON. */
    private void warn(EventLog log, String text) {
        if (logFormat == LogFormat.JSON) {
            log.warn(text);
        } else {
            spec.commandLine().getErr().println("warning: " + text);
            spec.commandLine().getErr().flush();
        }
    }
}
