package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.VerifiedAddress;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool of form 1, which had no checksums, goes on as one of form 2 (DS-36). */
class ConversionTest {

    private static final Octets BIG = Octets.latin1("b".repeat(200_000));
    private static final Octets SMALL = Octets.latin1("small");

    @TempDir
    private Path folder = Path.of("replaced");

    private SpoolState before = SpoolState.EMPTY;

    ConversionTest() {}

    private SqliteStore open() throws StoreException {
        return SqliteStore.open(folder, new MemoryMailboxes(), 0);
    }

    /** What a site of form 1 would have left. */
    @BeforeEach
    void writeFormOne() throws IOException, SQLException {
        try (SqliteStore store = open()) {
            store.appendBody(1, SMALL);
            store.appendBody(2, BIG);
            StoredMessage big = StoreContract.message("big", 2).withHeld(false);
            store.commit(List.of(List.of(
                    new Change.MessageStored(StoreContract.message("small", 1).withHeld(false)),
                    new Change.MessageStored(big),
                    new Change.AccountStored(
                            new Account(StoreContract.address("akira@example.com"), AccountState.FULL)),
                    new Change.AddressVerified(new VerifiedAddress(
                            "chie@example.com", new HostPort("192.0.2.7", 2525), StoreContract.NOON)),
                    new Change.ListStored(new MailingList(
                            StoreContract.address("all@example.com"),
                            List.of(StoreContract.address("akira@example.com")),
                            StoreContract.address("o@example.com"))))));
            before = store.recover();
        }
        for (String table : Schema.SUMMED) {
            sql("ALTER TABLE " + table + " DROP COLUMN sum");
        }
        sql("ALTER TABLE site DROP COLUMN commits");
        sql("DROP TABLE body_file");
        sql("DROP TABLE released");
        sql("UPDATE message SET body_size = 200000 WHERE id = 'big'");
        sql("PRAGMA user_version = 1");
        Files.delete(folder.resolve("commits"));
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SpoolFolder.DATABASE));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** DS-36. */
    @Test
    void everythingIsThereAndHasItsChecksum() throws Exception {
        for (int start = 1; start <= 2; start++) {
            try (SqliteStore store = open()) {
                SpoolState after = store.recover();
                assertThat(after.findings()).isEmpty();
                assertThat(after.messages()).extracting(StoredMessage::id).containsExactly("big", "small");
                assertThat(after.messages()).noneMatch(StoredMessage::held);
                assertThat(after.messages().getLast())
                        .isEqualTo(before.messages().getLast());
                assertThat(after.accounts()).isEqualTo(before.accounts());
                assertThat(after.verified()).isEqualTo(before.verified());
                assertThat(after.lists()).isEqualTo(before.lists());
                assertThat(store.readBody(1, 0, 100).octets()).isEqualTo(SMALL);
                assertThat(store.readBody(2, 0, 200_000).octets()).isEqualTo(BIG);
                store.commit(List.of(List.of()));
            }
        }
    }

    /** DS-36. */
    @Test
    void aFileOfAnotherLengthIsNotTakenForTheBody() throws Exception {
        Files.writeString(folder.resolve("bodies/0000000000000002"), "short");
        try (SqliteStore store = open()) {
            SpoolState after = store.recover();
            assertThat(after.messages().getFirst().held()).isTrue();
            assertThat(after.findings()).singleElement().asString().contains("the body of message big is missing");
        }
    }
}
