package org.dslab.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.AccountState;
import org.junit.jupiter.api.Test;

/** DS-36: what was committed is found again. */
class MemorySpoolTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MemorySpool spool = new MemorySpool();

    private static StoredMessage message(String id, long body) {
        StoredRecipient recipient =
                StoredRecipient.fresh(EmailAddress.of("botan@example.com"), new Route.Undecided(), NOW);
        return new StoredMessage(
                id,
                "eve@elsewhere.test",
                List.of(recipient),
                "<m@x>",
                Octets.EMPTY,
                body,
                3,
                1,
                false,
                false,
                NOW,
                false);
    }

    @Test
    void anUnusedSpoolIsNotSeeded() {
        assertThat(spool.state()).isEqualTo(SpoolState.EMPTY);
    }

    @Test
    void everyKindOfChangeIsFoundAgainAndUndone() {
        Account account = new Account(EmailAddress.of("Akira@example.com"), AccountState.ACTIVE);
        VerifiedAddress verified = new VerifiedAddress("botan@example.com", new HostPort("osaka", 25), NOW);
        spool.commit(List.of(
                new Change.MessageStored(message("B", 2)),
                new Change.MessageStored(message("A", 1)),
                new Change.AddressVerified(verified),
                new Change.AccountStored(account)));

        assertThat(spool.state())
                .isEqualTo(state(List.of(message("A", 1), message("B", 2)), List.of(verified), List.of(account)));

        spool.commit(List.of(
                new Change.MessageRemoved("A"),
                new Change.MessageStored(message("B", 2).withRecipients(List.of())),
                new Change.VerifiedDropped("botan@example.com"),
                new Change.AccountRemoved("akira@example.com")));
        assertThat(spool.state())
                .isEqualTo(state(List.of(message("B", 2).withRecipients(List.of())), List.of(), List.of()));
    }

    private static SpoolState state(
            List<StoredMessage> messages, List<VerifiedAddress> verified, List<Account> accounts) {
        return new SpoolState(
                true, messages, verified, accounts, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void bodiesAreReadInPiecesFromAnywhere() {
        spool.appendBody(7, Octets.latin1("abc"));
        spool.appendBody(7, Octets.latin1("defgh"));

        StringBuilder read = new StringBuilder();
        while (read.length() < spool.bodySize(7)) {
            read.append(spool.readBody(7, read.length(), 2).latin1());
        }
        assertThat(read).hasToString("abcdefgh");
        assertThat(spool.readBody(7, 8, 10)).isEqualTo(Octets.EMPTY);
        assertThat(spool.readBody(8, 0, 10)).isEqualTo(Octets.EMPTY);
    }

    @Test
    void aBodyThatNoMessageNamesIsSwept() {
        spool.appendBody(1, Octets.latin1("kept"));
        spool.appendBody(2, Octets.latin1("half-written when the site died"));
        spool.commit(List.of(new Change.MessageStored(message("A", 1))));

        spool.dropOrphans();

        assertThat(spool.bodySize(1)).isEqualTo(4);
        assertThat(spool.bodySize(2)).isZero();
    }

    /** A header is appended line by line, and a slow client's message octet by octet: that must not make it slow to read. */
    @Test
    void aBodyOfManySmallPiecesIsReadInFewLargeOnes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            String piece = "abc".substring(0, 1 + i % 3);
            text.append(piece);
            spool.appendBody(7, Octets.latin1(piece));
        }
        StringBuilder read = new StringBuilder();
        int reads = 0;
        while (read.length() < spool.bodySize(7)) {
            read.append(spool.readBody(7, read.length(), 1 << 20).latin1());
            reads++;
        }

        assertThat(read.toString()).isEqualTo(text.toString());
        assertThat(reads).isEqualTo(3);
        assertThat(spool.readBody(7, 65_530, 3).latin1()).isEqualTo(text.substring(65_530, 65_533));
        assertThat(spool.readBody(7, text.length(), 1)).isEqualTo(Octets.EMPTY);
    }
}
