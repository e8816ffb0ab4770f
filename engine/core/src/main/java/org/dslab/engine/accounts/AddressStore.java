package org.dslab.engine.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;

/** Makes an address local that nobody else has: durable first, visible then (DS-36). */
final class AddressStore {

    private final AccountParts parts;

    AddressStore(AccountParts parts) {
        this.parts = parts;
    }

    /**
     * Stores it, in one commit with other changes.
     *
     * @param done gets the failure, or empty when the address is local
     */
    void store(Creation creation, List<Change> besides, Consumer<Optional<CommitFailure>> done) {
        EmailAddress address = creation.address();
        List<Change> changes = new ArrayList<>(besides);
        changes.add(creation.change());
        changes.add(new Change.VerifiedDropped(address.key()));
        parts.effects().commit(changes, failure -> {
            if (failure.isEmpty()) {
                becomesLocal(creation);
            }
            done.accept(failure);
        });
    }

    private void becomesLocal(Creation creation) {
        EmailAddress address = creation.address();
        parts.directory().release(address);
        forget(address, "created here");
        if (creation.target().isPresent()) {
            EmailAddress target = creation.target().get();
            parts.directory().put(new Alias(address, target));
            parts.effects().record(new SiteEvent.AliasCreated(address, target));
            parts.directory()
                    .find(address)
                    .filter(account -> account.state() != AccountState.ACTIVE)
                    .ifPresent(
                            account -> parts.effects().record(new SiteEvent.AccountInState(address, account.state())));
        } else {
            parts.directory().put(new Account(address, AccountState.ACTIVE));
            parts.effects().record(new SiteEvent.AccountCreated(address));
        }
        followHome(address);
    }

    /** What waits with the address, or with an alias that leads to it, is this site's affair now (DS-39). */
    void followHome(EmailAddress address) {
        List<EmailAddress> addresses = new ArrayList<>(List.of(address));
        addresses.addAll(parts.directory().leadingTo(address));
        parts.areLocal().accept(addresses);
    }

    /** Whoever was its owner is its owner no more (DS-06). */
    void forget(EmailAddress address, String reason) {
        parts.lookups().localChange(address);
        if (parts.verified().drop(address, reason)) {
            // It may have been remembered while the change was on its way to the store.
            parts.effects().commit(List.of(new Change.VerifiedDropped(address.key())), failure -> {});
        }
    }
}
