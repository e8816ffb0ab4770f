package org.dslab.engine.accounts;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Change;

/** The states of accounts (DS-02): a new one is durable before it shows. */
final class AccountStates {

    private final AccountParts parts;
    private final AddressStore store;

    AccountStates(AccountParts parts, AddressStore store) {
        this.parts = parts;
        this.store = store;
    }

    /**
     * Changes the state. An account that is moving may exist at its new site already: to call the move off, all hosts
     * are asked first, and none may have it (DS-40).
     *
     * @param force although a host cannot be asked
     */
    void change(Account account, AccountState state, boolean force, Consumer<CreationResult> done) {
        boolean isCalledOff = account.state() == AccountState.MOVING && state != AccountState.MOVING;
        if (isCalledOff
                && parts.domains().isShared(account.address().domainKey())
                && !parts.hosts().get().isEmpty()) {
            Creation anew = new Creation(account.address(), Optional.empty(), force, Optional.empty());
            HostPoll.begin(parts, account.address(), answers -> {
                if (Ruling.whenChecking(answers, anew) instanceof Ruling.Refuse refuse) {
                    done.accept(new CreationResult.Refused(refuse.reason(), refuse.again(), refuse.host()));
                } else {
                    store(new Account(account.address(), state), done);
                }
            });
        } else {
            store(new Account(account.address(), state), done);
        }
    }

    private void store(Account account, Consumer<CreationResult> done) {
        EmailAddress address = account.address();
        List<Change> changes = List.of(new Change.AccountStored(account), new Change.VerifiedDropped(address.key()));
        parts.effects().commit(changes, failure -> {
            if (failure.isPresent()) {
                done.accept(CreationProtocol.notStored());
                return;
            }
            boolean wasMoving = parts.directory()
                    .account(address)
                    .filter(before -> before.state() == AccountState.MOVING)
                    .isPresent();
            parts.directory().put(account);
            if (account.state() != AccountState.MOVING) {
                store.forget(address, "an account of this site");
            }
            record(account);
            if (wasMoving && account.state() != AccountState.MOVING) {
                store.followHome(address);
            }
            done.accept(new CreationResult.Done());
        });
    }

    private void record(Account account) {
        parts.effects().record(new SiteEvent.AccountInState(account.address(), account.state()));
        parts.directory()
                .leadingTo(account.address())
                .forEach(alias -> parts.effects().record(new SiteEvent.AccountInState(alias, account.state())));
    }

    /** At a start, for those that are not active. */
    void recordAll() {
        parts.directory().accounts().stream()
                .filter(account -> account.state() != AccountState.ACTIVE)
                .forEach(this::record);
    }
}
