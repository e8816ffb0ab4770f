package org.dslab.server.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.Change;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body that somebody has taken away or cut short is never taken for a shorter one. */
class LostBodiesTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private SqliteStore store;

    LostBodiesTest() {}

    @BeforeEach
    void open() throws StoreException {
        store = SqliteStore.open(folder, new MemoryMailboxes(), 0);
        store.appendBody(1, Octets.copyOf(new byte[100_000]));
        store.appendBody(2, Octets.copyOf(new byte[5]));
        store.commit(List.of(List.of(
                new Change.MessageStored(StoreContract.message("big", 1)),
                new Change.MessageStored(StoreContract.message("small", 2)))));
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("bodies"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aFileThatWasCutShortIsUnreadable() throws IOException {
        Files.write(file(), new byte[99_999]);
        assertThatThrownBy(() -> store.readBody(1, 0, 10))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has 99999 octets instead of 100000");
    }

    @Test
    void aFileThatIsGoneIsUnreadableAlsoAfterARestart() throws IOException {
        Files.delete(file());
        assertThatThrownBy(() -> store.readBody(1, 0, 10)).isInstanceOf(StoreException.class);
        store.recover();
        assertThatThrownBy(() -> store.readBody(1, 0, 10))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the body of message big is missing");
        assertThat(store.readBody(2, 0, 10).octets().length()).isEqualTo(5);
    }

    @Test
    void theMailboxGetsNothingOfAMessageThatCannotBeRead() throws IOException {
        Files.delete(file());
        MemoryMailboxes mailboxes = new MemoryMailboxes();
        assertThatThrownBy(() -> store.file("akira@example.com", "k", Octets.latin1("Head: x\r\n"), 1))
                .isInstanceOf(StoreException.class);
        assertThat(mailboxes.messages("akira@example.com")).isEmpty();
    }
}
