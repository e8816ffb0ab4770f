package org.dslab.config;

import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;

/** Domains and addresses as configuration and scenarios write them. */
public final class Addresses {

    private Addresses() {}

    /** A domain, made lower case. */
    public static String domain(String text) throws MalformedException {
        if (text.startsWith("[") || EmailAddress.parse("x@" + text).isEmpty()) {
            throw new MalformedException("must be a domain such as example.com, not " + Words.value(text));
        }
        return AsciiCase.lower(text);
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
            if (!domains.contains(whole.get().domainKey())) {
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
