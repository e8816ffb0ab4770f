package org.dslab.engine.smtp;

import java.util.Optional;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.SmtpSettings;

/** Arguments of MAIL and RCPT (RFC 5321 4.1.1.2, 4.1.1.3, 4.1.2). A space after the colon is tolerated. */
final class EnvelopeParser {

    sealed interface Parsed<T> {
        record Understood<T>(T command) implements Parsed<T> {}

        record Refused<T>(SmtpReply reply) implements Parsed<T> {}
    }

    private record Path(String content, String parameters) {}

    private final String hostname;
    private final SmtpSettings settings;

    EnvelopeParser(String hostname, SmtpSettings settings) {
        this.hostname = hostname;
        this.settings = settings;
    }

    Parsed<MailCommand> mail(String argument) {
        Optional<Path> path = path(argument, "FROM:");
        if (path.isEmpty()) {
            return new Parsed.Refused<>(Replies.MAIL_SYNTAX);
        }
        MailParameters parameters = MailParameters.parse(path.get().parameters(), settings.security());
        Optional<EmailAddress> sender =
                EmailAddress.parse(withoutSourceRoute(path.get().content()));
        if (sender.isEmpty() && !path.get().content().isEmpty()) {
            return new Parsed.Refused<>(
                    hasBadDomain(path.get().content()) ? Replies.BAD_SENDER_DOMAIN : Replies.BAD_SENDER);
        }
        if (parameters.refusal().isPresent()) {
            return new Parsed.Refused<>(parameters.refusal().get());
        }
        if (sender.isPresent() && sender.get().needsUtf8() && !parameters.utf8()) {
            return new Parsed.Refused<>(Replies.UTF8_NOT_DECLARED);
        }
        if (parameters.size() > settings.maxMessageSize()) {
            return new Parsed.Refused<>(Replies.MESSAGE_TOO_LARGE);
        }
        return new Parsed.Understood<>(
                new MailCommand(sender, parameters.size(), parameters.eightBit(), parameters.utf8()));
    }

    Parsed<EmailAddress> recipient(String argument, boolean utf8Declared) {
        Optional<Path> path = path(argument, "TO:");
        if (path.isEmpty()) {
            return new Parsed.Refused<>(Replies.RCPT_SYNTAX);
        }
        String content = withoutSourceRoute(path.get().content());
        Optional<EmailAddress> address = AsciiCase.lower(content).equals("postmaster")
                ? Optional.of(new EmailAddress(content, hostname))
                : EmailAddress.parse(content);
        if (address.isEmpty()) {
            return new Parsed.Refused<>(hasBadDomain(content) ? Replies.BAD_RECIPIENT_DOMAIN : Replies.BAD_RECIPIENT);
        }
        if (!path.get().parameters().isEmpty()) {
            return new Parsed.Refused<>(Replies.UNKNOWN_PARAMETER);
        }
        if (address.get().needsUtf8() && !utf8Declared) {
            return new Parsed.Refused<>(Replies.UTF8_NOT_DECLARED);
        }
        return new Parsed.Understood<>(address.get());
    }

    private static boolean hasBadDomain(String content) {
        return DomainNames.ascii(content.substring(content.lastIndexOf('@') + 1))
                .isEmpty();
    }

    private static Optional<Path> path(String argument, String keyword) {
        int length = keyword.length();
        if (argument.length() < length
                || !AsciiCase.upper(argument.substring(0, length)).equals(keyword)) {
            return Optional.empty();
        }
        int begin = length;
        while (begin < argument.length() && argument.charAt(begin) == ' ') {
            begin++;
        }
        int end = closingBracket(argument, begin);
        if (end < 0 || (end + 1 < argument.length() && argument.charAt(end + 1) != ' ')) {
            return Optional.empty();
        }
        return Optional.of(new Path(
                argument.substring(begin + 1, end), argument.substring(end + 1).trim()));
    }

    private static int closingBracket(String text, int begin) {
        if (begin >= text.length() || text.charAt(begin) != '<') {
            return -1;
        }
        boolean quoted = false;
        for (int i = begin + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** Source routes must be accepted and should be ignored (RFC 5321 3.6.1, 4.1.1.3). */
    private static String withoutSourceRoute(String path) {
        if (!path.startsWith("@")) {
            return path;
        }
        int colon = path.indexOf(':');
        if (colon < 0) {
            return path;
        }
        for (String hop : path.substring(0, colon).split(",", -1)) {
            if (!hop.startsWith("@") || EmailAddress.parse("x" + hop).isEmpty()) {
                return path;
            }
        }
        return path.substring(colon + 1);
    }
}
