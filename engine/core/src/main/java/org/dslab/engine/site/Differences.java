package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.ListSetting;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SiteSettings;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredHost;

/**
 * Where the configuration and the spool disagree. The spool wins (DS-71), so an administrator who has edited the file
 * learns here what did not become of it. Never a password (DS-73).
 *
 * @param lines one sentence each: accounts, aliases, lists, hosts, each by their keys
 */
public record Differences(List<String> lines) {

    public static final Differences NONE = new Differences(List.of());

    public Differences {
        lines = List.copyOf(lines);
    }

    /** None if the spool is not seeded yet: then it takes the configuration over. */
    public static Differences between(SiteSettings settings, SpoolState spool) {
        if (!spool.seeded()) {
            return NONE;
        }
        List<String> lines = new ArrayList<>();
        compare("account", accounts(settings), accounts(spool), lines);
        compare("alias", aliases(settings), aliases(spool), lines);
        compare("list", lists(settings), lists(spool), lines);
        compare("sharing host", hosts(settings), hosts(spool), lines);
        compareSecrets(settings, spool, lines);
        return new Differences(lines);
    }

    private static void compare(
            String kind, TreeMap<String, String> configured, TreeMap<String, String> stored, List<String> lines) {
        configured.forEach((key, value) -> {
            String other = stored.get(key);
            if (other == null) {
                lines.add(kind + " " + key + " is only in the configuration, and so not in force");
            } else if (!other.equals(value)) {
                lines.add(kind + " " + key + " is " + other + " in the spool, which is in force, and " + value
                        + " in the configuration");
            }
        });
        for (Map.Entry<String, String> entry : stored.entrySet()) {
            if (!configured.containsKey(entry.getKey())) {
                lines.add(kind + " " + entry.getKey() + " is only in the spool, and in force");
            }
        }
    }

    /** A password that was changed in the file only would otherwise be a riddle. */
    private static void compareSecrets(SiteSettings settings, SpoolState spool, List<String> lines) {
        for (SharingHost configured : settings.sharing().hosts()) {
            for (StoredHost stored : spool.hosts()) {
                if (stored.host().smtp().equals(configured.smtp())
                        && !stored.host().mingerPassword().equals(configured.mingerPassword())) {
                    lines.add("sharing host " + stored.key() + " has another Minger password in the spool, which is in"
                            + " force, than in the configuration");
                }
            }
        }
    }

    private static TreeMap<String, String> accounts(SiteSettings settings) {
        TreeMap<String, String> accounts = new TreeMap<>();
        for (AccountSetting setting : settings.accounts()) {
            accounts.put(complete(setting.name(), settings).key(), word(setting.state()));
        }
        return accounts;
    }

    private static TreeMap<String, String> accounts(SpoolState spool) {
        TreeMap<String, String> accounts = new TreeMap<>();
        for (Account account : spool.accounts()) {
            accounts.put(account.address().key(), word(account.state()));
        }
        return accounts;
    }

    private static TreeMap<String, String> lists(SiteSettings settings) {
        TreeMap<String, String> lists = new TreeMap<>();
        for (ListSetting setting : settings.lists()) {
            lists.put(
                    complete(setting.name(), settings).key(),
                    roster(setting.members().stream().map(EmailAddress::of).toList()));
        }
        return lists;
    }

    private static TreeMap<String, String> lists(SpoolState spool) {
        TreeMap<String, String> lists = new TreeMap<>();
        spool.lists().forEach(list -> lists.put(list.address().key(), roster(list.members())));
        return lists;
    }

    private static String roster(List<EmailAddress> members) {
        return members.stream().map(EmailAddress::key).sorted().collect(Collectors.joining(", ", "of (", ")"));
    }

    private static TreeMap<String, String> aliases(SiteSettings settings) {
        TreeMap<String, String> aliases = new TreeMap<>();
        for (AccountSetting setting : settings.accounts()) {
            String target = "for " + complete(setting.name(), settings).key();
            setting.aliases()
                    .forEach(name -> aliases.put(complete(name, settings).key(), target));
        }
        settings.aliases()
                .forEach(alias -> aliases.put(
                        complete(alias.name(), settings).key(),
                        "for " + complete(alias.target(), settings).key()));
        return aliases;
    }

    private static TreeMap<String, String> aliases(SpoolState spool) {
        TreeMap<String, String> aliases = new TreeMap<>();
        for (Alias alias : spool.aliases()) {
            aliases.put(alias.address().key(), "for " + alias.target().key());
        }
        return aliases;
    }

    private static TreeMap<String, String> hosts(SiteSettings settings) {
        TreeMap<String, String> hosts = new TreeMap<>();
        for (SharingHost host : settings.sharing().hosts()) {
            // Its own entry is skipped (DS-43.7).
            if (!host.site().equals(Optional.of(settings.site()))) {
                hosts.put(host.smtp().toString(), text(host));
            }
        }
        return hosts;
    }

    private static TreeMap<String, String> hosts(SpoolState spool) {
        TreeMap<String, String> hosts = new TreeMap<>();
        for (StoredHost host : spool.hosts()) {
            hosts.put(host.key(), text(host.host()));
        }
        return hosts;
    }

    private static String text(SharingHost written) {
        SharingHost host = written.withCanonicalAddresses();
        return "(site " + host.site().orElse("not named") + ", minger port " + host.mingerPort() + " over "
                + word(host.transport())
                + (host.clientAddresses().isEmpty()
                        ? ""
                        : ", connects from " + String.join(" ", new TreeSet<>(host.clientAddresses())))
                + (host.tlsRequired() ? ", TLS required" : "") + ")";
    }

    private static String word(Enum<?> state) {
        return AsciiCase.lower(state.name());
    }

    /** A bare local part belongs to the first domain. */
    private static EmailAddress complete(String name, SiteSettings settings) {
        return EmailAddress.parse(name)
                .orElseGet(() -> EmailAddress.of(name + "@" + settings.domains().getFirst()));
    }
}
