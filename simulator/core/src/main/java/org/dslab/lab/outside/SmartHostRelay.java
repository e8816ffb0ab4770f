package org.dslab.lab.outside;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.time.MailDate;
import org.dslab.lab.world.AddressPlan;

/**
 * What a smart host does with a message: the shared domain's goes to the site that it takes for the domain's mail server
 * (as an MX record would tell it), or ends here if the scenario names none; any other goes to the outside. It adds its own trace, tries again as senders do, and
 * returns what is refused for good.
 */
final class SmartHostRelay {

    private final OutsideParts parts;
    private final String domain;
    private long relayed;

    SmartHostRelay(OutsideParts parts, String domain) {
        this.parts = parts;
        this.domain = domain;
    }

    void relay(ReceivedMessage message) {
        TreeMap<String, List<EmailAddress>> byNextHop = new TreeMap<>();
        for (EmailAddress recipient : message.recipients()) {
            nextHop(recipient)
                    .ifPresent(next -> byNextHop
                            .computeIfAbsent(next, node -> new ArrayList<>())
                            .add(recipient));
        }
        byNextHop.forEach((next, recipients) -> send(message, next, recipients));
    }

    private Optional<String> nextHop(EmailAddress recipient) {
        return recipient.domainKey().equals(domain)
                ? parts.settings().smartHostRelaysTo()
                : Optional.of(AddressPlan.OUTSIDE);
    }

    private void send(ReceivedMessage message, String next, List<EmailAddress> recipients) {
        Octets trace = Octets.utf8("Received: by " + parts.hostname() + " with ESMTP id R" + ++relayed + ";\r\n\t"
                + MailDate.format(parts.timers().now()) + "\r\n");
        PatientSender.Envelope envelope =
                new PatientSender.Envelope(message.sender(), recipients, trace.concat(message.text()));
        new PatientSender(parts, parts.smtpOf(next), envelope, true, new Returning(message)).start();
    }

    private Octets notification(ReceivedMessage about, List<EmailAddress> failed, List<String> reasons) {
        StringBuilder text = new StringBuilder()
                .append("From: Mail Delivery System <MAILER-DAEMON@" + parts.hostname() + ">\r\n")
                .append("To: <" + about.sender() + ">\r\n")
                .append("Subject: Undelivered mail returned to sender\r\n")
                .append("Date: " + MailDate.format(parts.timers().now()) + "\r\n")
                .append("Message-ID: <N" + ++relayed + "@" + parts.hostname() + ">\r\n")
                .append("In-Reply-To: " + about.header().value("Message-ID") + "\r\n")
                .append("Auto-Submitted: auto-replied\r\n")
                .append("X-Failed-Recipients: "
                        + String.join(
                                ",\r\n ",
                                failed.stream().map(EmailAddress::toString).toList())
                        + "\r\n\r\n");
        for (int i = 0; i < failed.size(); i++) {
            text.append("<" + failed.get(i) + ">\r\n    " + reasons.get(i) + "\r\n");
        }
        return Octets.utf8(text.toString());
    }

    private final class Returning implements PatientSender.Listener {

        private final ReceivedMessage message;

        Returning(ReceivedMessage message) {
            this.message = message;
        }

        @Override
        public void replied(int attempt, EmailAddress recipient, String stage, int code, String text) {
            // The site that it relays to records its replies.
        }

        @Override
        public void willRetry(EmailAddress recipient, Instant at) {
            // Shown by the next attempt.
        }

        @Override
        public void gaveUp(List<EmailAddress> recipients, List<String> reasons) {
            if (!message.sender().isEmpty()) {
                relay(new ReceivedMessage(
                        "", List.of(EmailAddress.of(message.sender())), notification(message, recipients, reasons)));
            }
        }
    }
}
