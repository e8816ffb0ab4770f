package org.dslab.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.SpoolState;
import org.junit.jupiter.api.Test;

/** What the configuration has for a store that was never used counts there, once, and nowhere else (DS-71). */
interface SeedsContract {

    /** An empty store. */
    Store open() throws StoreException;

    /** What is left of the store after its process died at this moment. */
    Store crashed(Store store) throws StoreException;

    private static EmailAddress address(String localPart) {
        return EmailAddress.of(localPart + "@example.com");
    }

    private static Account account(String localPart) {
        return new Account(address(localPart), AccountState.ACTIVE);
    }

    private static Change.Seeds seeds(String... localParts) {
        return new Change.Seeds(List.of(localParts).stream()
                .<Change>map(localPart -> new Change.AccountStored(account(localPart)))
                .toList());
    }

    private static Change removed(String localPart) {
        return new Change.AccountRemoved(address(localPart).key());
    }

    private static Change created(String localPart) {
        return new Change.AccountStored(account(localPart));
    }

    @Test
    default void seedsOfEveryKindCountInAStoreThatWasNeverUsed() throws StoreException {
        Alias alias = new Alias(address("aki"), address("akira"));
        MailingList list = new MailingList(address("all"), List.of(address("akira")), address("akira"));
        Store store = open();
        store.commit(List.of(List.of(
                new Change.Seeds(List.of(
                        created("akira"), new Change.AliasStored(alias), new Change.ListStored(list), created("chie"))),
                created("botan"),
                removed("chie"))));
        SpoolState state = crashed(store).recover();
        assertThat(state.accounts()).containsExactly(account("akira"), account("botan"));
        assertThat(state.aliases()).containsExactly(alias);
        assertThat(state.lists()).containsExactly(list);
        assertThat(state.seeded()).isTrue();
    }

    @Test
    default void seedsChangeNothingInAStoreThatWasUsed() throws StoreException {
        Store store = open();
        store.commit(List.of(List.of(created("botan"))));
        store.commit(List.of(List.of(seeds("akira"), created("chie"))));
        Store after = crashed(store);
        assertThat(after.recover().accounts()).containsExactly(account("botan"), account("chie"));
        after.commit(List.of(List.of(seeds("akira"))));
        assertThat(crashed(after).recover().accounts()).containsExactly(account("botan"), account("chie"));
    }

    @Test
    default void anEmptyCommitIsAUseToo() throws StoreException {
        Store store = open();
        store.commit(List.of(List.of(), List.of(seeds("akira"))));
        assertThat(crashed(store).recover().accounts()).isEmpty();
    }

    @Test
    default void seedsThatComeAgainInTheSameGroupOrLaterChangeNothing() throws StoreException {
        Store store = open();
        store.commit(List.of(
                List.of(seeds("akira", "chie")),
                List.of(seeds("akira", "chie"), removed("chie")),
                List.of(seeds("x"))));
        store.commit(List.of(List.of(seeds("chie"), created("botan"))));
        assertThat(crashed(store).recover().accounts()).containsExactly(account("akira"), account("botan"));
    }
}
