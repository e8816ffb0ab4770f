package org.dslab.engine.sidecar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;

/** The users of the foreign server, as a file lists them (DS-01, DS-51). */
final class OwnUsers implements MingerDirectory {

    private record User(EmailAddress address, AccountState state) {}

    private final String firstDomain;
    private final TreeMap<String, User> byKey = new TreeMap<>();

    OwnUsers(String firstDomain) {
        this.firstDomain = firstDomain;
    }

    /** The addresses that came and those that went. */
    record Difference(List<EmailAddress> added, List<EmailAddress> removed) {}

    Difference replace(List<AccountSetting> users) {
        TreeMap<String, User> before = new TreeMap<>(byKey);
        byKey.clear();
        for (AccountSetting setting : users) {
            EmailAddress address = complete(setting.name());
            byKey.putIfAbsent(address.key(), new User(address, setting.state()));
        }
        return new Difference(missingIn(before, byKey), missingIn(byKey, before));
    }

    private static List<EmailAddress> missingIn(Map<String, User> some, Map<String, User> all) {
        List<EmailAddress> missing = new ArrayList<>();
        all.forEach((key, user) -> {
            if (!some.containsKey(key)) {
                missing.add(user.address());
            }
        });
        return missing;
    }

    private EmailAddress complete(String name) {
        return EmailAddress.parse(name).orElseGet(() -> EmailAddress.of(name + "@" + firstDomain));
    }

    Optional<AccountState> stateOf(EmailAddress address) {
        return Optional.ofNullable(byKey.get(address.key())).map(User::state);
    }

    /** In the order of their keys. */
    List<EmailAddress> addresses() {
        return byKey.values().stream().map(User::address).toList();
    }

    @Override
    public MingerStatus statusOf(EmailAddress address) {
        return stateOf(address)
                .map(state -> state == AccountState.ACTIVE ? MingerStatus.ACTIVE : MingerStatus.CANNOT_RECEIVE)
                .orElse(MingerStatus.DOES_NOT_EXIST);
    }
}
