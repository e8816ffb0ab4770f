package org.dslab.engine.address;

import java.util.Optional;

/**
 * Addresses with a detail behind a separator, such as {@code botan+lists@example.com}, which mean their base address
 * {@code botan@example.com} when the site allows it (DS-58, RFC 5233). A quoted local part has no detail.
 */
public final class Subaddresses {

    private final Optional<Character> separator;

    /** Without a separator there are no subaddresses. */
    public Subaddresses(Optional<Character> separator) {
        this.separator = separator;
    }

    /** The base address of one that has a detail; empty for any other. */
    public Optional<EmailAddress> base(EmailAddress address) {
        String localPart = address.localPart();
        if (separator.isEmpty() || localPart.startsWith("\"")) {
            return Optional.empty();
        }
        int at = localPart.indexOf(separator.get());
        return at <= 0 ? Optional.empty() : EmailAddress.parse(localPart.substring(0, at) + "@" + address.domain());
    }

    /** The address to ask others about, and to remember: the base address of one that has a detail, else itself. */
    public EmailAddress asked(EmailAddress address) {
        return base(address).orElse(address);
    }
}
