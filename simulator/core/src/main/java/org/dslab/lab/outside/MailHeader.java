package org.dslab.lab.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.octets.Octets;

/** The header fields of a message, unfolded, in their order; at most the first 256 KiB are looked at. */
public final class MailHeader {

    private static final int LIMIT = 256 * 1024;

    private static final Pattern ENCODED = Pattern.compile("\\\\x\\{([0-9A-F]{2,5})}");

    private final List<String> fields;

    private MailHeader(List<String> fields) {
        this.fields = fields;
    }

    public static MailHeader of(Octets message) {
        String text = message.slice(0, Math.min(message.length(), LIMIT)).utf8();
        List<String> fields = new ArrayList<>();
        for (String line : text.split("\r\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !fields.isEmpty()) {
                fields.add(fields.removeLast() + line);
            } else {
                fields.add(line);
            }
        }
        return new MailHeader(fields);
    }

    /** How many fields have this name. */
    public int count(String name) {
        return (int) fields.stream().filter(field -> isNamed(field, name)).count();
    }

    /** The first value of a field, or empty. */
    public String value(String name) {
        return fields.stream()
                .filter(field -> isNamed(field, name))
                .map(field -> field.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Whether this is a delivery status notification as our engine and our smart host write them. */
    public boolean isNotification() {
        return value("Auto-Submitted").equals("auto-replied") && count("X-Failed-Recipients") > 0;
    }

    /** The recipients that a notification is about. */
    public List<String> failedRecipients() {
        return Stream.of(value("X-Failed-Recipients").split(",\\s*"))
                .map(MailHeader::decoded)
                .toList();
    }

    /** An address in the form that RFC 6533 has for 7-bit fields: {@code \\x{3B4}} stands for a character. */
    private static String decoded(String address) {
        return ENCODED.matcher(address)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }

    private static boolean isNamed(String field, String name) {
        return field.length() > name.length()
                && field.charAt(name.length()) == ':'
                && AsciiCase.lower(field.substring(0, name.length())).equals(AsciiCase.lower(name));
    }
}
