package org.dslab.engine.lists;

import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.octets.Octets;

/**
 * The header field that marks a post's copy for another site (DS-81):
 * {@code X-Domain-Sharing-Post: list=all@example.com; site=tokyo; post=<m1@example.com>}.
 *
 * @param list the list's address
 * @param site the name of the site where the post was distributed first
 * @param post the post's Message-ID with its angle brackets
 */
public record ListMark(EmailAddress list, String site, String post) {

    /** The name of the field. */
    static final String FIELD = "X-Domain-Sharing-Post";

    /** As a field of the header, folded: a Message-ID can fill a line of its own. */
    Octets field() {
        return Octets.utf8(FIELD + ": list=" + list.withAsciiDomain() + ";\r\n\tsite=" + site + ";\r\n\tpost=")
                .concat(Octets.latin1(post))
                .concat(Octets.latin1("\r\n"));
    }

    /** Reads what follows the field's colon, line ends removed, octets as Latin-1; empty for anything that is no mark. */
    static Optional<ListMark> parse(String value) {
        TreeMap<String, String> parts = new TreeMap<>();
        String rest = value.strip();
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            String name = AsciiCase.lower(rest.substring(0, equals).strip());
            // The post comes last: a Message-ID may hold a semicolon.
            int end = name.equals("post") ? -1 : rest.indexOf(';', equals);
            String part = rest.substring(equals + 1, end < 0 ? rest.length() : end);
            parts.putIfAbsent(name, part.strip());
            rest = end < 0 ? "" : rest.substring(end + 1).strip();
        }
        String post = parts.getOrDefault("post", "");
        String site = parts.getOrDefault("site", "");
        if (site.isEmpty() || post.length() < 3 || !post.startsWith("<") || !post.endsWith(">")) {
            return Optional.empty();
        }
        return EmailAddress.parse(Octets.latin1(parts.getOrDefault("list", "")).utf8())
                .map(list -> new ListMark(list, site, post));
    }
}
