package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.time.MailDate;

/**
 * What a notification says of one recipient (RFC 3464 2.3).
 *
 * @param reply the last reply or cause, see {@link org.dslab.engine.spool.StoredRecipient#lastReply}
 * @param host the next hop that was tried, if there was one
 * @param lastAttempt when, if known
 */
record RecipientReport(EmailAddress recipient, String reply, Optional<String> host, Optional<Instant> lastAttempt) {

    /** A reply of a next hop begins with its code, a cause of this site's own with an enhanced status code. */
    static boolean isRemote(String reply) {
        return digits(reply, 0) == 3;
    }

    /** The enhanced status code of the last attempt, else one that its reply code stands for (RFC 3463). */
    String status() {
        int from = isRemote(reply) ? 4 : 0;
        String enhanced = enhanced(from);
        if (!enhanced.isEmpty()) {
            return enhanced;
        }
        return isRemote(reply) ? reply.charAt(0) + ".0.0" : "4.4.7";
    }

    /** Who says it and what, for people. */
    String words() {
        if (isRemote(reply)) {
            return host.map(name -> name + " said: ").orElse("") + reply;
        }
        return hostConcerned()
                        .map(name -> "this system could not deliver to " + name)
                        .orElse("this system") + ": " + reply;
    }

    /**
     * The host that a cause of this site's own is about: a network's or routing's fault (4.4), a security policy (4.7), or a
     * message that the host does not take.
     */
    private Optional<String> hostConcerned() {
        String status = status();
        boolean concernsNextHop = status.startsWith("4.4.")
                || status.startsWith("4.7.")
                || status.startsWith("5.6.")
                || status.equals("5.3.4");
        return host.filter(name -> concernsNextHop);
    }

    /** In RFC 3464's words, a local cause has a type of its own. */
    private String diagnostic() {
        if (isRemote(reply)) {
            return "smtp; " + reply;
        }
        return "x-dslab; " + reply
                + hostConcerned().map(name -> " (" + name + ")").orElse("");
    }

    private String enhanced(int from) {
        int end = from;
        for (int part = 0; part < 3; part++) {
            int length = digits(reply, end);
            if (length == 0 || length > 3) {
                return "";
            }
            end += length;
            boolean isLast = part == 2;
            if (!isLast && (end >= reply.length() || reply.charAt(end++) != '.')) {
                return "";
            }
        }
        boolean isClass = from < end && (reply.charAt(from) == '4' || reply.charAt(from) == '5');
        return isClass && (end == reply.length() || reply.charAt(end) == ' ') ? reply.substring(from, end) : "";
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return Math.max(end - from, 0);
    }

    /** The address in the form that 7-bit fields need (RFC 6533 3): {@code \x{...}} for what is not ASCII. */
    String sevenBit() {
        String address = recipient.toString();
        StringBuilder text = new StringBuilder();
        boolean isInternational = address.codePoints().anyMatch(c -> c > 0x7E);
        address.codePoints().forEach(c -> {
            if (isInternational && (c > 0x7E || c == '\\' || c == '+' || c == '=')) {
                text.append("\\x{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    /** A numeric address is written as a literal (RFC 5321 4.1.3). */
    private static String mtaName(String host) {
        if (host.indexOf(':') >= 0) {
            return "[IPv6:" + host + "]";
        }
        return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')) ? "[" + host + "]" : host;
    }

    /** The fields of this recipient, one a line. */
    void appendTo(MailText text, StatusNotification.Action action, Instant retryUntil) {
        text.line("Final-Recipient: " + (recipient.needsUtf8() ? "utf-8; " : "rfc822; ") + sevenBit());
        text.line("Action: " + action.word());
        text.line("Status: " + status());
        if (isRemote(reply)) {
            host.ifPresent(name -> text.asciiLine("Remote-MTA: dns; " + mtaName(name)));
        }
        text.asciiLine("Diagnostic-Code: " + diagnostic());
        lastAttempt.ifPresent(at -> text.line("Last-Attempt-Date: " + MailDate.format(at)));
        if (action == StatusNotification.Action.DELAYED) {
            text.line("Will-Retry-Until: " + MailDate.format(retryUntil));
        }
    }
}
