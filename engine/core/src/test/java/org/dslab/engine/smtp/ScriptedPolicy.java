package org.dslab.engine.smtp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;

/** Decides by table, or keeps the decision for the test to make. */
final class ScriptedPolicy implements SmtpServerPolicy {

    static final SmtpReply OK = new SmtpReply(250, "2.1.0", "OK");
    static final SmtpReply TAKEN = new SmtpReply(250, "2.6.0", "Taken");

    /** What happened, in order; bodies are left out. */
    final List<String> events = new ArrayList<>();

    /** The bodies of all messages that came to their end. */
    final List<String> messages = new ArrayList<>();

    /** Decisions that were not made at once. */
    final Map<String, Decision> open = new LinkedHashMap<>();

    /** Replies other than {@link #OK}, by address or {@code message}. */
    final Map<String, SmtpReply> replies = new TreeMap<>();

    /** Addresses, or {@code message}, for which the test decides. */
    final List<String> deferred = new ArrayList<>();

    private final StringBuilder body = new StringBuilder();

    @Override
    public void sender(MailCommand mail, Decision decision) {
        String sender = mail.sender().map(EmailAddress::toString).orElse("");
        events.add("sender <" + sender + ">" + (mail.declaredSize() >= 0 ? " size=" + mail.declaredSize() : "")
                + (mail.eightBit() ? " 8bit" : "") + (mail.utf8() ? " utf8" : ""));
        decide(sender, decision, OK);
    }

    @Override
    public void recipient(EmailAddress recipient, Decision decision) {
        events.add("recipient <" + recipient + ">");
        decide(recipient.toString(), decision, OK);
    }

    @Override
    public void bodyBegins(String helo, boolean extended, List<EmailAddress> recipients) {
        events.add("body from " + helo + (extended ? " (EHLO)" : " (HELO)") + " for " + recipients);
        body.setLength(0);
    }

    @Override
    public void body(Octets octets) {
        if (octets.isEmpty()) {
            throw new AssertionError("an empty piece");
        }
        body.append(octets.latin1());
    }

    @Override
    public void bodyEnds(Decision decision) {
        events.add("body ends");
        messages.add(body.toString());
        decide("message", decision, TAKEN);
    }

    @Override
    public void bodyAbandoned() {
        events.add("body abandoned");
    }

    @Override
    public void secured(TlsSession session) {
        events.add("secured by " + session.protocol());
    }

    @Override
    public void authenticate(Credentials credentials, Decision decision) {
        events.add("login of " + credentials.name());
        decide(credentials.name() + "/" + credentials.password().reveal(), decision, OK);
    }

    @Override
    public void transactionEnds() {
        events.add("transaction ends");
    }

    @Override
    public void refusedByProtocol(String command, String argument, SmtpReply reply) {
        events.add(command + " " + argument + " got " + reply.code());
    }

    void decide(String what, SmtpReply reply) {
        Decision decision = open.remove(what);
        if (decision == null) {
            throw new AssertionError("nobody asked about " + what + ", only about " + open.keySet());
        }
        decision.reply(reply);
    }

    private void decide(String what, Decision decision, SmtpReply otherwise) {
        if (deferred.contains(what)) {
            open.put(what, decision);
        } else {
            decision.reply(replies.getOrDefault(what, otherwise));
        }
    }
}
