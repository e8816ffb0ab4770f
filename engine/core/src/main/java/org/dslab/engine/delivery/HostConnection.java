package org.dslab.engine.delivery;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.ClientConversation;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Service;
import org.dslab.engine.smtp.ClientTls;
import org.dslab.engine.smtp.OutgoingMessage;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpClientListener;
import org.dslab.engine.smtp.SmtpClientSession;
import org.dslab.engine.smtp.SmtpTimeLimits;
import org.dslab.engine.spool.StoredMessage;

/** One connection to a next hop: takes messages from its queue as long as there are any. */
final class HostConnection implements SmtpClientListener {

    private static final String UNREADABLE = "4.3.0 the message cannot be read from the spool of this site";

    private final HostQueue queue;
    private final DeliveryParts parts;
    private final SmtpClientSession session;
    private List<PendingRecipient> current = List.of();
    private long transaction;
    private boolean wasReady;
    private boolean isLeaving;
    private boolean isUnreadable;
    private Optional<String> tlsFailure = Optional.empty();

    HostConnection(HostQueue queue, DeliveryParts parts, ClientTls tls) {
        this.queue = queue;
        this.parts = parts;
        session = parts.connections()
                .open(
                        Service.SMTP,
                        queue.host(),
                        connection -> new ClientConversation(new SmtpClientSession(
                                SmtpTimeLimits.rfc5321(),
                                parts.settings().hostname(),
                                tls,
                                connection,
                                parts.timers(),
                                this)))
                .session();
    }

    /** It has not been greeted yet. */
    boolean isConnecting() {
        return !wasReady;
    }

    /** It may still take a message. */
    boolean isUsable() {
        return !isLeaving;
    }

    /** A transaction is in progress. */
    boolean isBusy() {
        return !current.isEmpty();
    }

    @Override
    public void ready() {
        wasReady = true;
        Optional<List<PendingRecipient>> next = queue.take();
        if (next.isEmpty()) {
            isLeaving = true;
            session.quit();
            return;
        }
        current = next.get();
        transaction++;
        StoredMessage message = current.getFirst().message().envelope();
        List<EmailAddress> recipients =
                current.stream().map(recipient -> recipient.stored().address()).toList();
        session.transact(new OutgoingMessage(
                message.sender(), recipients, message.head(), message.bodySize(), message.eightBit(), message.utf8()));
    }

    @Override
    public void bodyWanted(long offset, int length) {
        long asking = transaction;
        long body = current.getFirst().message().envelope().body();
        parts.effects()
                .readBody(
                        body,
                        offset,
                        length,
                        (octets, last) -> {
                            if (transaction == asking && !current.isEmpty()) {
                                session.body(octets, last);
                            }
                        },
                        cause -> {
                            if (transaction == asking && !current.isEmpty()) {
                                unreadable(cause);
                            }
                        });
    }

    /** The fault is this site's: the message waits for its next attempt, and the host counts as reachable. */
    private void unreadable(CommitFailure cause) {
        QueuedMessage message = current.getFirst().message();
        if (cause == CommitFailure.DAMAGED) {
            queue.damaged(message);
        } else {
            parts.effects()
                    .record(new SiteEvent.Warned(
                            "the body of message " + message.id() + " cannot be read; its delivery is put off"));
        }
        isUnreadable = true;
        session.abort(UNREADABLE);
    }

    @Override
    public void finished(List<RecipientOutcome> outcomes) {
        List<PendingRecipient> recipients = current;
        current = List.of();
        queue.finished(recipients, isUnreadable ? unreadable(outcomes) : outcomes);
    }

    private static List<RecipientOutcome> unreadable(List<RecipientOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof RecipientOutcome.NotAttempted
                        ? new RecipientOutcome.Withheld(UNREADABLE)
                        : outcome)
                .toList();
    }

    /** Why there was no TLS as an enhanced status code, if that is what it ended for. */
    Optional<String> tlsFailure() {
        return tlsFailure;
    }

    @Override
    public void tlsFailed(String status) {
        tlsFailure = Optional.of(status);
    }

    @Override
    public void ended(String cause) {
        isLeaving = true;
        queue.ended(this, wasReady, cause);
    }
}
