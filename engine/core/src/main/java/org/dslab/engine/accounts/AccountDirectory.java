package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;

/** The addresses of this site: its accounts, their aliases, and those that it is about to create (DS-01, DS-51). */
public final class AccountDirectory implements MingerDirectory {

    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private final TreeMap<String, Alias> aliases = new TreeMap<>();
    private final TreeMap<String, EmailAddress> reserved = new TreeMap<>();

    /** Adds an account, or replaces the one with the same address. */
    void put(Account account) {
        accounts.put(account.address().key(), account);
    }

    /** Adds another name; no change if the site has the address already. */
    void put(Alias alias) {
        if (!accounts.containsKey(alias.address().key())) {
            aliases.putIfAbsent(alias.address().key(), alias);
        }
    }

    void reserve(EmailAddress address) {
        reserved.put(address.key(), address);
    }

    void release(EmailAddress address) {
        reserved.remove(address.key());
    }

    /** Removes the account or alias with exactly this address; what leads to it is left. */
    void remove(EmailAddress address) {
        accounts.remove(address.key());
        aliases.remove(address.key());
    }

    /** Where the address leads to. */
    public Destination destination(EmailAddress address) {
        Optional<EmailAddress> end = AliasChains.end(address, this::targetOf);
        if (end.isEmpty()) {
            return new Destination.Nowhere();
        }
        Account account = accounts.get(end.get().key());
        if (account != null) {
            return new Destination.ToAccount(account);
        }
        if (reserved.containsKey(end.get().key())) {
            return new Destination.Reserved();
        }
        return aliases.containsKey(address.key()) ? new Destination.Elsewhere(end.get()) : new Destination.NotHere();
    }

    private Optional<EmailAddress> targetOf(String key) {
        return Optional.ofNullable(aliases.get(key)).map(Alias::target);
    }

    /** The account that has the address as its own or that an alias of this name leads to. */
    public Optional<Account> find(EmailAddress address) {
        return destination(address) instanceof Destination.ToAccount known
                ? Optional.of(known.account())
                : Optional.empty();
    }

    /** The account with exactly this address. */
    public Optional<Account> account(EmailAddress address) {
        return Optional.ofNullable(accounts.get(address.key()));
    }

    /** The alias with exactly this address. */
    Optional<Alias> alias(EmailAddress address) {
        return Optional.ofNullable(aliases.get(address.key()));
    }

    /** Whether this is an account or alias of this site; an address that is only reserved is not. */
    public boolean has(EmailAddress address) {
        return accounts.containsKey(address.key()) || aliases.containsKey(address.key());
    }

    /** Whether the address is about to be created here. */
    public boolean isReserved(EmailAddress address) {
        return reserved.containsKey(address.key());
    }

    /** The aliases that lead to the address, through others too. */
    List<EmailAddress> leadingTo(EmailAddress address) {
        List<EmailAddress> found = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(List.of(address.key()));
        for (int before = 0; before < keys.size(); ) {
            before = keys.size();
            for (Alias alias : aliases.values()) {
                if (keys.contains(alias.target().key())
                        && keys.add(alias.address().key())) {
                    found.add(alias.address());
                }
            }
        }
        return found;
    }

    /** In the order of their keys. */
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /** In the order of their keys. */
    public List<Alias> aliases() {
        return List.copyOf(aliases.values());
    }

    /** In the order of their keys. */
    public List<EmailAddress> reserved() {
        return List.copyOf(reserved.values());
    }

    /** The keys of all accounts and aliases, in order, as addresses. */
    public List<EmailAddress> addresses() {
        TreeSet<String> keys = new TreeSet<>(accounts.keySet());
        keys.addAll(aliases.keySet());
        return keys.stream().map(EmailAddress::of).toList();
    }

    /** An alias has the status of what it leads to; an address elsewhere counts as active. */
    @Override
    public MingerStatus statusOf(EmailAddress address) {
        return switch (destination(address)) {
            case Destination.ToAccount known ->
                known.account().state() == AccountState.ACTIVE ? MingerStatus.ACTIVE : MingerStatus.CANNOT_RECEIVE;
            case Destination.Reserved reservation -> MingerStatus.CANNOT_RECEIVE;
            case Destination.Elsewhere elsewhere -> MingerStatus.ACTIVE;
            case Destination.Nowhere nowhere -> MingerStatus.CANNOT_RECEIVE;
            case Destination.NotHere unknown -> MingerStatus.DOES_NOT_EXIST;
        };
    }
}
