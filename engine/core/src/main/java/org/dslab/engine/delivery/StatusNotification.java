package org.dslab.engine.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.time.MailDate;

/**
 * The text of a delivery status notification (DS-34, RFC 3464 in a multipart/report of RFC 6522): for people, for
 * programs, and the header of the message that it is about. It is 7-bit text unless the sender's own address is not.
 *
 * @param queueId of the notification
 * @param to the sender of the message that it is about, or who stands for it
 * @param list whose post it is, if it is one
 * @param header of the message that it is about, CRLF-terminated lines
 */
record StatusNotification(
        String queueId,
        String hostname,
        EmailAddress to,
        StoredMessage about,
        Optional<EmailAddress> list,
        Action action,
        List<RecipientReport> recipients,
        Octets header,
        Instant now,
        Instant retryUntil) {

    /** What became of the recipients (RFC 3464 2.3.3). */
    enum Action {
        FAILED("failed", "Undelivered mail returned to sender"),
        DELAYED("delayed", "Delayed mail (still being retried)");

        private final String word;
        private final String subject;

        Action(String word, String subject) {
            this.word = word;
            this.subject = subject;
        }

        String word() {
            return word;
        }
    }

    static String messageId(String queueId, String hostname) {
        return "<" + queueId + "@" + hostname + ">";
    }

    /** A recipient's address or a field of the message in the human-readable part may need UTF-8. */
    Octets compose() {
        String boundary = "=_" + queueId;
        MailText text = new MailText();
        fields(text, boundary);
        text.line("");
        text.line("--" + boundary);
        forPeople(text);
        text.line("");
        text.line("--" + boundary);
        forPrograms(text);
        text.line("");
        text.line("--" + boundary);
        original(text);
        text.line("");
        text.line("--" + boundary + "--");
        return Octets.utf8(text.toString());
    }

    private void fields(MailText text, String boundary) {
        text.line("From: Mail Delivery System <postmaster@" + hostname + ">");
        text.line("To: <" + to + ">");
        text.line("Subject: " + action.subject);
        text.line("Date: " + MailDate.format(now));
        text.line("Message-ID: " + messageId(queueId, hostname));
        boolean isAscii = about.messageId().chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (!about.messageId().isEmpty() && isAscii) {
            text.line("In-Reply-To: " + about.messageId());
            text.line("References: " + about.messageId());
        }
        text.line("Auto-Submitted: auto-replied");
        if (action == Action.FAILED) {
            for (int i = 0; i < recipients.size(); i++) {
                String field = i == 0 ? "X-Failed-Recipients: " : " ";
                text.line(field + recipients.get(i).sevenBit() + (i < recipients.size() - 1 ? "," : ""));
            }
        }
        text.line("MIME-Version: 1.0");
        text.line("Content-Type: multipart/report; report-type=delivery-status;");
        text.line("\tboundary=\"" + boundary + "\"");
    }

    private void forPeople(MailText text) {
        MailText words = new MailText();
        words.line("This is the mail system at " + hostname + ".");
        words.line("");
        words.line(subject() + ", which arrived here on " + MailDate.format(about.arrivedAt()) + ",");
        if (action == Action.FAILED) {
            words.line("could not be delivered to the following recipients:");
        } else {
            words.line("could not be delivered to the following recipients yet. You need not send it again:");
            words.line("it will be tried until " + MailDate.format(retryUntil) + ".");
        }
        for (RecipientReport recipient : recipients) {
            words.line("");
            words.line("<" + recipient.recipient() + ">");
            words.line("    " + recipient.words());
            if (hasExpired(recipient)) {
                words.line("    It was tried for " + LengthOfTime.words(Duration.between(about.arrivedAt(), retryUntil))
                        + ", since " + MailDate.format(about.arrivedAt()) + ".");
            }
        }
        part(text, "text/plain", Octets.utf8(words.toString()));
    }

    /** What its reader knows the message as: an owner of a list has not written the post. */
    private String subject() {
        String author =
                HeaderField.value(header, "From").map(from -> " of " + from).orElse("");
        return list.map(address -> "A post" + author + " to " + address).orElse("Your message");
    }

    /** It failed because its time was over, not by a final refusal. */
    private boolean hasExpired(RecipientReport recipient) {
        return action == Action.FAILED && recipient.status().startsWith("4") && !now.isBefore(retryUntil);
    }

    private void forPrograms(MailText text) {
        text.line("Content-Type: message/delivery-status");
        text.line("");
        text.line("Reporting-MTA: dns; " + hostname);
        text.line("Arrival-Date: " + MailDate.format(about.arrivedAt()));
        for (RecipientReport recipient : recipients) {
            text.line("");
            recipient.appendTo(text, action, retryUntil);
        }
    }

    private void original(MailText text) {
        boolean isInternational = !isSevenBit(header) && isUtf8(header);
        part(text, isInternational ? "message/global-headers" : "text/rfc822-headers", header);
    }

    /** RFC 6522 and RFC 6533 allow any encoding for what is not short lines of ASCII. */
    private static void part(MailText text, String type, Octets content) {
        boolean isSevenBit = isSevenBit(content);
        boolean isPlain = type.equals("text/plain");
        text.line("Content-Type: " + type + (isPlain ? "; charset=" + (isSevenBit ? "us-ascii" : "utf-8") : ""));
        if (!isSevenBit) {
            text.line("Content-Transfer-Encoding: quoted-printable");
        }
        text.line("");
        text.lines(isSevenBit ? content.latin1() : QuotedPrintable.encode(content));
    }

    /** ASCII in lines that end with CRLF and are not too long (RFC 2045 2.7). */
    private static boolean isSevenBit(Octets text) {
        int lineBegins = 0;
        for (int i = 0; i < text.length(); i++) {
            int octet = text.at(i);
            if (octet == '\r' && i + 1 < text.length() && text.at(i + 1) == '\n') {
                lineBegins = i + 2;
                i++;
            } else if (octet == '\r' || octet == '\n' || octet == 0 || octet > 0x7E || i - lineBegins >= 998) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(Octets text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
