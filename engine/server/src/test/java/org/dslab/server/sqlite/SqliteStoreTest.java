package org.dslab.server.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dslab.engine.octets.Octets;
import org.dslab.server.store.MemoryMailboxes;
import org.dslab.server.store.Store;
import org.dslab.server.store.StoreContract;
import org.dslab.server.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A crash is a copy of the files as they are while the store has them open. */
class SqliteStoreTest implements StoreContract {

    @TempDir
    private Path folder = Path.of("replaced");

    private final MemoryMailboxes mailboxes = new MemoryMailboxes();
    private final List<SqliteStore> opened = new ArrayList<>();

    @AfterEach
    void close() throws StoreException {
        for (SqliteStore store : opened) {
            store.close();
        }
    }

    @Override
    public Store open() throws StoreException {
        return open(folder.resolve("life" + (opened.size() + 1)));
    }

    private SqliteStore open(Path spool) throws StoreException {
        SqliteStore store = SqliteStore.open(spool, mailboxes, 0);
        opened.add(store);
        return store;
    }

    @Override
    public Store crashed(Store store) throws StoreException {
        Path from = folder.resolve("life" + (opened.indexOf(store) + 1));
        Path to = folder.resolve("life" + (opened.size() + 1));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(to);
    }

    @Override
    public List<Octets> mailbox(Store store, String mailbox) {
        return mailboxes.messages(mailbox);
    }
}
