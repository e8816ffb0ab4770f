package org.dslab.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.address.EmailAddress;

/** Domains and addresses as configuration and scenarios write them. */
public final class Addresses {

    private Addresses() {}

    /** A domain in the form in which domains are compared: A-labels in lower case. */
    public static String domain(String text) throws MalformedException {
        return DomainNames.key(writtenDomain(text));
    }

    /** A domain as it is written, made lower case. */
    public static String writtenDomain(String text) throws MalformedException {
        if (text.startsWith("[") || EmailAddress.parse("x@" + text).isEmpty()) {
            throw new MalformedException(
                    DomainNames.ascii(text).isEmpty()
                            ? "is no international domain name (IDNA2008): " + Words.value(text)
                                    + "; correct it, or write its A-label form, such as xn--bcher-kva.example"
                            : "must be a domain such as example.com, not " + Words.value(text));
        }
        return AsciiCase.lower(text);
    }

    /** Whether the domain is one of these, in whatever form each is written. */
    public static boolean isAmong(String domain, Collection<String> domains) {
        String key = DomainNames.key(domain);
        return domains.stream().anyMatch(one -> DomainNames.key(one).equals(key));
    }

    /** A whole address. */
    public static EmailAddress address(String text) throws MalformedException {
        Optional<EmailAddress> address = EmailAddress.parse(text);
        if (address.isEmpty()) {
            throw new MalformedException("must be an address such as botan@example.com, not " + Words.value(text));
        }
        return address.get();
    }

    /** A whole address in one of these domains, or a local part, which is in the first one. */
    public static EmailAddress local(String text, List<String> domains) throws MalformedException {
        Optional<EmailAddress> whole = EmailAddress.parse(text);
        if (whole.isPresent()) {
            if (!isAmong(whole.get().domain(), domains)) {
                throw new MalformedException(
                        "is in " + Words.value(whole.get().domain()) + ", which is not a domain of this site"
                                + Words.suggestionOrChoice(whole.get().domain(), domains));
            }
            return whole.get();
        }
        Optional<EmailAddress> completed =
                domains.isEmpty() ? Optional.empty() : EmailAddress.parse(text + "@" + domains.get(0));
        if (completed.isEmpty() || !completed.get().localPart().equals(text)) {
            throw new MalformedException("must be a local part or an address, not " + Words.value(text));
        }
        return completed.get();
    }
}
