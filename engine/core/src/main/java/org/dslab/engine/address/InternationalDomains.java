package org.dslab.engine.address;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/**
 * Domains with characters above U+007F, by IDNA2008 in the form of UTS 46, non-transitional: an ß stays an ß. The one class
 * that knows the library; it is loaded with the first such domain, so that a site without one never loads it.
 */
final class InternationalDomains {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.CHECK_CONTEXTO);

    private InternationalDomains() {}

    static Optional<String> ascii(String domain) {
        IDNA.Info info = new IDNA.Info();
        String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        // What the mapping made of it must be a domain too: it makes a fullwidth @ an @.
        return !info.hasErrors() && AddressParser.isDomain(ascii)
                ? Optional.of(AsciiCase.lower(ascii))
                : Optional.empty();
    }
}
