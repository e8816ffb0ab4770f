package org.dslab.lab.outside;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.MailCommand;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerPolicy;
import org.dslab.engine.smtp.SmtpServerSession;
import org.dslab.engine.time.Timers;
import org.dslab.history.Event;
import org.dslab.lab.scenario.OutsideSettings;
import org.dslab.lab.world.AddressPlan;
import org.dslab.lab.world.Link;
import org.dslab.lab.world.Mail;

/** Drives one node of the outside; the other end of each of its connections is a server whose replies the test lays down. */
final class OutsideBench {

    static final Instant START = Instant.parse("2026-03-01T09:30:00Z");
    static final AddressPlan PLAN = new AddressPlan(0, List.of("tokyo", "osaka"));

    /** {@code +minutes kind what}, in order. */
    final List<String> history = new ArrayList<>();

    /** {@code node sender recipients}, and the text, of each message that a server took. */
    final List<Taken> taken = new ArrayList<>();

    /** What comes back on connections that the test opened, by connection. */
    final TreeMap<Long, String> heard = new TreeMap<>();

    /** Each effect of the machine, for comparison. */
    final List<Effect> effects = new ArrayList<>();

    private final Outside outside;
    private final String node;
    private final TreeMap<String, ArrayDeque<SmtpReply>> replies = new TreeMap<>();
    private final List<String> down = new ArrayList<>();
    private final TreeMap<Long, Served> served = new TreeMap<>();
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private Instant now = START;
    private long lastAccepted;

    OutsideBench(String node, OutsideSettings settings) {
        this.node = node;
        outside = new Outside(node, settings, PLAN, "example.com", this::record);
    }

    record Taken(String node, String sender, List<String> recipients, String text) {}

    /** The next replies to a recipient, one for each attempt; then it is accepted. */
    void reply(String recipient, SmtpReply... next) {
        replies.computeIfAbsent(recipient, key -> new ArrayDeque<>()).addAll(List.of(next));
    }

    void down(String site) {
        down.add(site);
    }

    void up(String site) {
        down.remove(site);
    }

    void submit(Mail mail) {
        give(new Input.Command(7, new Submit(mail)));
    }

    /** A client sends all of this at once; the connection's id is returned. */
    long client(String octets) {
        long connection = --lastAccepted;
        inputs.add(new Input.Accepted(connection, Service.SMTP, new Endpoint(PLAN.addressOf("tokyo"), 40000)));
        inputs.add(new Input.Received(connection, Octets.latin1(octets)));
        work();
        return connection;
    }

    /** A message from tokyo's site, as a client. */
    void message(String sender, String recipient, String text) {
        client("EHLO tokyo\r\nMAIL FROM:<" + sender + ">\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n" + text
                + "\r\n.\r\nQUIT\r\n");
    }

    void give(Input input) {
        inputs.add(input);
        work();
    }

    /** Lets time pass, waking the machine when it wants to be woken. */
    void pass(Duration time) {
        Instant target = now.plus(time);
        while (outside.nextWake().filter(wake -> !wake.isAfter(target)).isPresent()) {
            now = outside.nextWake().orElseThrow();
            give(new Input.Wake());
        }
        now = target;
    }

    Optional<Instant> nextWake() {
        return outside.nextWake();
    }

    private void work() {
        while (!inputs.isEmpty()) {
            for (Effect effect : outside.handle(now, inputs.remove())) {
                effects.add(effect);
                carryOut(effect);
            }
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Open open -> open(open);
            case Effect.Send send -> {
                inputs.add(new Input.Sent(send.connection(), send.octets().length()));
                Served server = served.get(send.connection());
                if (server != null) {
                    server.session.receive(send.octets());
                } else {
                    heard.merge(send.connection(), send.octets().latin1(), String::concat);
                }
            }
            case Effect.Finish finish -> inputs.add(new Input.Closed(finish.connection(), CloseCause.FINISHED));
            case Effect.Abort abort -> inputs.add(new Input.Closed(abort.connection(), CloseCause.ABORTED));
            default -> {
                // Nothing that a network would do.
            }
        }
    }

    private void open(Effect.Open open) {
        Link link = PLAN.linkAt(open.target().host()).orElseThrow();
        if (!link.from().equals(node) || open.target().port() != AddressPlan.SMTP_PORT || open.connection() <= 0) {
            throw new AssertionError("opened " + open);
        }
        if (down.contains(link.to())) {
            inputs.add(new Input.Closed(open.connection(), CloseCause.REFUSED));
        } else {
            inputs.add(new Input.Opened(open.connection()));
            Served server = new Served(open.connection(), link.to());
            served.put(open.connection(), server);
            server.session.open();
        }
    }

    private void record(Event event) {
        String text = switch (event) {
            case Event.Submitted e -> "submitted " + e.mail() + " " + e.messageId() + " " + e.to() + " via " + e.via();
            case Event.SubmissionReplied e ->
                "attempt " + e.attempt() + " " + e.recipient() + " " + e.stage() + " " + e.code() + " " + e.text();
            case Event.SubmissionWillRetry e ->
                "retry " + e.recipient() + " at +"
                        + Duration.between(START, e.at()).toMinutes();
            case Event.SubmissionGaveUp e -> "gave up " + e.recipient() + ": " + e.reason();
            case Event.OutsideReceived e ->
                "received as " + e.role() + " " + e.messageId() + " from <" + e.from() + "> " + e.recipients()
                        + " received=" + e.received();
            case Event.NotificationReceived e ->
                "notified " + e.addressee() + " about " + e.aboutMessageId() + " " + e.recipients();
            default -> event.toString();
        };
        history.add("+" + Duration.between(START, now).toMinutes() + " " + text);
    }

    /** The far end of a connection. */
    private final class Served implements Connection, SmtpServerPolicy {

        private static final SmtpReply OK = new SmtpReply(250, "2.0.0", "OK");

        private final long connection;
        private final String site;
        private final SmtpServerSession session;
        private String sender = "";
        private List<String> recipients = List.of();
        private Octets text = Octets.EMPTY;

        Served(long connection, String site) {
            this.connection = connection;
            this.site = site;
            session = new SmtpServerSession(
                    SmtpSettings.defaults(), site + ".test", new Endpoint("127.0.0.1", 1), this, this, new Timers());
        }

        @Override
        public void send(Octets octets) {
            inputs.add(new Input.Received(connection, octets));
        }

        @Override
        public void reading(boolean on) {}

        @Override
        public void finish() {
            inputs.add(new Input.EndOfInput(connection));
        }

        @Override
        public void abort() {
            inputs.add(new Input.Closed(connection, CloseCause.RESET));
        }

        @Override
        public void sender(MailCommand mail, Decision decision) {
            sender = mail.sender().map(EmailAddress::toString).orElse("");
            decide("<" + sender + ">", decision);
        }

        @Override
        public void recipient(EmailAddress recipient, Decision decision) {
            decide(recipient.toString(), decision);
        }

        private void decide(String key, Decision decision) {
            ArrayDeque<SmtpReply> next = replies.getOrDefault(key, new ArrayDeque<>());
            decision.reply(next.isEmpty() ? OK : next.remove());
        }

        @Override
        public void bodyBegins(String helo, boolean extended, List<EmailAddress> accepted) {
            recipients = accepted.stream().map(EmailAddress::toString).toList();
            text = Octets.EMPTY;
        }

        @Override
        public void body(Octets octets) {
            text = text.concat(octets);
        }

        @Override
        public void bodyEnds(Decision decision) {
            taken.add(new Taken(site, sender, recipients, text.latin1()));
            decide("message", decision);
        }

        @Override
        public void bodyAbandoned() {}

        @Override
        public void transactionEnds() {}

        @Override
        public void refusedByProtocol(String command, String argument, SmtpReply reply) {}
    }
}
