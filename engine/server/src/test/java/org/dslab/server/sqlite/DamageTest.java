package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Change;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one row, or about one body, is not everybody's trouble. */
class DamageTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private static void execute(SqliteStore store, String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static void store(SqliteStore store, String id, long body, char filling) throws StoreException {
        store.appendBody(body, Octets.latin1(String.valueOf(filling).repeat(40_000)));
        store.commit(List.of(List.of(new Change.MessageStored(StoreContract.message(id, body)))));
    }

    /** Spoils the link from one page of the body to its next. */
    private void damage(char filling) throws IOException {
        Path file = folder.resolve(SpoolFolder.DATABASE);
        String octets = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int page = 8192;
        int at = octets.indexOf(String.valueOf(filling).repeat(page - 4)) / page * page;
        assertThat(at).isPositive();
        try (RandomAccessFile database = new RandomAccessFile(file.toFile(), "rw")) {
            for (int next = at; octets.charAt(next + 4) == filling && next < octets.length() - page; next += page) {
                database.seek(next);
                database.writeInt(0x7FFFFFF0);
            }
        }
    }

    /** DS-36. */
    @Test
    void aDamagedBodyDoesNotKeepOthersFromBeingRead() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), 0)) {
            store(store, "damaged", 1, 'd');
            store(store, "whole", 2, 'w');
        }
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), 0)) {
            damage('d');
            execute(store, "PRAGMA shrink_memory");
            assertThatThrownBy(() -> store.readBody(1, 0, 10))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged");
            assertThat(store.readBody(2, 0, 10).octets()).isEqualTo(Octets.latin1("w".repeat(10)));
        }
    }

    /** DS-36. */
    @Test
    void bodiesThatNobodyNamesAreForgottenLaterWhenThereIsNoSpaceAtTheStart() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), 0)) {
            store(store, "m", 1, 'm');
            execute(store, "INSERT INTO released VALUES(99)");
            execute(store, "INSERT INTO body(id, octets, sum) VALUES(99, x'00', 0)");
            execute(store, "CREATE TABLE filler(octets)");
            execute(
                    store,
                    "CREATE TRIGGER fill BEFORE DELETE ON body"
                            + " BEGIN INSERT INTO filler VALUES(zeroblob(1000000)); END");
            execute(store, "PRAGMA max_page_count = 20");
            assertThat(store.recover().messages()).hasSize(1);
            assertThat(bodies(store)).isEqualTo(2);

            execute(store, "PRAGMA max_page_count = 100000");
            store(store, "n", 2, 'n');
            assertThat(store.readBody(99, 0, 10).octets()).isEqualTo(Octets.EMPTY);
            assertThat(bodies(store)).isEqualTo(2);
        }
    }

    private static int bodies(SqliteStore store) throws SQLException {
        try (Statement statement = store.connection().createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM body")) {
            return count.getInt(1);
        }
    }

    /** DS-36: it would count as memory for ever. */
    @Test
    void aBodyWhoseFileCouldNotBeWrittenIsForgottenAltogether() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), 0)) {
            store.appendBody(1, Octets.latin1("waits"));
            Files.createDirectory(folder.resolve("bodies").resolve("0000000000000001"));
            assertThatThrownBy(() -> store.appendBody(1, Octets.copyOf(new byte[100_000])))
                    .isInstanceOf(StoreException.class);
            store.dropBody(1);
            assertThat(store.readBody(1, 0, 10).octets()).isEqualTo(Octets.EMPTY);
        }
    }
}
