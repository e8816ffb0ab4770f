package org.dslab.engine.smtp;

import java.time.Duration;
import java.time.Instant;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.time.Timers;

/** A server session with a client that is played by the test. */
final class ServerDialogue {

    static final String EHLO_REPLY = """
            250-mx.example.com Hello client.test [192.0.2.1]\r
            250-PIPELINING\r
            250-SIZE 1000\r
            250-8BITMIME\r
            250-SMTPUTF8\r
            250 ENHANCEDSTATUSCODES\r
            """;

    final Timers timers = new Timers();
    final RecordingConnection connection = new RecordingConnection();
    final ScriptedPolicy policy = new ScriptedPolicy();
    final SmtpServerSession session;

    ServerDialogue() {
        this(settings());
    }

    ServerDialogue(SmtpSettings settings) {
        timers.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        session = new SmtpServerSession(
                settings, "mx.example.com", new Endpoint("192.0.2.1", 40000), connection, policy, timers);
        session.open();
        reply();
    }

    /** 1000 octets a message, 3 recipients, 20 errors, 5 min of idleness. */
    static SmtpSettings settings() {
        return new SmtpSettings(1000, 3, 100, 20, Duration.ofMinutes(5), 1000);
    }

    static ServerDialogue greeted() {
        ServerDialogue dialogue = new ServerDialogue();
        dialogue.line("EHLO client.test");
        return dialogue;
    }

    static ServerDialogue withTransaction() {
        ServerDialogue dialogue = greeted();
        dialogue.line("MAIL FROM:<eve@elsewhere.test>");
        return dialogue;
    }

    static ServerDialogue inBody() {
        ServerDialogue dialogue = withTransaction();
        dialogue.line("RCPT TO:<botan@example.com>");
        dialogue.line("DATA");
        return dialogue;
    }

    /** Sends a line and returns what comes back, without the last CRLF. */
    String line(String line) {
        return raw(line + "\r\n");
    }

    /** Sends octets and returns what comes back, without the last CRLF. */
    String raw(String octets) {
        session.receive(Octets.latin1(octets));
        return reply();
    }

    String utf8Line(String line) {
        session.receive(Octets.utf8(line + "\r\n"));
        return reply();
    }

    String reply() {
        String reply = connection.fresh();
        if (!reply.isEmpty()) {
            session.sent(reply.length());
        }
        return reply.endsWith("\r\n") ? reply.substring(0, reply.length() - 2) : reply;
    }

    void pass(Duration time) {
        timers.moveTo(timers.now().plus(time));
        timers.runDue();
    }
}
