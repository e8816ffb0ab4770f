package org.dslab.engine.address;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The grammar of RFC 5321 4.1.2 and 4.1.3 for one mailbox, extended by RFC 6531 3.3. */
final class AddressParser {

    private AddressParser() {}

    static Optional<EmailAddress> parse(String text) {
        int at = localPartEnd(text);
        if (at <= 0 || at >= text.length() - 1 || text.charAt(at) != '@') {
            return Optional.empty();
        }
        String localPart = text.substring(0, at);
        String domain = text.substring(at + 1);
        if (octets(localPart) > EmailAddress.MAX_LOCAL_PART || octets(domain) > EmailAddress.MAX_DOMAIN) {
            return Optional.empty();
        }
        if (!isDomain(domain) && !isAddressLiteral(domain) && !isInternational(domain)) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(localPart, domain));
    }

    /** The index of the {@code @} behind a well-formed local part, or -1. */
    static int localPartEnd(String text) {
        return text.startsWith("\"") ? quotedStringEnd(text) : dotStringEnd(text);
    }

    private static int quotedStringEnd(String text) {
        int i = 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1 < text.length() ? i + 1 : -1;
            }
            if (c == '\\') {
                i++;
                if (i >= text.length() || text.charAt(i) < ' ' || text.charAt(i) > '~') {
                    return -1;
                }
            } else if (c < ' ' || c == 0x7F || isBadUnicode(c)) {
                return -1;
            }
            i++;
        }
        return -1;
    }

    private static int dotStringEnd(String text) {
        boolean atomBegun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == '@') {
                if (!atomBegun) {
                    return -1;
                }
                if (c == '@') {
                    return i;
                }
                atomBegun = false;
            } else if (isAtext(c)) {
                atomBegun = true;
            } else {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isAtext(char c) {
        return isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0 || isUnicode(c);
    }

    /** A domain of ASCII characters. */
    static boolean isDomain(String domain) {
        int labelLength = 0;
        char previous = '.';
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (c == '.') {
                if (labelLength == 0 || previous == '-') {
                    return false;
                }
                labelLength = 0;
            } else {
                boolean hyphenInside = c == '-' && labelLength > 0;
                // Underscores occur in real host names, whatever the grammar says.
                if (!isLetterOrDigit(c) && !hyphenInside && c != '_') {
                    return false;
                }
                if (++labelLength > 63) {
                    return false;
                }
            }
            previous = c;
        }
        return labelLength > 0 && previous != '-';
    }

    private static boolean isInternational(String domain) {
        return !AsciiCase.isAscii(domain) && DomainNames.ascii(domain).isPresent();
    }

    private static boolean isAddressLiteral(String domain) {
        if (domain.length() < 3 || domain.charAt(0) != '[' || domain.charAt(domain.length() - 1) != ']') {
            return false;
        }
        for (int i = 1; i < domain.length() - 1; i++) {
            char c = domain.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '[' || c == ']' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A quoted string whose content is a plain dot-string means the same without its quotes. */
    static String unquoteIfNeedless(String localPart) {
        if (!localPart.startsWith("\"") || localPart.length() < 2) {
            return localPart;
        }
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < localPart.length() - 1; i++) {
            if (localPart.charAt(i) == '\\') {
                i++;
            }
            content.append(localPart.charAt(i));
        }
        String bare = content.toString();
        return dotStringEnd(bare + "@") == bare.length() ? bare : requoted(bare);
    }

    private static String requoted(String content) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isUnicode(char c) {
        return c > 0x9F && !isBadUnicode(c);
    }

    private static boolean isBadUnicode(char c) {
        return (c >= 0x80 && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFFFD;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
