package org.dslab.engine.address;

import java.util.Optional;

/**
 * An email address as it was written. Comparison of addresses goes by {@link #key()}: without regard to ASCII case in
 * the domain (RFC 5321 2.4) and, as mail systems do, in the local part too.
 *
 * @param localPart as written, with its quotes if it is a quoted string
 * @param domain as written; an address literal keeps its brackets
 */
public record EmailAddress(String localPart, String domain) {

    /** The longest local part in octets (RFC 5321 4.5.3.1.1). */
    public static final int MAX_LOCAL_PART = 64;

    /** The longest domain in octets (RFC 5321 4.5.3.1.2). */
    public static final int MAX_DOMAIN = 255;

    /**
     * Parses {@code local-part "@" ( domain / address-literal )} of RFC 5321 4.1.2. Characters above U+007F are
     * accepted in both parts (RFC 6531 3.3); whether the client may use them is the session's decision.
     *
     * @return empty if the text is not exactly one address within the length limits
     */
    public static Optional<EmailAddress> parse(String text) {
        return AddressParser.parse(text);
    }

    /** For addresses that our own code wrote; throws {@link IllegalArgumentException} on anything else. */
    public static EmailAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an email address: " + text));
    }

    /** What two spellings of one address have in common: ASCII lower case, needless quotes removed. */
    public String key() {
        return AsciiCase.lower(AddressParser.unquoteIfNeedless(localPart)) + "@" + AsciiCase.lower(domain);
    }

    /** The local part of {@link #key()}. */
    public String localKey() {
        return AsciiCase.lower(AddressParser.unquoteIfNeedless(localPart));
    }

    /** The domain in ASCII lower case. */
    public String domainKey() {
        return AsciiCase.lower(domain);
    }

    /** Whether either part has a character above U+007F, so that SMTPUTF8 is needed (RFC 6531). */
    public boolean needsUtf8() {
        return localPart.chars().anyMatch(c -> c > 0x7F) || domain.chars().anyMatch(c -> c > 0x7F);
    }

    /** The address as written. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
