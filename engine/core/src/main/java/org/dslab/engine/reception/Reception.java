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
import org.dslab.engine.seam.TlsSession;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.smtp.Credentials;
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
    private final ListRecipients lists;
    private final LinkedHashMap<String, Route> routes = new LinkedHashMap<>();
    private final List<Inquiry> inquiries = new ArrayList<>();
    private final Doorkeeping doors;
    private Optional<TlsSession> tls = Optional.empty();
    /** The account that the client has proved to be. */
    private Optional<EmailAddress> login = Optional.empty();

    private Optional<MailCommand> mail = Optional.empty();
    private Optional<IncomingMessage> incoming = Optional.empty();

    /** Of a session that {@code client} has opened; the session number is for the record. */
    public Reception(ReceptionParts parts, Doorkeeping doors, long session, Endpoint client) {
        this.parts = parts;
        this.session = session;
        this.client = client;
        senders = new SenderPolicy(parts);
        recipients = new RecipientPolicy(parts, () -> login.isPresent());
        lists = new ListRecipients(parts, client.address());
        this.doors = doors;
    }

    @Override
    public void secured(TlsSession session) {
        tls = Optional.of(session);
    }

    @Override
    public void authenticate(Credentials credentials, Decision decision) {
        doors.logins().check(client.address(), credentials, outcome -> {
            switch (outcome) {
                case Logins.Outcome.Known known -> {
                    login = Optional.of(known.account());
                    decision.reply(LoginReplies.WELCOME);
                }
                case Logins.Outcome.Wrong wrong -> decision.reply(LoginReplies.WRONG);
                case Logins.Outcome.TooMany tooMany -> decision.reply(LoginReplies.TOO_MANY);
                case Logins.Outcome.Busy busy -> decision.reply(LoginReplies.BUSY);
            }
        });
    }

    @Override
    public long octetsKept() {
        return incoming.map(IncomingMessage::octetsKept).orElse(0L);
    }

    @Override
    public void sender(MailCommand command, Decision decision) {
        mail = Optional.of(command);
        lists.begin(command.sender());
        String sender = command.sender().map(EmailAddress::toString).orElse("");
        Decision recorded = reply -> {
            parts.effects().record(new SiteEvent.SenderReplied(session, sender, reply.code(), textOf(reply)));
            decision.reply(reply);
        };
        Optional<SmtpReply> refusal = doors.capacity().refusal();
        if (refusal.isPresent()) {
            recorded.reply(refusal.get());
        } else if (login.isPresent()) {
            recorded.reply(senders.ofAccount(command.sender(), login.get()));
        } else {
            inquiries.add(senders.decide(command.sender(), client.address(), recorded));
        }
    }

    @Override
    public void recipient(EmailAddress recipient, Decision decision) {
        Optional<SmtpReply> ofList = lists.decide(recipient);
        if (ofList.isPresent()) {
            record(recipient.toString(), ofList.get(), DecidedBy.LIST);
            decision.reply(ofList.get());
            return;
        }
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
                parts,
                session,
                client,
                helo,
                protocol(extended),
                mail.orElseThrow(),
                List.copyOf(stored.values()),
                lists.marks()));
    }

    /** RFC 3848, RFC 6531 4.3. */
    private String protocol(boolean extended) {
        if (!extended) {
            return "SMTP";
        }
        String name = mail.orElseThrow().utf8() ? "UTF8SMTP" : "ESMTP";
        return name + (tls.isPresent() ? "S" : "") + (login.isPresent() ? "A" : "");
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
        // A client that goes away cancels what it was waiting for (DS-11), first what nobody has been asked about yet.
        inquiries.reversed().forEach(Inquiry::cancel);
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
