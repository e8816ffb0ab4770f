package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.time.Timer;

/**
 * What waits for one next hop. Messages go over a few connections at once, several recipients of one message in one
 * transaction. A host that cannot be reached, or that closes down (421), is probed by one connection per interval of the
 * retry schedule, and its recovery flushes what waits (DS-34). A failed probe touches no recipient that is on record as
 * waiting, so it costs the same however many there are.
 */
final class HostQueue implements WaitingPlace {

    private static final int MAX_CONNECTIONS = 4;
    private static final int SERVICE_CLOSING = 421;

    private final HostPort host;
    private final DeliveryParts parts;
    private final RetrySchedule schedule;
    private final HostOutcomes outcomes;
    private final Turns moves;
    private final HostTls tls;
    private final LinkedHashMap<String, List<PendingRecipient>> waiting = new LinkedHashMap<>();
    private final List<HostConnection> connections = new ArrayList<>();
    /** Those of them that move on as soon as the host fails (DS-32). */
    private final LinkedHashSet<PendingRecipient> movable = new LinkedHashSet<>();
    /** Those of the others that have not been recorded as deferred. */
    private LinkedHashSet<PendingRecipient> unannounced = new LinkedHashSet<>();

    private Optional<Down> down = Optional.empty();
    private Instant probeAt = Instant.EPOCH;
    private Optional<Timer> probe = Optional.empty();
    private boolean isMoving;
    private boolean ended;

    HostQueue(HostPort host, DeliveryParts parts, RetrySchedule schedule, HostOutcomes outcomes, Turns moves) {
        this.host = host;
        this.parts = parts;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.moves = moves;
        this.tls = new HostTls(host, parts);
    }

    /** The host has not been reached since a time; its last failure. */
    private record Down(Instant since, Instant lastAttempt, String cause) {}

    HostPort host() {
        return host;
    }

    /** The host could not be reached a moment ago, and it is not yet time to try again. */
    boolean isDown() {
        return down.isPresent() && parts.timers().now().isBefore(probeAt);
    }

    void enqueue(PendingRecipient recipient) {
        waiting.computeIfAbsent(recipient.message().id(), id -> new ArrayList<>(1))
                .add(recipient);
        recipient.waitsAt(this);
        boolean isLate = schedule.isOver(
                recipient.message().envelope().arrivedAt(), parts.timers().now());
        if (outcomes.mustNotWait(recipient)) {
            movable.add(recipient);
        } else if (!recipient.isAnnounced() || isLate) {
            unannounced.add(recipient);
        }
        work();
    }

    @Override
    public void leave(PendingRecipient recipient) {
        forget(recipient);
        String id = recipient.message().id();
        List<PendingRecipient> ofMessage = waiting.get(id);
        if (ofMessage != null && ofMessage.remove(recipient) && ofMessage.isEmpty()) {
            waiting.remove(id);
        }
    }

    private void forget(PendingRecipient recipient) {
        movable.remove(recipient);
        unannounced.remove(recipient);
    }

    @Override
    public Optional<String> lastReply() {
        return down.map(Down::cause);
    }

    @Override
    public Optional<Instant> lastAttempt() {
        return down.map(Down::lastAttempt);
    }

    @Override
    public Optional<Instant> nextAttempt() {
        return down.map(known -> probeAt);
    }

    /** Opens the connections that what waits deserves. */
    private void work() {
        if (ended || isDown()) {
            return;
        }
        int limit = down.isPresent() ? 1 : MAX_CONNECTIONS;
        long coming = connections.stream().filter(HostConnection::isConnecting).count();
        long inUse = connections.stream().filter(HostConnection::isUsable).count();
        while (coming < waiting.size() && inUse < limit) {
            connections.add(new HostConnection(this, parts, tls.next()));
            coming++;
            inUse++;
        }
    }

    /** Begins no more transactions. */
    void end() {
        ended = true;
    }

    /** A transaction is in progress. */
    boolean isBusy() {
        return connections.stream().anyMatch(HostConnection::isBusy);
    }

    /** An operator wants it tried now (DS-38). */
    void tryNow() {
        probeAt = parts.timers().now();
        work();
    }

    /** The next message for a connection that is ready; empty if nothing waits. */
    Optional<List<PendingRecipient>> take() {
        if (waiting.isEmpty() || ended) {
            isUp();
            return Optional.empty();
        }
        List<PendingRecipient> recipients = waiting.pollFirstEntry().getValue();
        recipients.forEach(PendingRecipient::isInFlight);
        recipients.forEach(this::forget);
        return Optional.of(recipients);
    }

    /** The body of this message, which is being sent, is damaged. */
    void damaged(QueuedMessage message) {
        outcomes.damaged(message);
    }

    /** A transaction is over. */
    void finished(List<PendingRecipient> recipients, List<RecipientOutcome> results) {
        Optional<String> trouble =
                results.stream().flatMap(outcome -> troubleOf(outcome).stream()).findFirst();
        if (trouble.isPresent()) {
            isUnreachable(trouble.get());
        } else {
            isUp();
        }
        outcomes.finished(recipients, results);
        if (trouble.isPresent()) {
            tellWaiting();
        } else {
            work();
        }
    }

    /** What concerns the host as a whole, not one message. */
    private static Optional<String> troubleOf(RecipientOutcome outcome) {
        return switch (outcome) {
            case RecipientOutcome.NotAttempted lost -> Optional.of("4.4.2 " + lost.cause());
            case RecipientOutcome.Refused refused ->
                refused.reply().code() == SERVICE_CLOSING
                        ? Optional.of(refused.reply().line())
                        : Optional.empty();
            case RecipientOutcome.Delivered taken -> Optional.empty();
            case RecipientOutcome.Unknown lost -> Optional.empty();
            case RecipientOutcome.Withheld withheld -> Optional.empty();
        };
    }

    /** A connection is gone. */
    void ended(HostConnection connection, boolean wasReady, String cause) {
        connections.remove(connection);
        Optional<String> tlsFailure = connection.tlsFailure();
        if (!wasReady && !(tlsFailure.isPresent() && tls.goesOnInPlaintext())) {
            isUnreachable(tlsFailure.orElse("4.4.1") + " " + cause);
            tellWaiting();
        }
        work();
    }

    private void isUp() {
        down = Optional.empty();
        probe.ifPresent(Timer::cancel);
        probe = Optional.empty();
    }

    private void isUnreachable(String cause) {
        Instant now = parts.timers().now();
        Instant since = down.map(Down::since).orElse(now);
        down = Optional.of(new Down(since, now, cause));
        probeAt = schedule.next(since, now);
        probe.ifPresent(Timer::cancel);
        probe = Optional.of(parts.timers().at(probeAt, this::work));
    }

    private void tellWaiting() {
        moveOn();
        LinkedHashSet<PendingRecipient> told = unannounced;
        unannounced = new LinkedHashSet<>();
        told.stream()
                .filter(recipient -> recipient.isAt(this))
                .forEach(recipient -> outcomes.hostFailed(recipient, probeAt));
    }

    /** One after the other, unless the host is back meanwhile. */
    private void moveOn() {
        if (!isMoving && !movable.isEmpty()) {
            isMoving = true;
            moves.begin(this::moveNext);
        }
    }

    private void moveNext() {
        isMoving = false;
        if (down.isPresent() && !movable.isEmpty()) {
            moves.hold();
            outcomes.moveOn(movable.removeFirst(), moves::release);
            moveOn();
        }
    }
}
