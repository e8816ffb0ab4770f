package org.dslab.engine.address;

import java.util.Optional;

/**
 * An email address as it was written. Comparison of addresses goes by {@link #key()}: the domain by its A-labels
 * ({@link DomainNames}), the local part, as mail systems do, without regard to ASCII case.
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
     * accepted in both parts (RFC 6531 3.3), in the domain if they make one (UTS 46); whether the client may use them is
     * the session's decision.
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

    /** What two spellings of one address have in common: ASCII lower case, A-labels, needless quotes removed. */
    public String key() {
        return AsciiCase.lower(AddressParser.unquoteIfNeedless(localPart)) + "@" + domainKey();
    }

    /** The local part of {@link #key()}. */
    public String localKey() {
        return AsciiCase.lower(AddressParser.unquoteIfNeedless(localPart));
    }

    /** The domain as A-labels in lower case: the form in which domains are compared. */
    public String domainKey() {
        return DomainNames.key(domain);
    }

    /** Whether either part has a character above U+007F, so that SMTPUTF8 is needed (RFC 6531). */
    public boolean needsUtf8() {
        return !AsciiCase.isAscii(localPart) || !AsciiCase.isAscii(domain);
    }

    /** Whether the local part has a character above U+007F, for which nothing but SMTPUTF8 will do. */
    public boolean hasInternationalLocalPart() {
        return !AsciiCase.isAscii(localPart);
    }

    /** For whoever may not know U-labels: the domain as A-labels. An address with an ASCII domain stays as it is. */
    public EmailAddress withAsciiDomain() {
        return AsciiCase.isAscii(domain) ? this : new EmailAddress(localPart, domainKey());
    }

    /** The address as written. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
