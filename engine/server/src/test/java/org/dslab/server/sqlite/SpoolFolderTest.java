package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.StoredHost;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be a spool, and what is refused with which words. */
class SpoolFolderTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private SqliteStore open(Path spool) throws StoreException {
        return SqliteStore.open(spool, new MemoryMailboxes());
    }

    private void assertRefused(Path spool, String... words) {
        assertThatThrownBy(() -> open(spool).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining(spool.toString());
    }

    private void change(Path spool, String sql) throws StoreException, SQLException {
        try (SqliteStore store = open(spool);
                Statement statement = store.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** DS-73. */
    @Test
    void mailAndPasswordsAreReadableByTheirOwnerOnly() throws IOException {
        Path spool = Files.createDirectory(
                folder.resolve("spool"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (SqliteStore store = open(spool)) {
            SharingHost host = new SharingHost(
                    new HostPort("osaka.example", 25),
                    Optional.empty(),
                    4069,
                    Optional.of(new Secret("canary-password-1234")),
                    MingerTransport.UDP,
                    List.of(),
                    false);
            store.appendBody(1, Octets.copyOf(new byte[70_000]));
            store.commit(List.of(List.of(
                    new Change.HostStored(new StoredHost(1, host)),
                    new Change.MessageStored(StoreContract.message("a", 1)))));
            try (Stream<Path> files = Files.walk(spool)) {
                assertThat(files.filter(file -> !file.startsWith(spool.resolve("tmp"))))
                        .hasSizeGreaterThan(5)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void aSpoolIsUsedByOneAtATime() throws StoreException {
        Path spool = folder.resolve("spool");
        SqliteStore first = open(spool);
        assertRefused(spool, "is used by this process already");
        assertRefused(spool, "is used by this process already");
        first.close();
        open(spool).close();
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "mine");
        Files.createDirectory(folder.resolve("photos"));
        assertRefused(folder, "holds other files (letter.txt, photos)", "name an empty or a new folder under `spool`");
        assertThat(folder.resolve("dslab.db")).doesNotExist();
        assertRefused(folder.resolve("letter.txt"), "is a file, not a folder");
    }

    @Test
    void aControlSocketMayLieInTheSpoolBeforeItIsMade() throws IOException {
        Path socket = folder.resolve("control.sock");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            open(folder).close();
        }
        assertThat(folder.resolve("dslab.db")).exists();
    }

    @Test
    void aFileThatIsNoDatabaseIsNotTouched() throws IOException {
        Files.writeString(folder.resolve("dslab.db"), "a letter that somebody has named badly");
        assertRefused(folder, "is not an SQLite database", "restore it from a backup");
        assertThat(folder.resolve("dslab.db")).content().startsWith("a letter");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws Exception {
        change(folder, "PRAGMA application_id = 1234");
        assertRefused(folder, "belongs to another program", "name another folder under `spool`");
    }

    @Test
    void aSpoolOfALaterReleaseIsRefused() throws Exception {
        change(folder, "PRAGMA user_version = " + (Schema.VERSION + 1));
        assertRefused(folder, "was written by a newer dslab", "use the newer one");
    }

    @Test
    void aDamagedSpoolIsRefusedWithTheWayOut() throws Exception {
        try (SqliteStore store = open(folder)) {
            for (int i = 0; i < 100; i++) {
                store.commit(List.of(List.of(new Change.MessageStored(StoreContract.message("m" + i, i)))));
            }
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("dslab.db").toFile(), "rw")) {
            file.seek(8192);
            file.write(new byte[(int) file.length() - 8192]);
        }
        assertRefused(folder, "is damaged", "restore it from a backup", "sqlite3 dslab.db .recover");
    }

    @Test
    void whatAKilledProcessUnpackedIsRemoved() throws IOException {
        open(folder).close();
        Path leftover = Files.writeString(folder.resolve("tmp").resolve("sqlite-0-old-libsqlitejdbc.so"), "old");
        open(folder).close();
        assertThat(leftover).doesNotExist();
    }
}
