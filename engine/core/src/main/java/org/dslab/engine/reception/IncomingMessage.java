package org.dslab.engine.reception;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.delivery.QueueIds;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.lists.Intake;
import org.dslab.engine.lists.MarkFilter;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Gathering;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.MailCommand;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Route;
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
    private final ListRecipients.Marks marks;
    private final HeaderScan header;
    private final MarkFilter filter = new MarkFilter(this::keep);
    private final MissingHeader start = new MissingHeader(filter::feed);
    private final Gathering kept = new Gathering();
    private final String clientAddress;
    private long size;

    IncomingMessage(
            ReceptionParts parts,
            long session,
            Endpoint client,
            String helo,
            String protocol,
            MailCommand mail,
            List<StoredRecipient> recipients,
            ListRecipients.Marks marks) {
        this.parts = parts;
        this.session = session;
        this.mail = mail;
        this.recipients = List.copyOf(recipients);
        this.marks = marks;
        queueId = QueueIds.next(parts.random());
        body = parts.random().nextId();
        header = new HeaderScan(parts.settings().hostname());
        clientAddress = client.address();
        head = received(client, helo, protocol);
    }

    /** The trace field of this hop (RFC 5321 4.4). */
    private Octets received(Endpoint client, String helo, String protocol) {
        String literal = client.address().indexOf(':') >= 0 ? "IPv6:" + client.address() : client.address();
        return Octets.utf8("Received: from " + helo + " ([" + literal + "])\r\n\tby "
                + parts.settings().hostname() + " with " + protocol + " id " + queueId + ";\r\n\t"
                + MailDate.format(parts.timers().now()) + "\r\n");
    }

    /** Octets of it that are in memory. */
    long octetsKept() {
        return header.octetsKept() + start.octetsKept();
    }

    void append(Octets octets) {
        start.feed(octets);
        storeKept();
    }

    private void keep(Octets octets) {
        header.feed(octets);
        kept.add(octets);
    }

    /** One job for the store, however many lines there are in what has arrived. */
    private void storeKept() {
        Octets octets = kept.take();
        if (!octets.isEmpty()) {
            size += octets.length();
            parts.effects().emit(new Effect.AppendBody(body, octets));
        }
    }

    void abandon() {
        if (size > 0) {
            parts.effects().emit(new Effect.DropBody(body));
        }
    }

    /** The message is complete: it is accepted once it is durable (DS-36). */
    void complete(Decision decision) {
        start.finish();
        filter.finish();
        storeKept();
        if (header.received() > parts.settings().smtp().maxReceived()) {
            abandon();
            reply(decision, "", new SmtpReply(554, "5.4.6", "too many hops: this looks like a mail loop"));
            return;
        }
        StoredMessage message = message();
        List<Change> changes = new ArrayList<>();
        if (header.hasOwnTrace()) {
            message = cameBack(message, changes);
        }
        takeIn(message, changes, decision);
    }

    private void takeIn(StoredMessage message, List<Change> changes, Decision decision) {
        switch (intake(message, () -> takeIn(message, changes, decision))) {
            case Intake.Take take -> store(message, changes, take, decision);
            case Intake.Wait wait -> {
                // It goes on when what it waits for has ended.
            }
            case Intake.NoCopy none -> {
                abandon();
                reply(decision, "", ListRecipients.NOT_A_MEMBER);
            }
        }
    }

    private StoredMessage message() {
        Instant now = parts.timers().now();
        return new StoredMessage(
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
                needsUtf8(),
                now,
                false);
    }

    /** What a client declared only for a U-label in an address does not bind the next hop: A-labels do for that. */
    private boolean needsUtf8() {
        return mail.utf8()
                && (header.isInternational()
                        || mail.sender()
                                .filter(EmailAddress::hasInternationalLocalPart)
                                .isPresent());
    }

    /**
     * It has been here before, or somebody wants to make that believed: its recipients of other sites are looked up afresh
     * when they are routed. If the remembered owner itself sent it, that is forgotten with the message's acceptance (DS-35).
     */
    private StoredMessage cameBack(StoredMessage message, List<Change> changes) {
        List<StoredRecipient> undecided = new ArrayList<>();
        for (StoredRecipient recipient : message.recipients()) {
            if (recipient.route() instanceof Route.Shared) {
                EmailAddress asked = parts.router().meant(recipient.address());
                parts.lookups().cameBack(asked, clientAddress).ifPresent(changes::add);
                undecided.add(recipient.routedTo(new Route.Undecided()));
            } else {
                undecided.add(recipient);
            }
        }
        return message.withRecipients(undecided).returnedFrom(clientAddress);
    }

    private Intake intake(StoredMessage message, Runnable again) {
        return switch (marks) {
            case DO_NOT_COUNT -> parts.lists().take(message, Optional.empty(), again);
            case COUNT -> parts.lists().take(message, filter.mark(), again);
            case ARE_NEEDED -> parts.lists().takeCopy(message, filter.mark(), again);
        };
    }

    private void store(StoredMessage message, List<Change> others, Intake.Take take, Decision decision) {
        List<Change> changes = new ArrayList<>(others);
        changes.addAll(take.changes());
        if (changes.isEmpty()) {
            accepted(message, take, decision);
            return;
        }
        parts.effects().commit(changes, failure -> {
            if (failure.isPresent()) {
                abandon();
                reply(decision, "", storageReply(failure.get()));
                take.ended().notStored();
            } else {
                accepted(message, take, decision);
                take.ended().stored();
            }
        });
    }

    private void accepted(StoredMessage message, Intake.Take take, Decision decision) {
        parts.effects()
                .record(new SiteEvent.MessageQueued(queueId, message.messageId(), message.sender(), addresses()));
        take.events().forEach(parts.effects()::record);
        if (take.messages().stream().noneMatch(stored -> stored.id().equals(queueId))) {
            // All its recipients were lists: others carry the post now.
            parts.effects().record(new SiteEvent.MessageDone(queueId));
        }
        reply(decision, queueId, new SmtpReply(250, "2.0.0", "queued as " + queueId));
        if (take.messages().isEmpty()) {
            // Nobody is left to get it: its lists have no members, or have distributed it before.
            abandon();
        }
        take.messages().forEach(parts.queue());
    }

    private static SmtpReply storageReply(CommitFailure failure) {
        return switch (failure) {
            case FULL -> new SmtpReply(452, "4.3.1", "no space to keep the message, try again later");
            case DAMAGED, IO -> new SmtpReply(451, "4.3.0", "the message could not be kept, try again later");
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
