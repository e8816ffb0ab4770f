package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.time.MailDate;

/** The text of a delivery status notification (DS-34): plain text, from the null sender, once per failure. */
final class StatusNotification {

    private StatusNotification() {}

    /** A recipient that failed for good, and the last reply or cause. */
    record Failure(String recipient, String reply) {}

    static String messageId(String queueId, String hostname) {
        return "<" + queueId + "@" + hostname + ">";
    }

    static Octets compose(String queueId, String hostname, StoredMessage about, List<Failure> failures, Instant now) {
        StringBuilder text = new StringBuilder();
        line(text, "From: Mail Delivery System <MAILER-DAEMON@" + hostname + ">");
        line(text, "To: <" + about.sender() + ">");
        line(text, "Subject: Undelivered mail returned to sender");
        line(text, "Date: " + MailDate.format(now));
        line(text, "Message-ID: " + messageId(queueId, hostname));
        if (!about.messageId().isEmpty()) {
            line(text, "In-Reply-To: " + about.messageId());
        }
        line(text, "Auto-Submitted: auto-replied");
        for (int i = 0; i < failures.size(); i++) {
            String field = i == 0 ? "X-Failed-Recipients: " : " ";
            line(text, field + failures.get(i).recipient() + (i < failures.size() - 1 ? "," : ""));
        }
        line(text, "MIME-Version: 1.0");
        line(text, "Content-Type: text/plain; charset=utf-8");
        line(text, "Content-Transfer-Encoding: 8bit");
        line(text, "");
        line(text, "This is the mail system at " + hostname + ".");
        line(text, "");
        line(text, "Your message, which arrived here on " + MailDate.format(about.arrivedAt()) + ",");
        line(text, "could not be delivered to the following recipients:");
        for (Failure failure : failures) {
            line(text, "");
            line(text, "<" + failure.recipient() + ">");
            line(text, "    " + failure.reply());
        }
        return Octets.utf8(text.toString());
    }

    /** Replies of foreign servers are quoted: no control character of theirs may begin a line of ours. */
    private static void line(StringBuilder text, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            text.append(c < ' ' || c == 0x7F ? '?' : c);
        }
        text.append("\r\n");
    }
}
