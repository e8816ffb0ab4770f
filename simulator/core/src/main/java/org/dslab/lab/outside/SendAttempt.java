package org.dslab.lab.outside;

import java.util.List;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.effects.ClientConversation;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Service;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.smtp.OutgoingMessage;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpClientListener;
import org.dslab.engine.smtp.SmtpClientSession;
import org.dslab.engine.smtp.SmtpTimeLimits;

/** One connection that carries one message. */
final class SendAttempt implements SmtpClientListener {

    private final SmtpClientSession session;
    private final PatientSender.Envelope envelope;
    private final Consumer<List<RecipientOutcome>> done;
    private boolean isDone;

    private SendAttempt(
            OutsideParts parts,
            Connection connection,
            PatientSender.Envelope envelope,
            Consumer<List<RecipientOutcome>> done) {
        this.envelope = envelope;
        this.done = done;
        session = new SmtpClientSession(SmtpTimeLimits.rfc5321(), parts.hostname(), connection, parts.timers(), this);
    }

    static void begin(
            OutsideParts parts,
            HostPort server,
            PatientSender.Envelope envelope,
            Consumer<List<RecipientOutcome>> done) {
        parts.connections()
                .open(
                        Service.SMTP,
                        server,
                        connection ->
                                new ClientConversation(new SendAttempt(parts, connection, envelope, done).session));
    }

    @Override
    public void ready() {
        if (isDone) {
            session.quit();
            return;
        }
        boolean utf8 = envelope.recipients().stream().anyMatch(EmailAddress::needsUtf8)
                || EmailAddress.parse(envelope.sender())
                        .filter(EmailAddress::needsUtf8)
                        .isPresent();
        session.transact(new OutgoingMessage(
                envelope.sender(),
                envelope.recipients(),
                Octets.EMPTY,
                envelope.message().length(),
                false,
                utf8));
    }

    @Override
    public void bodyWanted(long offset, int length) {
        Octets message = envelope.message();
        int from = (int) offset;
        int to = Math.min(message.length(), from + length);
        session.body(message.slice(from, to), to == message.length());
    }

    @Override
    public void finished(List<RecipientOutcome> outcomes) {
        isDone = true;
        done.accept(outcomes);
    }

    @Override
    public void ended(String cause) {
        if (!isDone) {
            isDone = true;
            RecipientOutcome outcome = new RecipientOutcome.NotAttempted(cause);
            done.accept(envelope.recipients().stream().map(recipient -> outcome).toList());
        }
    }
}
