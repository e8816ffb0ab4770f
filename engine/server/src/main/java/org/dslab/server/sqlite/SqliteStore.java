package org.dslab.server.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.SpoolState;
import org.dslab.server.disk.Disk;
import org.dslab.server.store.BodyPiece;
import org.dslab.server.store.Mailboxes;
import org.dslab.server.store.MessageStream;
import org.dslab.server.store.Store;
import org.dslab.server.store.StoreException;

/**
 * A spool in a folder (DS-36): state, envelopes and bodies up to 64 KiB in an SQLite database, where a group of commits is
 * one transaction with one sync; bigger bodies in files beside it, synced before the commit that names them. One process
 * at a time; owner-only, for it holds mail and passwords.
 */
public final class SqliteStore implements Store, AutoCloseable {

    private static final int SMALL = 64 << 10;
    private static final long MOST_IN_MEMORY = 32L << 20;

    /** What new mail leaves free, so that a full disk does not keep the site from recording what it has delivered. */
    private static final long RESERVE = 16L << 20;

    /** Each waits for the disk twice, and the disk serves those that wait together in one go. */
    private static final int FILES_AT_ONCE = 16;

    private final SpoolFolder folder;
    private final Mailboxes mailboxes;
    private final long reserve;
    private final SqliteFailures failures;
    private final Connection connection;
    private final Statements statements;
    private final ChangeWriter writer;
    private final WaitingBodies waiting = new WaitingBodies();
    private final BodyFiles files;
    private final BodyRows rows;
    private final CommitCount commits;
    private final Set<Long> dropped = new TreeSet<>();
    private boolean isSeeded;
    private boolean isClosed;

    private SqliteStore(SpoolFolder folder, Connection connection, Mailboxes mailboxes, long reserve)
            throws IOException {
        this.folder = folder;
        this.connection = connection;
        this.mailboxes = mailboxes;
        this.reserve = reserve;
        failures = new SqliteFailures(folder);
        statements = new Statements(connection);
        writer = new ChangeWriter(statements);
        files = new BodyFiles(folder.bodies());
        rows = new BodyRows(statements);
        commits = new CommitCount(folder.commits());
    }

    /**
     * Opens the spool in the folder, or makes one in a folder that is missing or empty.
     *
     * @throws StoreException if it cannot be used; the message names it, says what is wrong and what to do
     */
    public static SqliteStore open(Path folder, Mailboxes mailboxes) throws StoreException {
        return open(folder, mailboxes, RESERVE);
    }

    static SqliteStore open(Path folder, Mailboxes mailboxes, long reserve) throws StoreException {
        SpoolFolder taken = SpoolFolder.take(folder);
        try {
            return new SqliteStore(taken, Database.open(taken), mailboxes, reserve);
        } catch (IOException e) {
            try {
                taken.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw new SqliteFailures(taken).of("opening the spool", e);
        }
    }

    @Override
    public synchronized SpoolState recover() throws StoreException {
        try {
            Recovery recovery = new Recovery(folder, connection, rows, files);
            SpoolState state = recovery.read(commits);
            dropped.clear();
            dropped.addAll(recovery.dropped());
            isSeeded = state.seeded();
            forgetDropped();
            return state;
        } catch (SQLException e) {
            throw failures.of("reading the spool", e);
        } catch (IOException e) {
            throw failures.of("reading the spool", e);
        }
    }

    private void forgetDropped() throws SQLException {
        if (!dropped.isEmpty()) {
            try {
                transaction(List.of(), List.of(), List.of());
            } catch (SQLException e) {
                // Forgetting needs space, too. They go with the next transaction, or start, for which there is some.
                if (failures.of("forgetting bodies", e).failure() != CommitFailure.FULL) {
                    throw e;
                }
            }
        }
    }

    @Override
    public synchronized void commit(List<List<Change>> group) throws StoreException {
        Set<Long> named = new TreeSet<>();
        for (List<Change> changes : group) {
            for (Change change : changes) {
                if (change instanceof Change.MessageStored stored) {
                    named.add(stored.message().body());
                }
            }
        }
        List<Long> fresh = new ArrayList<>();
        named.stream().filter(waiting::has).forEach(fresh::add);
        try {
            if (!fresh.isEmpty()) {
                keepReserve();
            }
            files.sync(named);
            List<Long> inFiles = files.unnamed(named);
            transaction(fresh, inFiles, group);
            files.named(inFiles);
        } catch (SQLException e) {
            throw failures.of("committing", e);
        } catch (IOException e) {
            throw failures.of("committing", e);
        }
        fresh.forEach(waiting::remove);
    }

    private void transaction(List<Long> fresh, List<Long> inFiles, List<List<Change>> group) throws SQLException {
        boolean seeds = !isSeeded && !group.isEmpty();
        try {
            // Not by the driver's own transactions: after one that SQLite has rolled back they begin no other.
            statements.run("BEGIN IMMEDIATE");
            for (long body : dropped) {
                rows.delete(body);
            }
            for (long body : fresh) {
                rows.store(body, waiting.find(body).orElseThrow());
            }
            for (long body : inFiles) {
                rows.storeFile(body, files.sums(body));
            }
            if (seeds) {
                statements.run("INSERT INTO site VALUES(1, ?)", commits.next());
            } else if (isSeeded) {
                statements.run("UPDATE site SET commits = ?", commits.next());
            }
            boolean isUsed = isSeeded;
            for (List<Change> changes : group) {
                writeAll(changes, isUsed);
                isUsed = true;
            }
            statements.run("COMMIT");
        } catch (SQLException e) {
            undo(e);
            throw e;
        }
        dropped.clear();
        isSeeded |= seeds;
        if (isSeeded) {
            commits.is(commits.next());
        }
    }

    private void writeAll(List<Change> changes, boolean isUsed) throws SQLException {
        for (Change change : changes) {
            if (!isUsed || !(change instanceof Change.Seeds)) {
                writer.write(change);
            }
        }
    }

    private void undo(SQLException cause) {
        try (Statement statement = connection.createStatement()) {
            statements.close();
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself already, as it does when there is no space.
            cause.addSuppressed(e);
        }
    }

    private void keepReserve() throws IOException {
        if (folder.space() < reserve) {
            throw new StoreException(
                    CommitFailure.FULL,
                    "less than " + (reserve >> 20) + " MiB are free for " + folder.path() + "; no new mail is taken");
        }
    }

    @Override
    public synchronized void appendBody(long body, Octets octets) throws StoreException {
        try {
            if (files.has(body)) {
                keepReserve();
                files.append(body, octets);
            } else if (waiting.size(body) + octets.length() <= SMALL && waiting.size() < MOST_IN_MEMORY) {
                waiting.append(body, octets);
            } else {
                keepReserve();
                files.append(body, Octets.copyOf(waiting.find(body).orElse(new byte[0])));
                waiting.remove(body);
                files.append(body, octets);
            }
        } catch (IOException e) {
            throw failures.of("storing a body", e);
        }
    }

    @Override
    public synchronized BodyPiece readBody(long body, long offset, int length) throws StoreException {
        try {
            if (files.has(body)) {
                return files.read(body, offset, length);
            }
            byte[] octets = waiting.has(body) ? waiting.find(body).orElseThrow() : stored(body);
            if (offset > octets.length) {
                throw new StoreException(CommitFailure.IO, "body " + body + " has only " + octets.length + " octets");
            }
            int end = (int) Math.min(octets.length, offset + length);
            return new BodyPiece(Octets.copyOf(octets, (int) offset, end - (int) offset), end == octets.length);
        } catch (SQLException e) {
            rows.failed(e);
            throw failures.of("reading a body", e);
        } catch (IOException e) {
            throw failures.of("reading a body", e);
        }
    }

    private byte[] stored(long body) throws SQLException, StoreException {
        if (!dropped.contains(body)) {
            Optional<byte[]> octets = rows.read(body);
            if (octets.isPresent()) {
                return octets.get();
            }
            try (ResultSet row = statements
                    .with("SELECT id FROM message WHERE body = ? AND body_size > 0", body)
                    .executeQuery()) {
                if (row.next()) {
                    throw new StoreException(
                            CommitFailure.DAMAGED,
                            "the body of message " + row.getString(1) + " is missing in " + folder.path());
                }
            }
        }
        return new byte[0];
    }

    @Override
    public synchronized void dropBody(long body) throws StoreException {
        try {
            // One whose file could not be written is in both places.
            boolean wasWaiting = waiting.remove(body);
            boolean isInDatabase = files.has(body) ? files.isNamed(body) : !wasWaiting;
            if (files.has(body)) {
                files.delete(body);
            }
            if (isInDatabase) {
                // In the next transaction; one of its own would cost a sync.
                dropped.add(body);
            }
        } catch (IOException e) {
            throw failures.of("deleting a body", e);
        }
    }

    @Override
    public int filesAtOnce() {
        return FILES_AT_ONCE;
    }

    @Override
    public void file(String mailbox, String key, Octets head, long body) throws StoreException {
        try (InputStream message = new MessageStream(head, this, body)) {
            mailboxes.file(mailbox, key, message);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            CommitFailure failure = Disk.saysFull(e) ? CommitFailure.FULL : CommitFailure.IO;
            throw new StoreException(failure, "mailbox " + mailbox + ": " + e.getMessage(), e);
        }
    }

    /** For tests of what only happens to a database. */
    Connection connection() {
        return connection;
    }

    /** Lets another process use the spool. What was not committed is lost. Harmless a second time. */
    @Override
    public synchronized void close() throws StoreException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            try {
                forgetDropped();
                statements.close();
            } finally {
                connection.close();
                commits.close();
                folder.close();
            }
        } catch (SQLException e) {
            throw failures.of("closing the spool", e);
        } catch (IOException e) {
            throw failures.of("closing the spool", e);
        }
    }
}
