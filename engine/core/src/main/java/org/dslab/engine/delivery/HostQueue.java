package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.time.Timer;

/**
 * What waits for one next hop. Messages go over a few connections at once, several recipients of one message in one
 * transaction. A host that cannot be reached is probed by one connection per interval of the retry schedule, and its
 * recovery flushes what waits (DS-34).
 */
final class HostQueue {

    private static final int MAX_CONNECTIONS = 4;

    private final HostPort host;
    private final DeliveryParts parts;
    private final RetrySchedule schedule;
    private final HostOutcomes outcomes;
    private final LinkedHashMap<String, List<PendingRecipient>> waiting = new LinkedHashMap<>();
    private final List<HostConnection> connections = new ArrayList<>();
    private Optional<Instant> downSince = Optional.empty();
    private Instant probeAt = Instant.EPOCH;
    private Optional<Timer> probe = Optional.empty();

    HostQueue(HostPort host, DeliveryParts parts, RetrySchedule schedule, HostOutcomes outcomes) {
        this.host = host;
        this.parts = parts;
        this.schedule = schedule;
        this.outcomes = outcomes;
    }

    HostPort host() {
        return host;
    }

    /** The host could not be reached a moment ago, and it is not yet time to try again. */
    boolean isDown() {
        return downSince.isPresent() && parts.timers().now().isBefore(probeAt);
    }

    void enqueue(PendingRecipient recipient) {
        waiting.computeIfAbsent(recipient.message().id(), id -> new ArrayList<>())
                .add(recipient);
        recipient.waits(() -> leave(recipient));
    }

    private void leave(PendingRecipient recipient) {
        String id = recipient.message().id();
        List<PendingRecipient> ofMessage = waiting.get(id);
        if (ofMessage != null && ofMessage.remove(recipient) && ofMessage.isEmpty()) {
            waiting.remove(id);
        }
    }

    /** Opens the connections that what waits deserves. */
    void work() {
        int limit = downSince.isPresent() ? 1 : MAX_CONNECTIONS;
        if (isDown()) {
            return;
        }
        long coming = connections.stream().filter(HostConnection::isConnecting).count();
        long inUse = connections.stream().filter(HostConnection::isUsable).count();
        while (coming < waiting.size() && inUse < limit) {
            connections.add(new HostConnection(this, parts));
            coming++;
            inUse++;
        }
    }

    /** The next message for a connection that is ready; empty if nothing waits. */
    Optional<List<PendingRecipient>> take() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<PendingRecipient> recipients = waiting.pollFirstEntry().getValue();
        recipients.forEach(PendingRecipient::isInFlight);
        return Optional.of(recipients);
    }

    /** A transaction is over. */
    void finished(List<PendingRecipient> recipients, List<RecipientOutcome> results) {
        Optional<String> lost = results.stream()
                .filter(RecipientOutcome.NotAttempted.class::isInstance)
                .map(outcome -> ((RecipientOutcome.NotAttempted) outcome).cause())
                .findFirst();
        if (lost.isPresent()) {
            isUnreachable();
        } else {
            downSince = Optional.empty();
            probe.ifPresent(Timer::cancel);
        }
        outcomes.finished(recipients, results);
        lost.ifPresent(this::tellWaiting);
    }

    /** A connection is gone. */
    void ended(HostConnection connection, boolean wasReady, String cause) {
        connections.remove(connection);
        if (!wasReady) {
            isUnreachable();
            tellWaiting(cause);
        }
        work();
    }

    private void isUnreachable() {
        Instant now = parts.timers().now();
        Instant since = downSince.orElse(now);
        downSince = Optional.of(since);
        probeAt = schedule.next(since, now);
        probe.ifPresent(Timer::cancel);
        probe = Optional.of(parts.timers().at(probeAt, this::work));
    }

    private void tellWaiting(String cause) {
        List<PendingRecipient> all = new ArrayList<>();
        waiting.values().forEach(all::addAll);
        all.forEach(recipient -> outcomes.hostFailed(recipient, cause));
    }
}
