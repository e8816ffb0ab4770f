package org.dslab.engine.smtp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.time.Timers;

/** A client session with a server that is played by the test. */
final class ClientDialogue implements SmtpClientListener {

    static final String EVERYTHING =
            "250-mx.test\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n";

    final Timers timers = new Timers();
    final RecordingConnection connection = new RecordingConnection();
    final SmtpClientSession session;

    /** What the listener was told, in order. */
    final List<String> events = new ArrayList<>();

    final List<RecipientOutcome> outcomes = new ArrayList<>();

    ClientDialogue() {
        this(ClientTls.OFF);
    }

    ClientDialogue(ClientTls tls) {
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        session = new SmtpClientSession(SmtpTimeLimits.rfc5321(), "client.test", tls, connection, timers, this);
    }

    /** Ready, with a server that answered EHLO like this. */
    static ClientDialogue ready(String ehloReply) {
        ClientDialogue dialogue = new ClientDialogue();
        dialogue.session.opened();
        dialogue.server("220 mx.test\r\n");
        dialogue.server(ehloReply);
        return dialogue;
    }

    /** At the point where the body is asked for, with one accepted recipient. */
    static ClientDialogue inBody(long size) {
        ClientDialogue dialogue = ready("250 mx.test\r\n");
        dialogue.session.transact(message(size, "botan@example.com"));
        dialogue.server("250 OK\r\n");
        dialogue.server("250 OK\r\n");
        dialogue.server("354 Go\r\n");
        return dialogue;
    }

    static OutgoingMessage message(long size, String... recipients) {
        return new OutgoingMessage(
                "eve@elsewhere.test",
                Stream.of(recipients).map(EmailAddress::of).toList(),
                Octets.EMPTY,
                size,
                false,
                false);
    }

    /** Lets the server say something and returns what the client says then. */
    String server(String octets) {
        session.receive(Octets.latin1(octets));
        return said();
    }

    /** What the client said; the network takes it. */
    String said() {
        String said = connection.fresh();
        if (!said.isEmpty()) {
            session.sent(said.length());
        }
        return said;
    }

    String body(String octets, boolean last) {
        session.body(Octets.latin1(octets), last);
        return said();
    }

    void pass(Duration time) {
        timers.moveTo(timers.now().plus(time));
        timers.runDue();
    }

    @Override
    public void ready() {
        events.add("ready");
    }

    @Override
    public void bodyWanted(long offset, int length) {
        events.add("body " + offset + "+" + length);
    }

    @Override
    public void finished(List<RecipientOutcome> result) {
        outcomes.addAll(result);
        result.forEach(outcome -> events.add(
                switch (outcome) {
                    case RecipientOutcome.Delivered(SmtpReply reply) -> "delivered: " + reply.line();
                    case RecipientOutcome.Refused(SmtpStage stage, SmtpReply reply) ->
                        "refused at " + stage + ": " + reply.line();
                    case RecipientOutcome.NotAttempted(String cause) -> "not attempted: " + cause;
                    case RecipientOutcome.Withheld(String cause) -> "withheld: " + cause;
                    case RecipientOutcome.Unknown(String cause) -> "unknown: " + cause;
                }));
    }

    @Override
    public void tlsFailed(String status) {
        events.add("no TLS: " + status);
    }

    @Override
    public void ended(String cause) {
        events.add("ended: " + cause);
    }
}
