package org.dslab.lab.outside;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.smtp.RecipientOutcome;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.lab.scenario.OutsideSettings;

/**
 * Sends one message to one server, and again to the recipients that were put off, as RFC 5321 4.5.4.1 wants it from a
 * sender: after the configured pauses, until its patience ends.
 */
final class PatientSender {

    private final OutsideParts parts;
    private final HostPort server;
    private final Envelope envelope;
    private final boolean retries;
    private final Listener listener;
    private final Instant begun;
    private int attempt;

    PatientSender(OutsideParts parts, HostPort server, Envelope envelope, boolean retries, Listener listener) {
        this.parts = parts;
        this.server = server;
        this.envelope = envelope;
        this.retries = retries;
        this.listener = listener;
        begun = parts.timers().now();
    }

    /** A message and whom it is for. */
    record Envelope(String sender, List<EmailAddress> recipients, Octets message) {
        Envelope {
            recipients = List.copyOf(recipients);
        }
    }

    /** Is told how the sending goes. */
    interface Listener {

        /** What was said about one recipient; code 0 if nothing was, the text has the cause. */
        void replied(int attempt, EmailAddress recipient, String stage, int code, String text);

        void willRetry(EmailAddress recipient, Instant at);

        /** No more attempts for these, and the last thing that was said about each. */
        void gaveUp(List<EmailAddress> recipients, List<String> reasons);
    }

    void start() {
        attempt(envelope.recipients());
    }

    private void attempt(List<EmailAddress> recipients) {
        attempt++;
        SendAttempt.begin(
                parts,
                server,
                new Envelope(envelope.sender(), recipients, envelope.message()),
                outcomes -> finished(recipients, outcomes));
    }

    private void finished(List<EmailAddress> recipients, List<RecipientOutcome> outcomes) {
        List<EmailAddress> putOff = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<EmailAddress> refused = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            EmailAddress recipient = recipients.get(i);
            switch (outcomes.get(i)) {
                case RecipientOutcome.Delivered taken -> tell(recipient, "message", taken.reply());
                case RecipientOutcome.Refused no -> {
                    String stage = switch (no.stage()) {
                        case MAIL -> "mail";
                        case RCPT -> "rcpt";
                        case DATA -> "data";
                        case MESSAGE -> "message";
                    };
                    tell(recipient, stage, no.reply());
                    (no.reply().isPermanent() ? refused : putOff).add(recipient);
                    (no.reply().isPermanent() ? refusals : reasons)
                            .add(no.reply().line());
                }
                case RecipientOutcome.Withheld withheld -> {
                    listener.replied(attempt, recipient, "mail", 0, withheld.cause());
                    (withheld.isPermanent() ? refused : putOff).add(recipient);
                    (withheld.isPermanent() ? refusals : reasons).add(withheld.cause());
                }
                case RecipientOutcome.NotAttempted lost -> {
                    listener.replied(attempt, recipient, "connection", 0, lost.cause());
                    putOff.add(recipient);
                    reasons.add(lost.cause());
                }
                case RecipientOutcome.Unknown lost -> {
                    listener.replied(attempt, recipient, "message", 0, lost.cause());
                    putOff.add(recipient);
                    reasons.add(lost.cause());
                }
            }
        }
        if (!putOff.isEmpty() && !scheduleNext(putOff)) {
            refused.addAll(putOff);
            refusals.addAll(reasons);
        }
        if (!refused.isEmpty()) {
            listener.gaveUp(refused, refusals);
        }
    }

    private void tell(EmailAddress recipient, String stage, SmtpReply reply) {
        listener.replied(attempt, recipient, stage, reply.code(), (reply.enhanced() + " " + reply.text()).strip());
    }

    private boolean scheduleNext(List<EmailAddress> recipients) {
        OutsideSettings settings = parts.settings();
        Duration pause =
                attempt <= settings.retryAfter().size() ? settings.retryAfter().get(attempt - 1) : settings.thenEvery();
        Instant next = parts.timers().now().plus(pause);
        if (!retries || next.isAfter(begun.plus(settings.giveUpAfter()))) {
            return false;
        }
        recipients.forEach(recipient -> listener.willRetry(recipient, next));
        parts.timers().at(next, () -> attempt(List.copyOf(recipients)));
        return true;
    }
}
