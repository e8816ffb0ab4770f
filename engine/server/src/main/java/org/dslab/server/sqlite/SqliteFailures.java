package org.dslab.server.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.disk.Disk;
import org.dslab.server.store.StoreException;
import org.sqlite.SQLiteErrorCode;

/** What the exceptions of the database and of the file system mean. */
final class SqliteFailures {

    private static final int IO_ERROR = SQLiteErrorCode.SQLITE_IOERR.code;

    /** With less than this SQLite cannot even grow its shared memory, and calls that an I/O error. */
    private static final long HARDLY_ANYTHING = 256 << 10;

    private final SpoolFolder folder;

    SqliteFailures(SpoolFolder folder) {
        this.folder = folder;
    }

    StoreException of(String doing, IOException e) {
        if (e instanceof StoreException known) {
            return known;
        }
        CommitFailure failure = Disk.saysFull(e) ? CommitFailure.FULL : CommitFailure.IO;
        return new StoreException(
                failure,
                doing + " in " + folder.path() + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                e);
    }

    StoreException of(String doing, SQLException e) {
        // The low octet is the kind; the rest says more exactly which.
        int code = e.getErrorCode() & 0xFF;
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new StoreException(
                    CommitFailure.DAMAGED,
                    "the spool " + folder.path() + " is damaged (" + e.getMessage()
                            + "); restore it from a backup, or salvage it with `sqlite3 " + SpoolFolder.DATABASE
                            + " .recover`",
                    e);
        }
        boolean isFull = code == SQLiteErrorCode.SQLITE_FULL.code || (code == IO_ERROR && hasNoSpace());
        return new StoreException(
                isFull ? CommitFailure.FULL : CommitFailure.IO,
                doing + " in " + folder.path() + ": " + e.getMessage(),
                e);
    }

    private boolean hasNoSpace() {
        try {
            return folder.space() < HARDLY_ANYTHING;
        } catch (IOException e) {
            // Then space is not what it lacks.
            return false;
        }
    }
}
