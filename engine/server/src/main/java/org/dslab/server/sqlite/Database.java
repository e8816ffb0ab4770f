package org.dslab.server.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.dslab.engine.seam.CommitFailure;
import org.dslab.server.disk.Disk;
import org.dslab.server.store.StoreException;
import org.sqlite.FileException;
import org.sqlite.NativeLibraryNotFoundException;

/** Opens the database of a spool so that a commit is durable when it returns. */
final class Database {

    /** Where SQLite's driver unpacks its native library: the system's folder for such things may be anybody's. */
    private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";

    /** Below it a check of every page takes less than 100 ms; above, damage is noticed when it is met. */
    private static final long QUICKLY_CHECKED = 32L << 20;

    /** An 8 KiB message fills two pages instead of three. */
    private static final int PAGE = 8192;

    /** 8 MiB: what is copied at once, between two commits, stays a matter of milliseconds. */
    private static final int CHECKPOINT_PAGES = 1000;

    private Database() {}

    static Connection open(SpoolFolder folder) throws StoreException {
        if (System.getProperty(LIBRARY_FOLDER) == null) {
            System.setProperty(LIBRARY_FOLDER, folder.temporary().toString());
        }
        SqliteFailures failures = new SqliteFailures(folder);
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.database(), new Properties());
            try {
                prepare(connection, folder);
                return connection;
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            if (saysThatTheLibraryIsMissing(e)) {
                throw new StoreException(
                        CommitFailure.IO,
                        "SQLite's native library cannot be unpacked to the folder " + System.getProperty(LIBRARY_FOLDER)
                                + ", or not be loaded from there, as when it is full, read-only or mounted with `noexec`;"
                                + " name another folder with the Java option -D" + LIBRARY_FOLDER
                                + "=FOLDER (DSLAB_JAVA_OPTS)",
                        e);
            }
            throw failures.of("opening the database", e);
        } catch (IOException e) {
            throw failures.of("opening the database", e);
        }
    }

    /** The driver wraps what its loader says, and "error opening connection" helps nobody. */
    private static boolean saysThatTheLibraryIsMissing(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibraryNotFoundException || cause instanceof FileException) {
                return true;
            }
        }
        return false;
    }

    private static void prepare(Connection connection, SpoolFolder folder) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA page_size = " + PAGE);
            statement.execute("PRAGMA journal_mode = WAL");
            // With less a crash of the machine loses commits that were answered with 250.
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            statement.execute("PRAGMA cache_size = -32768");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA secure_delete = OFF");
        }
        String wrong = Schema.check(connection, folder.bodies());
        if (!wrong.isEmpty()) {
            throw new StoreException(CommitFailure.IO, "the spool " + folder.path() + " " + wrong);
        }
        if (Files.size(folder.database()) <= QUICKLY_CHECKED) {
            check(connection, folder);
        }
        Disk.sync(folder.path());
    }

    private static void check(Connection connection, SpoolFolder folder) throws SQLException, StoreException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(3)")) {
            while (rows.next()) {
                findings.add(rows.getString(1));
            }
        }
        if (!findings.equals(List.of("ok"))) {
            throw new StoreException(
                    CommitFailure.IO,
                    "the spool " + folder.path() + " is damaged (" + String.join("; ", findings)
                            + "); restore it from a backup, or salvage it with `sqlite3 " + SpoolFolder.DATABASE
                            + " .recover`");
        }
    }
}
