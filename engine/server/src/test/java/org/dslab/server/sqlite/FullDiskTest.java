package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool without space says so, loses nothing, and goes on when there is space again. */
class FullDiskTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private static List<List<Change>> group(String id, long body) {
        return List.of(List.of(new Change.MessageStored(StoreContract.message(id, body))));
    }

    private static void store(SqliteStore store, long body, int size) throws StoreException {
        store.appendBody(body, Octets.copyOf(new byte[size]));
        store.commit(group("m" + body, body));
    }

    /** Stores messages until there is no space; returns how many fitted. */
    private static int fill(SqliteStore store, int size) {
        for (int body = 1; ; body++) {
            try {
                store(store, body, size);
            } catch (StoreException e) {
                assertThat(e.failure()).as(e.getMessage()).isEqualTo(CommitFailure.FULL);
                return body - 1;
            }
        }
    }

    private static void limitPages(SqliteStore store, int pages) throws SQLException {
        try (Statement statement = store.connection().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    /** DS-36. */
    @Test
    void aDatabaseThatMayNotGrowSaysFullAndTakesTheSameMessageLater() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), 0)) {
            limitPages(store, 64);
            int fitted = fill(store, 20_000);
            assertThat(fitted).isBetween(5, 30);
            assertThat(store.recover().messages()).hasSize(fitted);

            limitPages(store, 1_000_000);
            // The body still waits: it was not lost with the commit that failed.
            store.commit(group("m" + (fitted + 1), fitted + 1));
            assertThat(store.recover().messages()).hasSize(fitted + 1);
            assertThat(store.readBody(fitted + 1, 19_999, 10).octets().length()).isEqualTo(1);
        }
    }

    /** DS-36. */
    @Test
    void newMailLeavesAReserveInWhichDeliveriesAreStillRecorded() throws Exception {
        long all = Files.getFileStore(folder).getUsableSpace();
        store(folder, 0);
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), 2 * all)) {
            store.appendBody(2, Octets.copyOf(new byte[100]));
            assertThatThrownBy(() -> store.commit(group("m2", 2)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.failure()).isEqualTo(CommitFailure.FULL))
                    .hasMessageContaining("no new mail is taken");
            assertThatThrownBy(() -> store.appendBody(3, Octets.copyOf(new byte[100_000])))
                    .hasMessageContaining("no new mail is taken");
            store.commit(List.of(List.of(new Change.MessageRemoved("m1"))));
            assertThat(store.recover().messages()).isEmpty();
        }
    }

    private static void store(Path folder, long reserve) throws StoreException {
        try (SqliteStore store = SqliteStore.open(folder, new MemoryMailboxes(), reserve)) {
            store(store, 1, 100);
        }
    }

    /** DS-36: on a file system of 6 MiB. */
    @Test
    void aFileSystemThatIsReallyFullLosesNothingThatWasCommitted() throws Exception {
        // The first spool of a process unpacks SQLite's library, and the one below is to be small.
        store(folder.resolve("first"), 0);
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small.toString()) == 0,
                "a file system of its own can be mounted by root only");
        try {
            onASmallFileSystem(small);
        } finally {
            assertThat(run("umount", "-l", small.toString())).isZero();
        }
    }

    private void onASmallFileSystem(Path small) throws IOException {
        Path ballast = small.resolve("ballast");
        Files.write(ballast, new byte[1 << 20]);
        Path spool = small.resolve("spool");
        int small8k;
        try (SqliteStore store = SqliteStore.open(spool, new MemoryMailboxes(), 0)) {
            small8k = fill(store, 8_000);
            assertThat(small8k).isGreaterThan(20);
            assertThat(store.recover().messages()).hasSize(small8k);
            // A body that goes into a file has no space either.
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            store.appendBody(-5, Octets.copyOf(new byte[64 << 10]));
                        }
                    })
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.failure()).isEqualTo(CommitFailure.FULL));
            store.dropBody(-5);
        }
        Files.delete(ballast);
        try (SqliteStore store = SqliteStore.open(spool, new MemoryMailboxes(), 0)) {
            assertThat(store.recover().messages())
                    .hasSize(small8k)
                    .extracting(StoredMessage::body)
                    .allSatisfy(body -> assertThat(
                                    store.readBody(body, 7_999, 10).octets().length())
                            .isEqualTo(1));
            store(store, 1_000_000, 8_000);
            assertThat(store.recover().messages()).hasSize(small8k + 1);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
