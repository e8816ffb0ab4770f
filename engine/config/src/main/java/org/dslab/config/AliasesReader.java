package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.engine.accounts.AliasChains;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AliasSetting;
import org.dslab.engine.settings.SharingSettings;

/** Reads {@code aliases}: none that another address has, none that leads round in a circle or to nobody. */
final class AliasesReader {

    private final Fields fields;
    private final List<String> domains;
    private final SharingSettings sharing;
    private final SortedMap<String, YamlNode> seen;

    /**
     * For the aliases of a site.
     *
     * @param seen the addresses that have been read before, by key; those that are read now are added
     */
    AliasesReader(Fields fields, List<String> domains, SharingSettings sharing, SortedMap<String, YamlNode> seen) {
        this.fields = fields;
        this.domains = domains;
        this.sharing = sharing;
        this.seen = seen;
    }

    private record Entry(String name, EmailAddress alias, EmailAddress target, YamlNode place) {}

    /** The aliases; those of accounts count in chains too. */
    List<AliasSetting> read(YamlNode site, List<AccountSetting> accounts) {
        List<Entry> entries = new ArrayList<>();
        if (!domains.isEmpty()) {
            site.get("aliases")
                    .ifPresent(node -> node.entries()
                            .forEach((name, value) -> entry(name, value).ifPresent(entries::add)));
        }
        TreeMap<String, EmailAddress> targets = new TreeMap<>();
        accounts.forEach(account ->
                account.aliases().forEach(name -> targets.put(complete(name).key(), complete(account.name()))));
        entries.forEach(entry -> targets.put(entry.alias().key(), entry.target()));
        entries.forEach(entry -> checkTarget(entry.target(), entry.place()));
        // One of a circle is enough to be told of.
        entries.stream()
                .flatMap(entry -> AliasChains.faultOf(entry.alias().key(), targets)
                        .map(fault -> new Problem(
                                fields.problems().file(), entry.place().at(), "the alias " + fault))
                        .stream())
                .findFirst()
                .ifPresent(problem -> fields.problems().add(problem.position(), problem.message()));
        return entries.stream()
                .map(entry ->
                        new AliasSetting(entry.name(), entry.place().text().orElseThrow()))
                .toList();
    }

    /** For names that have been found in order. */
    private EmailAddress complete(String name) {
        return EmailAddress.parse(name).orElseGet(() -> EmailAddress.of(name + "@" + domains.get(0)));
    }

    private Optional<Entry> entry(String name, YamlNode value) {
        Optional<EmailAddress> alias = name(name, value);
        Optional<EmailAddress> target = fields.value(value, this::target);
        return alias.isPresent() && target.isPresent()
                ? Optional.of(new Entry(name, alias.get(), target.get(), value))
                : Optional.empty();
    }

    private Optional<EmailAddress> name(String name, YamlNode value) {
        try {
            EmailAddress alias = Addresses.local(name, domains);
            YamlNode earlier = seen.putIfAbsent(alias.key(), value);
            if (earlier != null) {
                throw new MalformedException("is an address of this site already, on line "
                        + earlier.at().line());
            }
            return Optional.of(alias);
        } catch (MalformedException e) {
            fields.problems().add(value.keyAt(), value.name() + " " + e.reason());
            return Optional.empty();
        }
    }

    /** Of any domain, while an alias itself is in one of this site's. */
    private EmailAddress target(String text) throws MalformedException {
        Optional<EmailAddress> whole = EmailAddress.parse(text);
        return whole.isPresent() ? whole.get() : Addresses.local(text, domains);
    }

    private void checkTarget(EmailAddress target, YamlNode place) {
        String domain = target.domainKey();
        boolean shared = sharing.enabled()
                && (sharing.limitedTo().isEmpty() || sharing.limitedTo().contains(domain));
        boolean known = seen.containsKey(target.key()) || target.localKey().equals("postmaster");
        if (Addresses.isAmong(domain, domains) && !shared && !known) {
            fields.problems()
                    .add(
                            place,
                            place.name() + " leads to " + Words.value(target.toString())
                                    + ", which this site does not have, and its domain is not shared");
        }
    }
}
