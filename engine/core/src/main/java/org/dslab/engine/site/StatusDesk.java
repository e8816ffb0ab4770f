package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dslab.engine.accounts.AccountDirectory;
import org.dslab.engine.delivery.DeliveryQueue;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.limit.TurnedAway;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.sharing.HostAlerts;
import org.dslab.engine.sharing.Lookups;
import org.dslab.engine.sharing.VerifiedAddresses;

/** Answers an operator's {@link StatusRequest}s. */
final class StatusDesk {

    private final String site;
    private final AccountDirectory directory;
    private final DeliveryQueue queue;
    private final VerifiedAddresses verified;
    private final Lookups lookups;
    private final Connections connections;
    private final SmtpListener smtp;
    private final Supplier<List<SharingHost>> hosts;
    private final HostAlerts alerts;
    private final TurnedAway turnedAway;
    private final Supplier<Differences> differences;
    private final Supplier<List<String>> findings;
    private final List<Consumer<Answer>> ending = new ArrayList<>();

    StatusDesk(
            String site,
            AccountDirectory directory,
            DeliveryQueue queue,
            VerifiedAddresses verified,
            Lookups lookups,
            Connections connections,
            SmtpListener smtp,
            Supplier<List<SharingHost>> hosts,
            HostAlerts alerts,
            TurnedAway turnedAway,
            Supplier<Differences> differences,
            Supplier<List<String>> findings) {
        this.site = site;
        this.directory = directory;
        this.queue = queue;
        this.verified = verified;
        this.lookups = lookups;
        this.connections = connections;
        this.smtp = smtp;
        this.hosts = hosts;
        this.alerts = alerts;
        this.turnedAway = turnedAway;
        this.differences = differences;
        this.findings = findings;
    }

    void handle(StatusRequest request, Consumer<Answer> reply) {
        switch (request) {
            case StatusRequest.Status status ->
                reply.accept(new StatusAnswer.Status(
                        site,
                        directory.accounts().size(),
                        queue.size(),
                        verified.entries().size(),
                        connections.size(),
                        lookups.size(),
                        alerts(),
                        differences.get().lines()));
            case StatusRequest.ListVerified list -> reply.accept(new StatusAnswer.Verified(entries()));
            case StatusRequest.DropVerified drop ->
                verified.forget(
                        drop.address(),
                        "dropped by an operator",
                        failure -> reply.accept(failure.<Answer>map(reason -> new SiteAnswer.Refused(reason, false, ""))
                                .orElseGet(SiteAnswer.Done::new)));
            case StatusRequest.EndSessions end -> {
                ending.add(reply);
                smtp.end();
                queue.end();
            }
        }
    }

    /** After every input: what was to end may have ended. */
    void notice() {
        if (!ending.isEmpty() && smtp.isOver() && !queue.isSending()) {
            List<Consumer<Answer>> told = List.copyOf(ending);
            ending.clear();
            told.forEach(reply -> reply.accept(new SiteAnswer.Done()));
        }
    }

    /** DS-36, DS-56, DS-57. */
    private List<String> alerts() {
        List<String> lines = new ArrayList<>();
        alerts.denying()
                .forEach((host, status) -> lines.add(host + " denies its answers with Minger status " + status.code()
                        + (status == MingerStatus.BAD_CREDENTIALS
                                ? "; it wants another password, or one at all"
                                : "; it does not let this site ask")));
        lines.addAll(turnedAway.alerts());
        lines.addAll(findings.get());
        lines.addAll(queue.damaged());
        lookups.alert().ifPresent(lines::add);
        return lines;
    }

    private List<StatusAnswer.VerifiedEntry> entries() {
        return verified.entries().stream()
                .map(entry -> new StatusAnswer.VerifiedEntry(
                        entry.key(),
                        VerifiedAddresses.nameOf(entry.host(), hosts.get()),
                        entry.host(),
                        entry.verifiedAt(),
                        verified.end(entry)))
                .toList();
    }
}
