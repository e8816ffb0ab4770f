package org.dslab.engine.minger;

import java.util.Optional;
import java.util.TreeSet;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.Secret;

/**
 * One question (draft-hathcock-minger-06; MINGER.md): {@code mailbox [SP "d=" digest] [SP tag *(SP tag)]}.
 *
 * @param mailbox the octets exactly as sent, for the echo and the digest
 * @param address the mailbox, or empty if it is none: then the query is invalid
 * @param digest empty if the query has none
 * @param isWellFormed whether mailbox, digest and tags follow the grammar
 */
record MingerQuery(Octets mailbox, Optional<EmailAddress> address, Optional<String> digest, boolean isWellFormed) {

    /** Longer queries are dropped without an answer. */
    static final int MAX_OCTETS = 1024;

    private static final int DIGEST_LENGTH = 24;
    private static final int MAX_ECHO = 256;

    /** Reads a query without its line end; a trailing CR, LF or CRLF is tolerated. Anything gives some query. */
    static MingerQuery parse(Octets datagram) {
        Octets octets = withoutLineEnd(datagram);
        int end = mailboxEnd(octets);
        Octets mailbox = octets.slice(0, end);
        Optional<EmailAddress> address = EmailAddress.parse(mailbox.utf8());
        if (address.isEmpty()) {
            int space = octets.indexOf(' ', 0);
            int length = Math.min(space < 0 ? octets.length() : space, MAX_ECHO);
            return new MingerQuery(octets.slice(0, length), Optional.empty(), Optional.empty(), false);
        }
        String rest = octets.slice(end, octets.length()).latin1();
        return rest.isEmpty()
                ? new MingerQuery(mailbox, address, Optional.empty(), true)
                : withTags(mailbox, address, rest);
    }

    private static MingerQuery withTags(Octets mailbox, Optional<EmailAddress> address, String rest) {
        Optional<String> digest = Optional.empty();
        TreeSet<String> names = new TreeSet<>();
        boolean isWellFormed = true;
        String[] tags = rest.substring(1).split(" ", -1);
        for (int i = 0; i < tags.length; i++) {
            int equals = tags[i].indexOf('=');
            String name = equals < 0 ? "" : tags[i].substring(0, equals);
            String value = tags[i].substring(equals + 1);
            if (name.equals("d") && i == 0 && isDigest(value)) {
                digest = Optional.of(value);
            } else if (name.equals("d") || !isWord(name) || !isWord(value) || !names.add(name)) {
                isWellFormed = false;
            }
        }
        return new MingerQuery(mailbox, address, digest, isWellFormed);
    }

    /** A quoted local part may contain a space: the mailbox ends at the first space outside quotes. */
    private static int mailboxEnd(Octets octets) {
        boolean isQuoted = octets.length() > 0 && octets.at(0) == '"';
        for (int i = isQuoted ? 1 : 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            if (isQuoted && octet == '\\') {
                i++;
            } else if (isQuoted && octet == '"') {
                isQuoted = false;
            } else if (!isQuoted && octet == ' ') {
                return i;
            }
        }
        return octets.length();
    }

    private static Octets withoutLineEnd(Octets octets) {
        int end = octets.length();
        if (end > 0 && octets.at(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && octets.at(end - 1) == '\r') {
            end--;
        }
        return octets.slice(0, end);
    }

    private static boolean isDigest(String value) {
        return value.length() == DIGEST_LENGTH
                && value.endsWith("==")
                && value.chars().limit(DIGEST_LENGTH - 2).allMatch(c -> isAlphanumeric(c) || c == '+' || c == '/');
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isAlphanumeric(c) || c == '_');
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The query to send for a mailbox, with the digest of the password if there is one. */
    static Octets encode(String mailbox, Optional<Secret> password) {
        Octets octets = Octets.utf8(mailbox);
        return password.map(secret -> octets.concat(Octets.latin1(" d=" + MingerDigest.of(secret, octets))))
                .orElse(octets);
    }
}
