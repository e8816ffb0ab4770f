package org.dslab.lab.outside;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.time.MailDate;
import org.dslab.history.Event;
import org.dslab.lab.world.Mail;

/** Submits the scenario's mails, and records what their senders are told. */
final class Submissions {

    private static final String LINE = "All work and no play makes a dull mail.\r\n";

    private final OutsideParts parts;

    Submissions(OutsideParts parts) {
        this.parts = parts;
    }

    void submit(Mail mail) {
        parts.history().accept(new Event.Submitted(mail.name(), mail.messageId(), mail.from(), mail.to(), mail.via()));
        List<EmailAddress> recipients = mail.to().stream().map(EmailAddress::of).toList();
        PatientSender.Envelope envelope = new PatientSender.Envelope(mail.from(), recipients, compose(mail));
        new PatientSender(parts, parts.smtpOf(mail.via()), envelope, mail.retries(), new Recording(mail)).start();
    }

    private Octets compose(Mail mail) {
        String from = mail.from().isEmpty() ? "MAILER-DAEMON@" + parts.hostname() : mail.from();
        List<String> to = mail.to().stream().map(address -> "<" + address + ">").toList();
        String header = mail.header().stream().map(field -> field + "\r\n").collect(Collectors.joining())
                + "From: <" + from + ">\r\n"
                + "To: " + String.join(",\r\n ", to) + "\r\n"
                + "Subject: " + mail.name() + "\r\n"
                + "Date: " + MailDate.format(parts.timers().now()) + "\r\n"
                + "Message-ID: " + mail.messageId() + "\r\n\r\n";
        return Octets.utf8(header).concat(body(mail.size()));
    }

    /** So many octets of text in short lines that end with CRLF; one line if no size is asked for. */
    private static Octets body(int size) {
        if (size == 0) {
            return Octets.latin1(LINE);
        }
        StringBuilder text = new StringBuilder(size);
        while (size - text.length() > LINE.length() + 1) {
            text.append(LINE);
        }
        int left = size - text.length();
        return Octets.latin1(text.append("x".repeat(Math.max(0, left - 2)))
                .append("\r\n", 0, Math.min(2, left))
                .toString());
    }

    private final class Recording implements PatientSender.Listener {

        private final Mail mail;

        Recording(Mail mail) {
            this.mail = mail;
        }

        @Override
        public void replied(int attempt, EmailAddress recipient, String stage, int code, String text) {
            parts.history()
                    .accept(new Event.SubmissionReplied(
                            mail.name(), mail.messageId(), attempt, recipient.toString(), stage, code, text));
        }

        @Override
        public void willRetry(EmailAddress recipient, Instant at) {
            parts.history()
                    .accept(new Event.SubmissionWillRetry(mail.name(), mail.messageId(), recipient.toString(), at));
        }

        @Override
        public void gaveUp(List<EmailAddress> recipients, List<String> reasons) {
            for (int i = 0; i < recipients.size(); i++) {
                parts.history()
                        .accept(new Event.SubmissionGaveUp(
                                mail.name(), mail.messageId(), recipients.get(i).toString(), reasons.get(i)));
            }
        }
    }
}
