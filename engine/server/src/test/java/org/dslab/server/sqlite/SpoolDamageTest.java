package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flipped bits and files cut short: the spool says what it lost, and nothing altered leaves it (DS-36). */
class SpoolDamageTest {

    private static final int BIG = 200_000;

    @TempDir
    private Path folder = Path.of("replaced");

    private SqliteStore open() throws StoreException {
        return SqliteStore.open(folder.resolve("spool"), new MemoryMailboxes(), 0);
    }

    private SpoolState found() throws StoreException {
        try (SqliteStore store = open()) {
            return store.recover();
        }
    }

    private Path database() {
        return folder.resolve("spool").resolve(SpoolFolder.DATABASE);
    }

    private Path setAside() {
        return folder.resolve("spool").resolve("set-aside");
    }

    private Path onlyFile(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool").resolve(name))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static StoredMessage message(String id, long body) {
        return StoreContract.message(id, body).withHeld(false);
    }

    private static void store(SqliteStore store, String id, long body, Octets octets) throws StoreException {
        store.appendBody(body, octets);
        store.commit(List.of(List.of(new Change.MessageStored(message(id, body)))));
    }

    private static Octets text(char filling, int length) {
        return Octets.latin1(String.valueOf(filling).repeat(length));
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** Flips one bit of the octet at this place. */
    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            octets.seek(at);
            int octet = octets.read();
            octets.seek(at);
            octets.write(octet ^ 0x04);
        }
    }

    private static long find(Path file, String text) throws IOException {
        int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        return at;
    }

    private static void assertDamaged(SqliteStore store, long body, long offset) {
        assertThatThrownBy(() -> store.readBody(body, offset, 10))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.failure()).isEqualTo(CommitFailure.DAMAGED));
    }

    /** DS-36. */
    @Test
    void neverReadsASmallBodyWithAFlippedBit() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "altered", 1, text('a', 500));
            store(store, "whole", 2, text('w', 500));
        }
        flip(database(), find(database(), "a".repeat(500)) + 77);
        try (SqliteStore store = open()) {
            assertThat(store.recover().messages()).hasSize(2);
            assertDamaged(store, 1, 0);
            assertThat(store.readBody(2, 0, 10).octets()).isEqualTo(text('w', 10));
        }
    }

    /** DS-36. */
    @Test
    void neverReadsTheAlteredPartOfABigBody() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "m", 1, text('a', BIG));
        }
        flip(onlyFile("bodies"), BIG - 5);
        try (SqliteStore store = open()) {
            assertThat(store.recover().findings()).isEmpty();
            assertThat(store.readBody(1, 0, 10).octets()).isEqualTo(text('a', 10));
            assertThat(store.readBody(1, 65_530, 100).octets()).isEqualTo(text('a', 100));
            assertDamaged(store, 1, BIG - 20);
        }
    }

    /** DS-36. */
    @Test
    void aMailboxGetsNoAlteredMessage() throws Exception {
        MemoryMailboxes mailboxes = new MemoryMailboxes();
        try (SqliteStore store = open()) {
            store(store, "m", 1, text('a', BIG));
        }
        flip(onlyFile("bodies"), BIG - 5);
        try (SqliteStore store = SqliteStore.open(folder.resolve("spool"), mailboxes, 0)) {
            store.recover();
            assertThatThrownBy(() -> store.file("akira@example.com", "k", Octets.EMPTY, 1))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.failure()).isEqualTo(CommitFailure.DAMAGED));
            assertThat(mailboxes.messages("akira@example.com")).isEmpty();
        }
    }

    /** DS-36. */
    @Test
    void holdsAMessageWhoseRowHasAFlippedBit() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "altered", 1, text('a', 5));
            store(store, "whole", 2, text('w', 5));
        }
        flip(database(), find(database(), "botan@example.com") + 3);
        SpoolState state = found();
        assertThat(state.messages()).extracting(StoredMessage::held).containsExactlyInAnyOrder(true, false);
        assertThat(state.findings()).singleElement().asString().contains("is damaged in the spool", "it is held");
    }

    /** DS-36: what the operator has released is stored anew, as it is. */
    @Test
    void anAlteredMessageThatWasReleasedIsNotHeldAgain() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "m", 1, text('a', 5));
        }
        flip(database(), find(database(), "botan@example.com") + 3);
        try (SqliteStore store = open()) {
            StoredMessage held = store.recover().messages().getFirst();
            store.commit(List.of(List.of(new Change.MessageStored(held.withHeld(false)))));
        }
        assertThat(found().messages().getFirst().held()).isFalse();
        assertThat(found().findings()).isEmpty();
    }

    /** DS-36. */
    @Test
    void aRowThatMakesNoMessageStaysAndIsNamedWithItsBody() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "m", 1, text('a', 5));
        }
        sql("UPDATE recipient SET route = 'nonsense'");
        SpoolState state = found();
        assertThat(state.messages()).isEmpty();
        assertThat(state.findings()).singleElement().asString().contains("message m is damaged", "row 1");
        assertThat(setAside()).doesNotExist();
    }

    /** DS-36. */
    @Test
    void aRecipientThatIsGoneIsNoticed() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "m", 1, text('a', 5));
        }
        sql("DELETE FROM recipient");
        assertThat(found().findings()).singleElement().asString().contains("message m is damaged");
    }

    /** DS-36. */
    @Test
    void anAlteredAccountIsNamed() throws Exception {
        try (SqliteStore store = open()) {
            Account account = new Account(StoreContract.address("akira@example.com"), AccountState.ACTIVE);
            store.commit(List.of(List.of(new Change.AccountStored(account))));
        }
        sql("UPDATE account SET address = 'bkira@example.com'");
        assertThat(found().findings()).singleElement().asString().contains("akira@example.com", "`account`");
        sql("UPDATE account SET state = 'NONE'");
        assertThat(found().findings()).singleElement().asString().contains("cannot be used");
    }

    /** DS-36. */
    @Test
    void saysHowManyCommitsATruncatedLogHasLost() throws Exception {
        Path crashed = folder.resolve("crashed");
        try (SqliteStore store = open()) {
            for (int i = 1; i <= 20; i++) {
                store(store, "m" + i, i, text('a', i > 15 ? BIG : 100));
            }
            copy(folder.resolve("spool"), crashed);
        }
        Path log = crashed.resolve(SpoolFolder.DATABASE + "-wal");
        try (RandomAccessFile octets = new RandomAccessFile(log.toFile(), "rw")) {
            octets.setLength(octets.length() * 9 / 10);
        }
        int left;
        try (SqliteStore store = SqliteStore.open(crashed, new MemoryMailboxes(), 0)) {
            SpoolState state = store.recover();
            left = state.messages().size();
            assertThat(left).isBetween(1, 19);
            assertThat(state.findings())
                    .anyMatch(text -> text.contains("has lost its last " + (20 - left) + " commits"));
            assertThat(state.findings()).anyMatch(text -> text.contains("set aside"));
        }
        try (Stream<Path> files = Files.list(crashed.resolve("set-aside"))) {
            assertThat(files).hasSize(Math.min(5, 20 - left));
        }
        try (SqliteStore store = SqliteStore.open(crashed, new MemoryMailboxes(), 0)) {
            assertThat(store.recover().findings()).isEmpty();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(all::add);
        }
        for (Path file : all) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    /** DS-36. */
    @Test
    void aDatabaseThatIsGoneIsMissed() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "m", 1, text('a', 5));
        }
        Files.delete(database());
        assertThat(found().findings()).singleElement().asString().contains("has lost its last 1 commits");
    }

    /** DS-36. */
    @Test
    void bodiesThatNobodyNamesAreSetAside() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "small", 1, text('s', 500));
            store(store, "big", 2, text('b', BIG));
        }
        sql("DELETE FROM message");
        sql("DELETE FROM recipient");
        assertThat(found().findings())
                .singleElement()
                .asString()
                .contains("set aside in", setAside().toString(), ": 2;");
        assertThat(Files.readString(setAside().resolve("0000000000000001"))).isEqualTo("s".repeat(500));
        assertThat(Files.readString(setAside().resolve("0000000000000002"))).isEqualTo("b".repeat(BIG));
        assertThat(found().findings()).isEmpty();
    }

    /** DS-36: they are no news, though a crash has kept them from being deleted. */
    @Test
    void bodiesOfMessagesThatAreDoneGoWithoutAWord() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "small", 1, text('s', 500));
            store(store, "big", 2, text('b', BIG));
            store.commit(List.of(List.of(new Change.MessageRemoved("small"), new Change.MessageRemoved("big"))));
        }
        assertThat(found().findings()).isEmpty();
        assertThat(setAside()).doesNotExist();
        try (Stream<Path> files = Files.list(folder.resolve("spool").resolve("bodies"))) {
            assertThat(files).isEmpty();
        }
    }

    /** DS-36. */
    @Test
    void holdsAMessageWhoseBodyIsMissing() throws Exception {
        try (SqliteStore store = open()) {
            store(store, "small", 1, text('s', 500));
            store(store, "big", 2, text('b', BIG));
            store(store, "cut", 3, text('c', BIG));
        }
        Files.delete(folder.resolve("spool/bodies/0000000000000002"));
        Files.writeString(folder.resolve("spool/bodies/0000000000000003"), "short");
        sql("DELETE FROM body");
        SpoolState state = found();
        assertThat(state.messages()).extracting(StoredMessage::held).containsExactly(true, true, true);
        assertThat(state.findings()).hasSize(3).allMatch(text -> text.contains("missing in the spool or not complete"));
    }

    /** DS-36: whatever bit it is, everything is as it was, or there are words. */
    @Test
    void noFlippedBitOfTheDatabaseGoesUnnoticedInWhatIsDelivered() throws Exception {
        try (SqliteStore store = open()) {
            for (int i = 1; i <= 8; i++) {
                store(store, "m" + i, i, text((char) ('a' + i), 3000));
            }
        }
        byte[] whole = Files.readAllBytes(database());
        Random random = new Random(9);
        for (int round = 0; round < 60; round++) {
            int at = random.nextInt(whole.length);
            flip(database(), at);
            checkEveryMessage("bit in octet " + at);
            Files.deleteIfExists(Path.of(database() + "-wal"));
            Files.deleteIfExists(Path.of(database() + "-shm"));
            Files.write(database(), whole);
            Files.writeString(folder.resolve("spool/commits"), "0000000000000000008\n");
        }
    }

    private void checkEveryMessage(String damage) {
        try (SqliteStore store = open()) {
            SpoolState state = store.recover();
            if (state.findings().isEmpty()) {
                assertThat(state.messages()).as(damage).hasSize(8);
            }
            for (StoredMessage message : state.messages()) {
                if (!message.held()) {
                    int number = message.id().charAt(1) - '0';
                    assertThat(message).as(damage).isEqualTo(message("m" + number, number));
                    readWhole(store, number, damage);
                }
            }
        } catch (StoreException e) {
            assertThat(e).as(damage).hasMessageContaining("spool");
        }
    }

    private static void readWhole(SqliteStore store, int number, String damage) {
        try {
            assertThat(store.readBody(number, 0, 5000).octets())
                    .as(damage)
                    .isEqualTo(text((char) ('a' + number), 3000));
        } catch (StoreException e) {
            assertThat(e.failure()).as(damage).isEqualTo(CommitFailure.DAMAGED);
        }
    }
}
