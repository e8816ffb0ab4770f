package org.dslab.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.Reservation;
import org.dslab.engine.spool.Route;
import org.dslab.engine.spool.SeenPost;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.StoredHost;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.engine.spool.VerifiedAddress;
import org.junit.jupiter.api.Test;

/** What every store must do (DS-36). */
public interface StoreContract extends SeedsContract {

    Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    /** The messages in a mailbox, in the order of filing. */
    List<Octets> mailbox(Store store, String mailbox);

    static StoredMessage message(String id, long body) {
        StoredRecipient recipient = new StoredRecipient(
                address("botan@example.com"),
                new Route.Undecided(),
                2,
                NOON,
                "451 4.4.3 later",
                Optional.of(new StaleRoute(new HostPort("osaka.example", 25), "550 5.1.1 no")));
        Octets head = Octets.latin1("Received: from there\r\n");
        return new StoredMessage(
                        id, "", List.of(recipient), "<m@example.com>", head, body, 5, 1, true, false, NOON, true)
                .returnedFrom("192.0.2.8")
                .withWarning();
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
        Account account = new Account(address("akira@example.com"), AccountState.DISABLED);
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
    default void namesListsReservationsPostsAndHostsSurviveInOrder() throws StoreException {
        EmailAddress akira = address("Akira@example.com");
        Alias alias = new Alias(address("aki@example.com"), akira);
        Reservation reservation = new Reservation(address("dora@example.com"));
        MailingList list = new MailingList(
                address("all@example.com"), List.of(akira, address("\"b c\"@example.org")), address("o@example.com"));
        SeenPost post = new SeenPost("all@example.com", "<1@example.com>", NOON);
        StoredHost first =
                new StoredHost(1, host("osaka.example", Optional.of("osaka"), Optional.of("secret of osaka")));
        StoredHost second = new StoredHost(2, host("kyoto.example", Optional.empty(), Optional.empty()));
        Store store = open();
        store.commit(List.of(List.of(
                new Change.AliasStored(alias),
                new Change.Reserved(reservation),
                new Change.ListStored(list),
                new Change.PostSeen(post),
                new Change.HostStored(second),
                new Change.HostStored(first))));
        Store later = crashed(store);
        SpoolState state = later.recover();
        assertThat(state.aliases()).containsExactly(alias);
        assertThat(state.reservations()).containsExactly(reservation);
        assertThat(state.lists()).containsExactly(list);
        assertThat(state.posts()).containsExactly(post);
        assertThat(state.hosts()).containsExactly(first, second);

        later.commit(List.of(List.of(
                new Change.AliasRemoved(alias.address().key()),
                new Change.ReservationEnded(reservation.address().key()),
                new Change.ListRemoved(list.address().key()),
                new Change.PostForgotten(post.list(), post.messageId()),
                new Change.HostRemoved(first.key()))));
        SpoolState left = crashed(later).recover();
        assertThat(left.aliases()).isEmpty();
        assertThat(left.reservations()).isEmpty();
        assertThat(left.lists()).isEmpty();
        assertThat(left.posts()).isEmpty();
        assertThat(left.hosts()).containsExactly(second);
    }

    private static SharingHost host(String name, Optional<String> site, Optional<String> password) {
        return new SharingHost(
                new HostPort(name, 2525),
                site,
                4070,
                password.map(Secret::new),
                MingerTransport.TCP,
                List.of("192.0.2.9"),
                true);
    }

    @Test
    default void everyKindOfRouteSurvives() throws StoreException {
        HostPort host = new HostPort("mx.example.net", 25);
        List<StoredRecipient> recipients = List.of(
                        new Route.Mailbox(address("akira@example.com")),
                        new Route.Shared(host),
                        new Route.Gateway(host),
                        new Route.ListCopy(host),
                        new Route.Fixed(host),
                        new Route.ToSmartHost(host),
                        new Route.Undecided())
                .stream()
                .map(route -> StoredRecipient.fresh(address("x@example.com"), route, NOON))
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
        Account account = new Account(address("akira@example.com"), AccountState.ACTIVE);
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

    @Test
    default void aBodyOfAnySizeIsReadAsItWasAppended() throws StoreException {
        Store store = open();
        List<List<Change>> group = new ArrayList<>();
        List<Octets> bodies = new ArrayList<>();
        int[] sizes = {1, 65_535, 65_536, 65_537, 300_000};
        for (int body = 0; body < sizes.length; body++) {
            Octets octets = octets(sizes[body]);
            for (int from = 0; from < octets.length(); from += 40_000) {
                store.appendBody(body, octets.slice(from, Math.min(octets.length(), from + 40_000)));
            }
            bodies.add(octets);
            group.add(List.of(stored("m" + body, body, sizes[body])));
        }
        assertThat(read(store, 4)).isEqualTo(bodies.get(4));
        store.commit(group);
        assertThat(read(store, 4)).isEqualTo(bodies.get(4));
        Store after = crashed(store);
        after.recover();
        for (int body = 0; body < sizes.length; body++) {
            assertThat(read(after, body)).isEqualTo(bodies.get(body));
        }
    }

    private static Octets octets(int size) {
        byte[] octets = new byte[size];
        for (int i = 0; i < size; i++) {
            octets[i] = (byte) (i * 31 + i / 251);
        }
        return Octets.copyOf(octets);
    }

    private static Change stored(String id, long body, long size) {
        StoredMessage like = message(id, body);
        return new Change.MessageStored(new StoredMessage(
                id, "", like.recipients(), "", Octets.EMPTY, body, size, 1, false, true, NOON, false));
    }

    private static Octets read(Store store, long body) throws StoreException {
        Octets all = Octets.EMPTY;
        BodyPiece piece;
        do {
            piece = store.readBody(body, all.length(), 64 << 10);
            all = all.concat(piece.octets());
        } while (!piece.last());
        return all;
    }

    @Test
    default void aBigBodyThatNobodyCommittedIsForgotten() throws StoreException {
        Store store = open();
        store.appendBody(1, octets(60_000));
        store.appendBody(1, octets(60_000));
        store.appendBody(2, octets(120_000));
        store.commit(List.of(List.of(stored("b", 2, 120_000))));
        Store after = crashed(store);
        after.recover();
        assertThat(after.readBody(1, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
        assertThat(read(after, 2)).isEqualTo(octets(120_000));
    }

    @Test
    default void aDroppedBodyStaysAwayWhetherTheCrashComesBeforeOrAfterTheNextCommit() throws StoreException {
        Store store = open();
        store.appendBody(1, octets(100));
        store.appendBody(2, octets(100_000));
        store.commit(List.of(List.of(stored("a", 1, 100), stored("b", 2, 100_000))));
        store.commit(List.of(List.of(new Change.MessageRemoved("a"), new Change.MessageRemoved("b"))));
        store.dropBody(1);
        store.dropBody(2);
        assertThat(store.readBody(1, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
        Store before = crashed(store);
        assertThat(before.recover().messages()).isEmpty();
        assertThat(before.readBody(1, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
        assertThat(before.readBody(2, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
        before.commit(List.of(List.of()));
        Store after = crashed(before);
        assertThat(after.recover().messages()).isEmpty();
        assertThat(after.readBody(1, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
    }

    @Test
    default void aMessageWithoutOctetsHasAnEmptyBody() throws StoreException {
        Store store = open();
        store.commit(List.of(List.of(stored("a", 1, 0))));
        Store after = crashed(store);
        assertThat(after.recover().messages()).hasSize(1);
        assertThat(after.readBody(1, 0, 10)).isEqualTo(new BodyPiece(Octets.EMPTY, true));
    }

    @Test
    default void textOfEveryKindAndTimesOfEveryAgeSurvive() throws StoreException {
        StoredMessage like = message("a", 1);
        EmailAddress quoted = address("\"x@y \\\" '\"@example.com");
        EmailAddress literal = address("j\u00fcrgen.\ud83d\udce8@[IPv6:2001:db8::1]");
        StoredMessage odd = new StoredMessage(
                "a",
                "o'neill;--@example.com",
                List.of(
                        StoredRecipient.fresh(quoted, new Route.Mailbox(literal), Instant.MAX),
                        StoredRecipient.fresh(literal, new Route.Undecided(), Instant.parse("1969-12-31T23:59:59.9Z"))),
                "<\u00fc\ud83d\udce8\t%_?\\@x>",
                octets(1000),
                1,
                0,
                -1,
                like.eightBit(),
                like.utf8(),
                Instant.MIN,
                false);
        Store store = open();
        store.commit(List.of(List.of(new Change.MessageStored(odd))));
        assertThat(crashed(store).recover().messages()).containsExactly(odd);
    }

    @Test
    default void aMessageThatIsStoredAgainHasOnlyItsNewRecipientsInTheirOrder() throws StoreException {
        List<StoredRecipient> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(StoredRecipient.fresh(address("r" + i + "@example.com"), new Route.Undecided(), NOON));
        }
        Store store = open();
        store.commit(List.of(List.of(new Change.MessageStored(message("a", 1).withRecipients(many)))));
        assertThat(crashed(store).recover().messages().getFirst().recipients()).isEqualTo(many);
        List<StoredRecipient> fewer = List.of(many.get(11), many.get(3));
        store.commit(List.of(
                List.of(new Change.MessageStored(message("a", 1).withRecipients(fewer))),
                List.of(new Change.MessageStored(message("b", 2).withRecipients(many)))));
        SpoolState state = crashed(store).recover();
        assertThat(state.messages().get(0).recipients()).isEqualTo(fewer);
        assertThat(state.messages().get(1).recipients()).isEqualTo(many);
    }

    @Test
    default void aStoreThatRecoversAgainGoesOnAsBefore() throws StoreException {
        Store store = open();
        store.appendBody(1, octets(10));
        store.commit(List.of(List.of(stored("a", 1, 10))));
        assertThat(store.recover()).isEqualTo(store.recover());
        assertThat(read(store, 1)).isEqualTo(octets(10));
        store.appendBody(2, octets(20));
        store.commit(List.of(List.of(stored("b", 2, 20))));
        Store after = crashed(store);
        assertThat(after.recover().messages()).hasSize(2);
        assertThat(read(after, 2)).isEqualTo(octets(20));
    }
}
