package org.dslab.engine.smtp;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;

/**
 * What the server announced in its reply to EHLO.
 *
 * @param maxSize of a message in octets; 0 if there is no fixed limit (RFC 1870)
 */
record PeerExtensions(
        boolean pipelining, boolean size, long maxSize, boolean eightBit, boolean utf8, boolean startTls) {

    static final PeerExtensions NONE = new PeerExtensions(false, false, 0, false, false, false);

    private static final String TOO_LARGE = "5.3.4 the message is larger than the next hop accepts";
    private static final String NO_UTF8 = "5.6.7 the next hop does not take SMTPUTF8 messages";
    private static final String NO_EIGHT_BIT = "5.6.3 the next hop does not take 8-bit messages";

    static PeerExtensions parse(ServerReply ehlo) {
        PeerExtensions found = NONE;
        List<String> keywords = ehlo.lines().subList(1, ehlo.lines().size());
        for (String line : keywords) {
            String[] words = AsciiCase.upper(line).strip().split(" +", -1);
            found = switch (words[0]) {
                case "PIPELINING" -> found.with(true, found.eightBit, found.utf8, found.startTls);
                case "SIZE" -> found.withSize(limit(words.length > 1 ? words[1] : ""));
                case "8BITMIME" -> found.with(found.pipelining, true, found.utf8, found.startTls);
                case "SMTPUTF8" -> found.with(found.pipelining, found.eightBit, true, found.startTls);
                case "STARTTLS" -> found.with(found.pipelining, found.eightBit, found.utf8, true);
                default -> found;
            };
        }
        return found;
    }

    private PeerExtensions with(boolean pipelines, boolean takesEightBit, boolean takesUtf8, boolean startsTls) {
        return new PeerExtensions(pipelines, size, maxSize, takesEightBit, takesUtf8, startsTls);
    }

    private PeerExtensions withSize(long limit) {
        return new PeerExtensions(pipelining, true, limit, eightBit, utf8, startTls);
    }

    /** Why the message cannot be given to this server as it is, with an enhanced status code (RFC 1870 6.1, RFC 6152 3, RFC 6531 3.2). */
    Optional<String> obstacle(OutgoingMessage message) {
        if (maxSize > 0 && message.head().length() + message.bodySize() > maxSize) {
            return Optional.of(TOO_LARGE);
        }
        if (!utf8 && (message.utf8() || hasInternationalLocalPart(message.sender()))) {
            return Optional.of(NO_UTF8);
        }
        return message.eightBit() && !eightBit ? Optional.of(NO_EIGHT_BIT) : Optional.empty();
    }

    private static boolean hasInternationalLocalPart(String sender) {
        return EmailAddress.parse(sender)
                .map(EmailAddress::hasInternationalLocalPart)
                .orElse(false);
    }

    /** A server without SMTPUTF8 reads a domain as A-labels; any other as it was written. */
    private String written(String address) {
        return utf8
                ? address
                : EmailAddress.parse(address)
                        .map(known -> known.withAsciiDomain().toString())
                        .orElse(address);
    }

    /** RCPT, with the address in a form that the server understands. */
    String rcptCommand(EmailAddress recipient) {
        return "RCPT TO:<" + written(recipient.toString()) + ">";
    }

    /** Why this recipient cannot be named to this server, with an enhanced status code. */
    Optional<String> obstacle(EmailAddress recipient) {
        return recipient.hasInternationalLocalPart() && !utf8 ? Optional.of(NO_UTF8) : Optional.empty();
    }

    /** MAIL with the parameters that the server understands and the message needs. */
    String mailCommand(OutgoingMessage message) {
        boolean needsUtf8 = message.utf8()
                || !AsciiCase.isAscii(message.sender())
                || message.recipients().stream().anyMatch(EmailAddress::needsUtf8);
        return "MAIL FROM:<" + written(message.sender()) + ">"
                + (size ? " SIZE=" + (message.head().length() + message.bodySize()) : "")
                + (message.eightBit() ? " BODY=8BITMIME" : "")
                + (utf8 && needsUtf8 ? " SMTPUTF8" : "");
    }

    private static long limit(String digits) {
        return MailParameters.isNumber(digits) ? MailParameters.number(digits) : 0;
    }
}
