package org.dslab.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.smtp.Credentials;
import org.dslab.engine.smtp.Decision;
import org.dslab.engine.smtp.MailCommand;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerPolicy;

/** A site that takes, refuses or postpones as the fuzzer wants, and finds fault with a session that calls it out of turn. */
final class FuzzedPolicy implements SmtpServerPolicy {

    /** What is decided at once; nothing if it is postponed. */
    private final Supplier<List<SmtpReply>> choice;

    private final long maxMessageSize;
    private final int maxRecipients;
    private final List<Decision> postponed = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private boolean isTransaction;
    private boolean isBody;

    FuzzedPolicy(Supplier<List<SmtpReply>> choice, long maxMessageSize, int maxRecipients) {
        this.choice = choice;
        this.maxMessageSize = maxMessageSize;
        this.maxRecipients = maxRecipients;
    }

    /** Not decided yet, in the order of the questions. */
    List<Decision> postponed() {
        return postponed;
    }

    /** Messages that came to their end, dots removed. */
    List<String> messages() {
        return messages;
    }

    private void decide(Decision decision) {
        List<SmtpReply> now = choice.get();
        if (now.isEmpty()) {
            postponed.add(decision);
        } else {
            decision.reply(now.getFirst());
        }
    }

    @Override
    public void sender(MailCommand mail, Decision decision) {
        must(!isTransaction, "MAIL within a transaction");
        isTransaction = true;
        decide(decision);
    }

    @Override
    public void recipient(EmailAddress recipient, Decision decision) {
        must(isTransaction && !isBody, "RCPT out of turn");
        decide(decision);
    }

    @Override
    public void bodyBegins(String helo, boolean extended, List<EmailAddress> accepted) {
        must(isTransaction && !isBody && !accepted.isEmpty() && !helo.isEmpty(), "DATA out of turn");
        must(accepted.size() <= maxRecipients, "too many recipients");
        isBody = true;
        body.setLength(0);
    }

    @Override
    public void body(Octets octets) {
        must(isBody && !octets.isEmpty(), "octets out of turn");
        body.append(octets.latin1());
        must(body.length() <= maxMessageSize, "more octets than a message may have");
    }

    @Override
    public void bodyEnds(Decision decision) {
        must(isBody, "the end of a message out of turn");
        isBody = false;
        String whole = body.toString();
        String bare = whole.replace("\r\n", "");
        must(bare.indexOf('\r') < 0 && bare.indexOf('\n') < 0, "a message with a bare CR or LF");
        messages.add(whole);
        decide(decision);
    }

    @Override
    public void bodyAbandoned() {
        must(isBody, "abandoned what had not begun");
        isBody = false;
    }

    @Override
    public void transactionEnds() {
        must(isTransaction, "ended what had not begun");
        must(!isBody, "ended within a message");
        isTransaction = false;
    }

    @Override
    public void authenticate(Credentials credentials, Decision decision) {
        must(!isTransaction, "AUTH within a transaction");
        decide(decision);
    }

    @Override
    public void refusedByProtocol(String command, String argument, SmtpReply reply) {
        must(!reply.isPositive() || reply.code() == 252, "a refusal that is none");
    }

    /** The session is over: nothing may be left open. */
    void mustBeAtRest() {
        must(!isTransaction && !isBody, "over, and a transaction is open");
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
