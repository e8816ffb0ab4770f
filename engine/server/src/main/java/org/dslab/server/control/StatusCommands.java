package org.dslab.server.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.site.StatusAnswer;
import org.dslab.engine.site.StatusRequest;
import org.dslab.server.json.JsonValue;
import org.dslab.server.metrics.SiteMetrics;

/** {@code status}, {@code metrics} and {@code clock advance}. */
final class StatusCommands {

    private StatusCommands() {}

    static void addTo(Map<String, Command> commands) {
        commands.put("status", StatusCommands::status);
        commands.put("metrics", StatusCommands::metrics);
        commands.put("clock advance", StatusCommands::advance);
    }

    private static JsonValue.Members status(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        arguments.nothingElse();
        Instant now = site.now();
        return Answers.ask(site, new StatusRequest.Status())
                .with("time", now.toString())
                .with("started-at", site.startedAt().toString())
                .with("uptime-seconds", Duration.between(site.startedAt(), now).toSeconds());
    }

    private static JsonValue.Members metrics(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        arguments.nothingElse();
        Answer answer = Answers.answer(site, new StatusRequest.Status());
        if (!(answer instanceof StatusAnswer.Status status)) {
            throw new IllegalStateException("not a status: " + answer);
        }
        String text = site.counters()
                + SiteMetrics.gauge(
                        "dslab_start_time_seconds",
                        "When the site started, in seconds since 1970.",
                        site.startedAt().getEpochSecond())
                + SiteMetrics.gauge("dslab_queue_messages", "Messages that wait for delivery.", status.queued())
                + SiteMetrics.gauge("dslab_connections", "Open TCP connections.", status.connections())
                + SiteMetrics.gauge("dslab_lookups_outstanding", "Lookups that wait for answers.", status.lookups())
                + SiteMetrics.gauge(
                        "dslab_alerts",
                        "Hosts that deny their answers.",
                        status.alerts().size())
                + SiteMetrics.gauge("dslab_accounts", "Accounts of this site.", status.accounts())
                + SiteMetrics.gauge("dslab_verified_addresses", "Answers remembered.", status.verified());
        return Answers.ok().with("metrics", text);
    }

    private static JsonValue.Members advance(Arguments arguments, SiteAccess site)
            throws BadRequestException, RefusedException, InterruptedException {
        Duration by = arguments.duration("by");
        arguments.nothingElse();
        return Answers.ok().with("time", site.advance(by).toString());
    }
}
