package org.dslab.engine.address;

import java.util.Optional;

/**
 * The form in which domains are compared, stored as keys and asked about: A-labels in lower case (RFC 5890), so that
 * {@code bücher.example} and {@code xn--bcher-kva.example} are one domain. An ASCII domain is only made lower case.
 */
public final class DomainNames {

    private DomainNames() {}

    /** The domain in that form; empty if its characters above U+007F make no domain (UTS 46, non-transitional). */
    public static Optional<String> ascii(String domain) {
        return AsciiCase.isAscii(domain) ? Optional.of(AsciiCase.lower(domain)) : InternationalDomains.ascii(domain);
    }

    /** The same, for a domain that may be none: such a one equals only itself, without regard to ASCII case. */
    public static String key(String domain) {
        return ascii(domain).orElseGet(() -> AsciiCase.lower(domain));
    }
}
