package org.dslab.server.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.store.StoreException;

/** What the database has of bodies: the small ones, and the checksums of those in files. */
final class BodyRows {

    private final Statements statements;

    BodyRows(Statements statements) {
        this.statements = statements;
    }

    void store(long body, byte[] octets) throws SQLException {
        statements.run("INSERT INTO body(id, octets, sum) VALUES(?, ?, ?)", body, octets, RowSum.of(body, octets));
    }

    void storeFile(long body, FileSums sums) throws SQLException {
        storeFile(statements, body, sums);
    }

    static void storeFile(Statements statements, long body, FileSums sums) throws SQLException {
        byte[] octets = sums.toBytes();
        statements.run(
                "INSERT OR REPLACE INTO body_file VALUES(?, ?, ?, ?)",
                body,
                sums.size(),
                octets,
                RowSum.of(body, sums.size(), octets));
    }

    void delete(long body) throws SQLException {
        statements.run("DELETE FROM body WHERE id = ?", body);
        statements.run("DELETE FROM body_file WHERE id = ?", body);
        statements.run("DELETE FROM released WHERE body = ?", body);
    }

    /** The small body; empty if it is not there. */
    Optional<byte[]> read(long body) throws SQLException, StoreException {
        try (ResultSet row = statements
                .with("SELECT octets, sum FROM body WHERE id = ?", body)
                .executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            byte[] octets = row.getBytes(1);
            if (octets == null || RowSum.of(body, octets) != row.getLong(2)) {
                throw new StoreException(
                        CommitFailure.DAMAGED, "body " + body + " is damaged: it does not have its checksum");
            }
            return Optional.of(octets);
        }
    }

    /** A statement that has failed may never run again, whatever it is asked for. */
    void failed(Exception cause) {
        try {
            statements.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    Set<Long> small() throws SQLException {
        return ids("SELECT id FROM body");
    }

    /** Bodies of messages that are done: nobody misses them. */
    Set<Long> released() throws SQLException {
        return ids("SELECT body FROM released");
    }

    private Set<Long> ids(String query) throws SQLException {
        Set<Long> ids = new TreeSet<>();
        try (ResultSet rows = statements.with(query).executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /** The checksums of the bodies in files; those whose own row is damaged are left out. */
    Map<Long, FileSums> files() throws SQLException {
        Map<Long, FileSums> files = new TreeMap<>();
        try (ResultSet rows =
                statements.with("SELECT id, size, sums, sum FROM body_file").executeQuery()) {
            while (rows.next()) {
                byte[] sums = rows.getBytes(3);
                if (sums != null && new RowSum().add(rows, 1, 3).value() == rows.getLong(4)) {
                    files.put(rows.getLong(1), new FileSums(rows.getLong(2), sums));
                }
            }
        }
        return files;
    }

    /** The bodies that messages name, also those whose rows cannot be read otherwise. */
    Set<Long> named() throws SQLException {
        return ids("SELECT body FROM message");
    }

    /** Bodies whose checksums are here because they are in files. */
    Set<Long> inFiles() throws SQLException {
        return ids("SELECT id FROM body_file");
    }
}
