package org.dslab.engine.delivery;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Service;
import org.dslab.engine.smtp.OutgoingMessage;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpClientListener;
import org.dslab.engine.smtp.SmtpClientSession;
import org.dslab.engine.smtp.SmtpTimeLimits;
import org.dslab.engine.spool.StoredMessage;

/** One connection to a next hop: takes messages from its queue as long as there are any. */
final class HostConnection implements ConnectionUser, SmtpClientListener {

    private final HostQueue queue;
    private final DeliveryParts parts;
    private final SmtpClientSession session;
    private List<PendingRecipient> current = List.of();
    private long transaction;
    private boolean wasReady;
    private boolean isLeaving;

    HostConnection(HostQueue queue, DeliveryParts parts) {
        this.queue = queue;
        this.parts = parts;
        SmtpClientSession[] created = new SmtpClientSession[1];
        parts.connections().open(Service.SMTP, queue.host(), connection -> {
            created[0] = new SmtpClientSession(
                    SmtpTimeLimits.rfc5321(), parts.settings().hostname(), connection, parts.timers(), this);
            return this;
        });
        session = created[0];
    }

    /** It has not been greeted yet. */
    boolean isConnecting() {
        return !wasReady;
    }

    /** It may still take a message. */
    boolean isUsable() {
        return !isLeaving;
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
        parts.effects().readBody(body, offset, length, (octets, last) -> {
            if (transaction == asking && !current.isEmpty()) {
                session.body(octets, last);
            }
        });
    }

    @Override
    public void finished(List<RecipientOutcome> outcomes) {
        List<PendingRecipient> recipients = current;
        current = List.of();
        queue.finished(recipients, outcomes);
    }

    @Override
    public void ended(String cause) {
        isLeaving = true;
        queue.ended(this, wasReady, cause);
    }

    @Override
    public void opened() {
        session.opened();
    }

    @Override
    public void received(Octets octets) {
        session.receive(octets);
    }

    @Override
    public void sent(long octets) {
        session.sent(octets);
    }

    @Override
    public void endOfInput() {
        session.endOfInput();
    }

    @Override
    public void closed(CloseCause cause) {
        session.closed(cause);
    }
}
