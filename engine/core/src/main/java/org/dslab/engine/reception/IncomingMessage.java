package org.dslab.engine.reception;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueIds;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.MailCommand;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.engine.time.MailDate;

/** One message from its DATA command until it is durable in the queue, or refused. Its octets go straight to the store. */
final class IncomingMessage {

    private final ReceptionParts parts;
    private final long session;
    private final MailCommand mail;
    private final List<StoredRecipient> recipients;
    private final String queueId;
    private final long body;
    private final Octets head;
    private final HeaderScan header = new HeaderScan();
    private long size;

    IncomingMessage(
            ReceptionParts parts,
            long session,
            Endpoint client,
            String helo,
            boolean extended,
            MailCommand mail,
            List<StoredRecipient> recipients) {
        this.parts = parts;
        this.session = session;
        this.mail = mail;
        this.recipients = List.copyOf(recipients);
        queueId = QueueIds.next(parts.random());
        body = parts.random().nextId();
        head = received(client, helo, extended);
    }

    /** The trace field of this hop (RFC 5321 4.4). */
    private Octets received(Endpoint client, String helo, boolean extended) {
        String literal = client.address().indexOf(':') >= 0 ? "IPv6:" + client.address() : client.address();
        String protocol = mail.utf8() ? "UTF8SMTP" : extended ? "ESMTP" : "SMTP";
        return Octets.utf8("Received: from " + helo + " ([" + literal + "])\r\n\tby "
                + parts.settings().hostname() + " with " + protocol + " id " + queueId + ";\r\n\t"
                + MailDate.format(parts.timers().now()) + "\r\n");
    }

    void append(Octets octets) {
        header.feed(octets);
        size += octets.length();
        parts.effects().emit(new Effect.AppendBody(body, octets));
    }

    void abandon() {
        if (size > 0) {
            parts.effects().emit(new Effect.DropBody(body));
        }
    }

    /** The message is complete: it is accepted once it is durable (DS-36). */
    void complete(Decision decision) {
        if (header.received() > parts.settings().smtp().maxReceived()) {
            abandon();
            reply(decision, "", new SmtpReply(554, "5.4.6", "too many hops: this looks like a mail loop"));
            return;
        }
        Instant now = parts.timers().now();
        StoredMessage message = new StoredMessage(
                queueId,
                mail.sender().map(EmailAddress::toString).orElse(""),
                recipients.stream()
                        .map(recipient -> StoredRecipient.fresh(recipient.address(), recipient.route(), now))
                        .toList(),
                header.messageId(),
                head,
                body,
                size,
                header.received() + 1,
                mail.eightBit(),
                mail.utf8(),
                now,
                false);
        parts.effects().commit(List.of(new Change.MessageStored(message)), failure -> {
            if (failure.isPresent()) {
                abandon();
                reply(decision, "", storageReply(failure.get()));
                return;
            }
            parts.effects()
                    .record(new SiteEvent.MessageQueued(queueId, message.messageId(), message.sender(), addresses()));
            reply(decision, queueId, new SmtpReply(250, "2.0.0", "queued as " + queueId));
            parts.queue().accept(message);
        });
    }

    private static SmtpReply storageReply(CommitFailure failure) {
        return switch (failure) {
            case FULL -> new SmtpReply(452, "4.3.1", "no space to keep the message, try again later");
            case IO -> new SmtpReply(451, "4.3.0", "the message could not be kept, try again later");
        };
    }

    private void reply(Decision decision, String id, SmtpReply reply) {
        parts.effects()
                .record(new SiteEvent.MessageReplied(
                        session,
                        id,
                        header.messageId(),
                        addresses(),
                        reply.code(),
                        (reply.enhanced() + " " + reply.text()).strip()));
        decision.reply(reply);
    }

    private List<String> addresses() {
        return recipients.stream()
                .map(recipient -> recipient.address().toString())
                .toList();
    }
}
