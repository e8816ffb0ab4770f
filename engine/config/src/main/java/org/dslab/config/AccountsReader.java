package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;

/** Reads {@code accounts}: no address twice, none outside the site's domains. */
final class AccountsReader {

    private final Fields fields;
    private final List<String> domains;
    private final TreeMap<String, YamlNode> seen = new TreeMap<>();

    AccountsReader(Fields fields, List<String> domains) {
        this.fields = fields;
        this.domains = domains;
    }

    List<AccountSetting> read(YamlNode site) {
        List<AccountSetting> accounts = new ArrayList<>();
        if (!domains.isEmpty()) {
            site.get("accounts")
                    .ifPresent(
                            list -> list.items().forEach(item -> account(item).ifPresent(accounts::add)));
        }
        return accounts;
    }

    /** The addresses that have been read, by key, and where they stand. */
    SortedMap<String, YamlNode> seen() {
        return seen;
    }

    private Optional<AccountSetting> account(YamlNode item) {
        if (!item.is(YamlNode.Kind.MAPPING)) {
            return fields.value(item, text -> local(item, text))
                    .map(name -> new AccountSetting(name, List.of(), AccountState.ACTIVE));
        }
        Optional<String> name = item.get("name").flatMap(node -> fields.value(node, text -> local(node, text)));
        List<String> aliases = new ArrayList<>();
        item.get("aliases")
                .ifPresent(list -> list.items()
                        .forEach(alias ->
                                fields.value(alias, text -> local(alias, text)).ifPresent(aliases::add)));
        return name.map(text -> new AccountSetting(text, aliases, state(item)));
    }

    private AccountState state(YamlNode item) {
        String word = fields.text(item, "state").orElse("active");
        for (AccountState state : AccountState.values()) {
            if (AsciiCase.lower(state.name()).equals(word.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        return AccountState.ACTIVE;
    }

    private String local(YamlNode node, String text) throws MalformedException {
        EmailAddress address = Addresses.local(text, domains);
        YamlNode earlier = seen.putIfAbsent(address.key(), node);
        if (earlier != null) {
            throw new MalformedException("has " + Words.value(text) + " a second time; it is on line "
                    + earlier.at().line() + " already");
        }
        return text;
    }
}
