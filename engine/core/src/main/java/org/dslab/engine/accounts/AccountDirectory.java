package org.dslab.engine.accounts;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.AccountState;
import org.dslab.engine.spool.Alias;

/** The addresses of this site: its accounts and their aliases (DS-01, DS-51). */
public final class AccountDirectory implements MingerDirectory {

    private final TreeMap<String, Account> byAddress = new TreeMap<>();
    private final TreeMap<String, Account> accounts = new TreeMap<>();

    /** Adds an account, or replaces the one with the same address. */
    void put(Account account) {
        remove(account.address());
        accounts.put(account.address().key(), account);
        byAddress.put(account.address().key(), account);
    }

    /** Adds another name of an account; no change if the target is unknown or the name is taken. */
    void put(Alias alias) {
        find(alias.target())
                .ifPresent(account -> byAddress.putIfAbsent(alias.address().key(), account));
    }

    /** Removes the account with this address and its aliases; not an account that has it as an alias. */
    Optional<Account> remove(EmailAddress address) {
        Account removed = accounts.remove(address.key());
        if (removed == null) {
            return Optional.empty();
        }
        byAddress.values().removeIf(account -> account.equals(removed));
        return Optional.of(removed);
    }

    /** The account that has the address as its own or as an alias. */
    public Optional<Account> find(EmailAddress address) {
        return Optional.ofNullable(byAddress.get(address.key()));
    }

    /** The account with exactly this address. */
    public Optional<Account> account(EmailAddress address) {
        return Optional.ofNullable(accounts.get(address.key()));
    }

    /** The other names of the account with this address. */
    List<EmailAddress> aliasesOf(EmailAddress address) {
        return byAddress.entrySet().stream()
                .filter(entry -> entry.getValue().address().key().equals(address.key()))
                .map(entry -> EmailAddress.of(entry.getKey()))
                .filter(name -> !name.key().equals(address.key()))
                .toList();
    }

    /** Every address of every account, in the order of their keys. */
    public List<EmailAddress> addresses() {
        return byAddress.keySet().stream().map(EmailAddress::of).toList();
    }

    @Override
    public MingerStatus statusOf(EmailAddress address) {
        return find(address)
                .map(account ->
                        account.state() == AccountState.ACTIVE ? MingerStatus.ACTIVE : MingerStatus.CANNOT_RECEIVE)
                .orElse(MingerStatus.DOES_NOT_EXIST);
    }
}
