package org.dslab.engine.reception;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.DecidedBy;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.MailCommand;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerPolicy;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.StoredRecipient;

/** What the site decides in one SMTP session: who may send, who can receive (DS-02 to DS-22), and what becomes of a message. */
public final class Reception implements SmtpServerPolicy {

    private final ReceptionParts parts;
    private final long session;
    private final Endpoint client;
    private final SenderPolicy senders;
    private final RecipientPolicy recipients;
    private final LinkedHashMap<String, Route> routes = new LinkedHashMap<>();
    private final List<Inquiry> inquiries = new ArrayList<>();
    private Optional<MailCommand> mail = Optional.empty();
    private Optional<IncomingMessage> incoming = Optional.empty();

    /** Of a session that {@code client} has opened; the session number is for the record. */
    public Reception(ReceptionParts parts, long session, Endpoint client) {
        this.parts = parts;
        this.session = session;
        this.client = client;
        senders = new SenderPolicy(parts);
        recipients = new RecipientPolicy(parts);
    }

    @Override
    public void sender(MailCommand command, Decision decision) {
        mail = Optional.of(command);
        String sender = command.sender().map(EmailAddress::toString).orElse("");
        inquiries.add(senders.decide(command.sender(), client.address(), reply -> {
            parts.effects().record(new SiteEvent.SenderReplied(session, sender, reply.code(), textOf(reply)));
            decision.reply(reply);
        }));
    }

    @Override
    public void recipient(EmailAddress recipient, Decision decision) {
        inquiries.add(recipients.decide(recipient, client.address(), (reply, route, by) -> {
            route.ifPresent(known -> routes.put(recipient.key(), known));
            record(recipient.toString(), reply, by);
            decision.reply(reply);
        }));
    }

    @Override
    public void bodyBegins(String helo, boolean extended, List<EmailAddress> accepted) {
        Instant now = parts.timers().now();
        LinkedHashMap<String, StoredRecipient> stored = new LinkedHashMap<>();
        for (EmailAddress recipient : accepted) {
            Route route = routes.getOrDefault(recipient.key(), new Route.Undecided());
            stored.putIfAbsent(recipient.key(), StoredRecipient.fresh(recipient, route, now));
        }
        incoming = Optional.of(new IncomingMessage(
                parts, session, client, helo, extended, mail.orElseThrow(), List.copyOf(stored.values())));
    }

    @Override
    public void body(Octets octets) {
        incoming.orElseThrow().append(octets);
    }

    @Override
    public void bodyEnds(Decision decision) {
        IncomingMessage complete = incoming.orElseThrow();
        incoming = Optional.empty();
        complete.complete(decision);
    }

    @Override
    public void bodyAbandoned() {
        incoming.ifPresent(IncomingMessage::abandon);
        incoming = Optional.empty();
    }

    @Override
    public void transactionEnds() {
        // A client that goes away cancels what it was waiting for (DS-11).
        inquiries.forEach(Inquiry::cancel);
        inquiries.clear();
        routes.clear();
        mail = Optional.empty();
    }

    @Override
    public void refusedByProtocol(String command, String argument, SmtpReply reply) {
        switch (command) {
            case "MAIL" ->
                parts.effects().record(new SiteEvent.SenderReplied(session, argument, reply.code(), textOf(reply)));
            case "RCPT" -> record(argument, reply, DecidedBy.PROTOCOL);
            default -> {
                // Nothing that concerns an address.
            }
        }
    }

    private void record(String recipient, SmtpReply reply, DecidedBy by) {
        parts.effects().record(new SiteEvent.RecipientReplied(session, recipient, reply.code(), textOf(reply), by));
    }

    private static String textOf(SmtpReply reply) {
        return (reply.enhanced() + " " + reply.text()).strip();
    }
}
