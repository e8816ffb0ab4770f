package org.dslab.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.AccountState;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.engine.spool.VerifiedAddress;
import org.junit.jupiter.api.Test;

/** What every store must do (DS-36). */
public interface StoreContract {

    Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    /** An empty store. */
    Store open() throws StoreException;

    /** What is left of the store after its process died at this moment. */
    Store crashed(Store store) throws StoreException;

    /** The messages in a mailbox, in the order of filing. */
    List<Octets> mailbox(Store store, String mailbox);

    static StoredMessage message(String id, long body) {
        StoredRecipient recipient =
                new StoredRecipient(address("botan@example.com"), new Route.Undecided(), 2, NOON, "451 4.4.3 later");
        Octets head = Octets.latin1("Received: from there\r\n");
        return new StoredMessage(id, "", List.of(recipient), "<m@example.com>", head, body, 5, 1, true, false, NOON);
    }

    static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static Change stored(String id, long body) {
        return new Change.MessageStored(message(id, body));
    }

    @Test
    default void anEmptyStoreRecoversNothingAndIsNotSeeded() throws StoreException {
        assertThat(open().recover()).isEqualTo(SpoolState.EMPTY);
    }

    @Test
    default void anyCommitMakesTheStoreSeeded() throws StoreException {
        Store store = open();
        store.commit(List.of(List.of()));
        assertThat(crashed(store).recover().seeded()).isTrue();
    }

    @Test
    default void whatWasCommittedSurvivesACrashInTheOrderOfItsKeys() throws StoreException {
        Account account =
                new Account(address("akira@example.com"), List.of(address("aki@example.com")), AccountState.DISABLED);
        VerifiedAddress verified = new VerifiedAddress("chie@example.com", new HostPort("192.0.2.7", 2525), NOON);
        Store store = open();
        store.appendBody(1, Octets.latin1("first"));
        store.appendBody(2, Octets.latin1("other"));
        store.commit(List.of(
                List.of(stored("b", 2)),
                List.of(stored("a", 1), new Change.AccountStored(account), new Change.AddressVerified(verified))));
        SpoolState state = crashed(store).recover();
        assertThat(state.messages()).containsExactly(message("a", 1), message("b", 2));
        assertThat(state.accounts()).containsExactly(account);
        assertThat(state.verified()).containsExactly(verified);
    }

    @Test
    default void everyKindOfRouteSurvives() throws StoreException {
        HostPort host = new HostPort("mx.example.net", 25);
        List<StoredRecipient> recipients = List.of(
                        new Route.Mailbox(address("akira@example.com")),
                        new Route.Shared(host),
                        new Route.Fixed(host),
                        new Route.ToSmartHost(host),
                        new Route.Undecided())
                .stream()
                .map(route -> new StoredRecipient(address("x@example.com"), route, 0, NOON, ""))
                .toList();
        Store store = open();
        store.appendBody(1, Octets.latin1("first"));
        store.commit(List.of(List.of(new Change.MessageStored(message("a", 1).withRecipients(recipients)))));
        assertThat(crashed(store).recover().messages().getFirst().recipients()).isEqualTo(recipients);
    }

    @Test
    default void laterChangesReplaceAndRemoveEarlierOnes() throws StoreException {
        Store store = open();
        store.appendBody(1, Octets.latin1("first"));
        store.appendBody(2, Octets.latin1("other"));
        store.commit(List.of(List.of(stored("a", 1), stored("b", 2))));
        StoredMessage shorter = message("a", 1).withRecipients(List.of());
        VerifiedAddress verified = new VerifiedAddress("chie@example.com", new HostPort("192.0.2.7", 2525), NOON);
        store.commit(List.of(
                List.of(new Change.MessageStored(shorter), new Change.AddressVerified(verified)),
                List.of(
                        new Change.MessageRemoved("b"),
                        new Change.VerifiedDropped("chie@example.com"),
                        new Change.VerifiedDropped("nobody@example.com"))));
        SpoolState state = crashed(store).recover();
        assertThat(state.messages()).containsExactly(shorter);
        assertThat(state.verified()).isEmpty();
    }

    @Test
    default void aRemovedAccountIsGone() throws StoreException {
        Account account = new Account(address("akira@example.com"), List.of(), AccountState.ACTIVE);
        Store store = open();
        store.commit(List.of(List.of(new Change.AccountStored(account))));
        store.commit(List.of(List.of(new Change.AccountRemoved(account.address().key()))));
        assertThat(crashed(store).recover().accounts()).isEmpty();
    }

    @Test
    default void aCommittedBodyIsReadInPiecesAfterACrash() throws StoreException {
        Store store = open();
        store.appendBody(1, Octets.latin1("fir"));
        store.appendBody(1, Octets.latin1("st"));
        store.commit(List.of(List.of(stored("a", 1))));
        Store after = crashed(store);
        after.recover();
        StringBuilder text = new StringBuilder();
        BodyPiece piece;
        do {
            piece = after.readBody(1, text.length(), 2);
            assertThat(piece.octets().length()).isBetween(1, 2);
            text.append(piece.octets().latin1());
        } while (!piece.last());
        assertThat(text).hasToString("first");
    }

    @Test
    default void aBodyThatNobodyCommittedIsForgotten() throws StoreException {
        Store store = open();
        store.appendBody(1, Octets.latin1("first"));
        store.appendBody(2, Octets.latin1("half"));
        store.commit(List.of(List.of(stored("a", 1))));
        Store after = crashed(store);
        after.recover();
        assertThat(after.readBody(1, 0, 10)).isEqualTo(new BodyPiece(Octets.latin1("first"), true));
        assertThat(after.readBody(2, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
    }

    @Test
    default void aDroppedBodyIsGoneAndDroppingIsRepeatable() throws StoreException {
        Store store = open();
        store.appendBody(1, Octets.latin1("first"));
        store.dropBody(1);
        store.dropBody(1);
        assertThatThrownBy(() -> store.readBody(1, 1, 10)).isInstanceOf(StoreException.class);
    }

    @Test
    default void aMessageIsFiledOnceForEachKey() throws StoreException {
        Store store = open();
        store.appendBody(1, Octets.latin1("Subject: x\r\n\r\nbody\r\n"));
        Octets head = Octets.latin1("Received: from there\r\n");
        store.file("akira@example.com", "a/akira", head, 1);
        store.file("akira@example.com", "a/akira", head, 1);
        store.file("akira@example.com", "b/akira", Octets.EMPTY, 1);
        assertThat(mailbox(store, "akira@example.com"))
                .containsExactlyInAnyOrder(
                        Octets.latin1("Received: from there\r\nSubject: x\r\n\r\nbody\r\n"),
                        Octets.latin1("Subject: x\r\n\r\nbody\r\n"));
    }
}
