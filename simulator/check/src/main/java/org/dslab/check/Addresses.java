package org.dslab.check;

import org.dslab.history.Facts;

/** Addresses as they stand in a history, compared as sites compare them: ASCII case and needless quotes do not matter. */
final class Addresses {

    private static final String SPECIALS = " \t\"(),:;<>@[\\]";

    private Addresses() {}

    /** What all spellings of one address have in common. */
    static String key(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? lower(address) : lower(unquoted(address.substring(0, at))) + lower(address.substring(at));
    }

    static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    static boolean isIn(String address, String domain) {
        int at = address.lastIndexOf('@');
        return at >= 0 && lower(address.substring(at + 1)).equals(lower(domain));
    }

    /** The domain in ASCII lower case; empty if there is none. */
    static String domainKey(String address) {
        return lower(address.substring(address.lastIndexOf('@') + 1));
    }

    /** The address that one with a detail stands for at a site that has subaddresses (DS-58); any other is itself. */
    static String base(String address, Facts facts, String site) {
        String separator =
                facts.site(site).map(Facts.SiteFacts::subaddressSeparator).orElse("");
        int at = address.lastIndexOf('@');
        int detail = separator.isEmpty() || address.startsWith("\"") ? -1 : address.indexOf(separator);
        return detail > 0 && detail < at ? address.substring(0, detail) + address.substring(at) : address;
    }

    /** RFC 5321 4.5.1, DS-13: bare or at a domain, in any case of letters. */
    static boolean isPostmaster(String address) {
        String key = key(address);
        return key.equals("postmaster") || key.startsWith("postmaster@");
    }

    private static String unquoted(String localPart) {
        if (localPart.length() < 3 || !localPart.startsWith("\"") || !localPart.endsWith("\"")) {
            return localPart;
        }
        StringBuilder content = new StringBuilder();
        for (int i = 1; i < localPart.length() - 1; i++) {
            if (localPart.charAt(i) == '\\' && i < localPart.length() - 2) {
                i++;
            }
            content.append(localPart.charAt(i));
        }
        String bare = content.toString();
        boolean quotesNeeded = bare.startsWith(".")
                || bare.endsWith(".")
                || bare.contains("..")
                || bare.chars().anyMatch(c -> SPECIALS.indexOf(c) >= 0);
        return quotesNeeded ? localPart : bare;
    }

    private static String lower(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }
}
