package org.dslab.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.lists.ListDirectory;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AliasSetting;
import org.dslab.engine.settings.ListSetting;

/**
 * Reads {@code lists}: no address that the site has already, nobody twice on a roster (DS-84), and no list of the site
 * on a roster, so that no post goes round.
 */
final class ListsReader {

    private final Fields fields;
    private final List<String> domains;
    private final TreeSet<String> accounts = new TreeSet<>();
    private final TreeMap<String, YamlNode> taken = new TreeMap<>();

    ListsReader(Fields fields, List<String> domains, List<AccountSetting> accounts, List<AliasSetting> aliases) {
        this.fields = fields;
        this.domains = domains;
        for (AccountSetting account : accounts) {
            add(account.name());
            account.aliases().forEach(this::add);
        }
        aliases.forEach(alias -> add(alias.name()));
    }

    private void add(String account) {
        EmailAddress.parse(account)
                .or(() -> EmailAddress.parse(account + "@" + domains.get(0)))
                .ifPresent(address -> accounts.add(address.key()));
    }

    List<ListSetting> read(YamlNode site) {
        List<ListSetting> lists = new ArrayList<>();
        Optional<YamlNode> node = site.get("lists").filter(list -> !domains.isEmpty());
        if (node.isPresent()) {
            // All names first: a roster may come before the list that it must not have.
            List<Optional<String>> names =
                    node.get().items().stream().map(this::name).toList();
            for (int i = 0; i < names.size(); i++) {
                YamlNode item = node.get().items().get(i);
                List<String> members = members(item);
                Optional<String> owner = fields.value(item, "owner", this::owner);
                names.get(i).ifPresent(name -> lists.add(new ListSetting(name, members, owner)));
            }
        }
        return lists;
    }

    private Optional<String> name(YamlNode item) {
        return item.get("name")
                .flatMap(node -> fields.value(node, text -> {
                    EmailAddress address = Addresses.local(text, domains);
                    EmailAddress bounces = ListDirectory.bounces(address)
                            .orElseThrow(() -> new MalformedException(
                                    "must be a name of at most 56 characters that need no quotes, not "
                                            + Words.value(text)));
                    take(address, "", node);
                    take(bounces, ", to which bounces of the list would go", node);
                    return text;
                }));
    }

    private void take(EmailAddress address, String why, YamlNode node) throws MalformedException {
        if (address.localKey().equals("postmaster") || accounts.contains(address.key())) {
            throw new MalformedException(
                    "means " + Words.value(address.toString()) + why + ", which is an account or alias already");
        }
        YamlNode earlier = taken.putIfAbsent(address.key(), node);
        if (earlier != null) {
            throw new MalformedException("means " + Words.value(address.toString()) + why
                    + ", which belongs to the list on line " + earlier.at().line() + " already");
        }
    }

    private List<String> members(YamlNode item) {
        TreeMap<String, YamlNode> seen = new TreeMap<>();
        List<String> members = new ArrayList<>();
        item.get("members")
                .ifPresent(list -> list.items()
                        .forEach(node -> fields.value(node, text -> member(text, node, seen))
                                .ifPresent(members::add)));
        return members;
    }

    private String member(String text, YamlNode node, Map<String, YamlNode> seen) throws MalformedException {
        EmailAddress member = Addresses.address(text);
        YamlNode earlier = seen.putIfAbsent(member.key(), node);
        if (earlier != null) {
            throw new MalformedException("has " + Words.value(text) + " a second time; it is on line "
                    + earlier.at().line() + " already");
        }
        if (taken.containsKey(member.key())) {
            throw new MalformedException(
                    "has " + Words.value(text) + ", which is a list itself; name its members instead");
        }
        return text;
    }

    private String owner(String text) throws MalformedException {
        EmailAddress owner = text.indexOf('@') >= 0 ? Addresses.address(text) : Addresses.local(text, domains);
        if (taken.containsKey(owner.key())) {
            throw new MalformedException("is " + Words.value(text) + ", which is a list; name a person");
        }
        return text;
    }
}
