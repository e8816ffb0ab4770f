package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.dslab.engine.address.EmailAddress;

/** Aliases may lead to aliases, up to ten in a row, and never back to themselves. */
public final class AliasChains {

    /** The most aliases that a mail goes through. */
    public static final int LONGEST = 10;

    private AliasChains() {}

    /**
     * The first address on the way that is no alias; the address itself if it is none.
     *
     * @param targetOf the target of an alias by its key
     * @return empty if there are too many on the way, as in a loop
     */
    static Optional<EmailAddress> end(EmailAddress address, Function<String, Optional<EmailAddress>> targetOf) {
        EmailAddress at = address;
        for (int aliases = 0; aliases <= LONGEST; aliases++) {
            Optional<EmailAddress> next = targetOf.apply(at.key());
            if (next.isEmpty()) {
                return Optional.of(at);
            }
            at = next.get();
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a set of aliases, in words that follow "the alias"; empty if nothing is.
     *
     * @param targets by the keys of the aliases
     */
    public static Optional<String> fault(SortedMap<String, EmailAddress> targets) {
        return targets.keySet().stream()
                .flatMap(key -> faultOf(key, targets).stream())
                .findFirst();
    }

    /** The same for the chain that begins with one alias. */
    public static Optional<String> faultOf(String alias, SortedMap<String, EmailAddress> targets) {
        List<String> way = new ArrayList<>();
        String at = alias;
        for (EmailAddress next = targets.get(at); next != null; next = targets.get(at)) {
            way.add(at);
            at = next.key();
            if (way.contains(at)) {
                way.add(at);
                return Optional.of(alias + " would lead round in a circle: " + String.join(" -> ", way));
            }
            if (way.size() > LONGEST) {
                return Optional.of(alias + " would lead through more than " + LONGEST + " aliases: "
                        + String.join(" -> ", way) + " -> ...");
            }
        }
        return Optional.empty();
    }
}
