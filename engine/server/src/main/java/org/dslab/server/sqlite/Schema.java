package org.dslab.server.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a spool. Every time is two columns, seconds since 1970 and nanoseconds; every address is as it was
 * written, with its key beside it where it is searched by.
 */
final class Schema {

    /** "dslb" in {@code PRAGMA application_id}: the {@code file} program and other dslabs know the file by it. */
    static final int APPLICATION = 0x64736C62;

    /** {@code PRAGMA user_version}. */
    static final int VERSION = 2;

    /** Form 1 has no checksums, and its keys have domains as written. */
    private static final int FIRST = 1;

    /** The tables whose rows have a checksum each over all columns before it, in their order. */
    static final Map<String, String> COLUMNS = new TreeMap<>(Map.of(
            "verified", "key, host, port, verified, verified_nano",
            "account", "key, address, state",
            "alias", "key, address, target",
            "reservation", "key, address",
            "seen_post", "list, message_id, at, at_nano",
            "sharing_host",
                    "key, position, host, port, site, minger_port, minger_password, transport, client_addresses,"
                            + " tls_required"));

    /** All tables with checksums; those of messages and lists cover recipients and members, too. */
    static final List<String> SUMMED = List.of(
            "verified", "account", "alias", "reservation", "seen_post", "sharing_host", "message", "list", "body");

    /** The checksums of bodies in files. */
    static final String BODY_FILE =
            "CREATE TABLE body_file(id INTEGER PRIMARY KEY, size INTEGER NOT NULL, sums BLOB NOT NULL, sum INTEGER NOT NULL)";

    /** Bodies that messages which are done have named: they need not be set aside. */
    static final String RELEASED = "CREATE TABLE released(body INTEGER PRIMARY KEY)";

    /** One row in {@code site} says that the spool was used; before, it is seeded from the configuration (DS-71). */
    private static final String TABLES = """
            CREATE TABLE site(seeded INTEGER NOT NULL, commits INTEGER NOT NULL);
            CREATE TABLE message(
              number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, message_id TEXT NOT NULL,
              head BLOB NOT NULL, body INTEGER NOT NULL, body_size INTEGER NOT NULL, received INTEGER NOT NULL,
              eight_bit INTEGER NOT NULL, utf8 INTEGER NOT NULL, arrived INTEGER NOT NULL, arrived_nano INTEGER NOT NULL,
              held INTEGER NOT NULL, returned_from TEXT, warned INTEGER NOT NULL, sum INTEGER NOT NULL);
            CREATE TABLE recipient(
              message INTEGER NOT NULL, position INTEGER NOT NULL, address TEXT NOT NULL, route TEXT NOT NULL,
              target TEXT, port INTEGER, attempts INTEGER NOT NULL, next INTEGER NOT NULL, next_nano INTEGER NOT NULL,
              last_reply TEXT NOT NULL, stale_host TEXT, stale_port INTEGER, stale_reply TEXT,
              PRIMARY KEY(message, position)) WITHOUT ROWID;
            CREATE TABLE body(
              number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, octets BLOB NOT NULL, sum INTEGER NOT NULL);
            CREATE TABLE verified(
              key TEXT PRIMARY KEY, host TEXT NOT NULL, port INTEGER NOT NULL, verified INTEGER NOT NULL,
              verified_nano INTEGER NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE account(
              key TEXT PRIMARY KEY, address TEXT NOT NULL, state TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE alias(
              key TEXT PRIMARY KEY, address TEXT NOT NULL, target TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE reservation(key TEXT PRIMARY KEY, address TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE list(
              key TEXT PRIMARY KEY, address TEXT NOT NULL, owner TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE list_member(
              list TEXT NOT NULL, position INTEGER NOT NULL, address TEXT NOT NULL,
              PRIMARY KEY(list, position)) WITHOUT ROWID;
            CREATE TABLE seen_post(
              list TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, at_nano INTEGER NOT NULL,
              sum INTEGER NOT NULL,
              PRIMARY KEY(list, message_id)) WITHOUT ROWID;
            CREATE TABLE sharing_host(
              key TEXT PRIMARY KEY, position INTEGER NOT NULL, host TEXT NOT NULL, port INTEGER NOT NULL, site TEXT,
              minger_port INTEGER NOT NULL, minger_password TEXT, transport TEXT NOT NULL,
              client_addresses TEXT NOT NULL, tls_required INTEGER NOT NULL,
              sum INTEGER NOT NULL) WITHOUT ROWID;
            CREATE VIEW queue AS
              SELECT message.id, sender, address AS recipient, route, target, port, attempts,
                datetime(next, 'unixepoch') AS next_attempt, last_reply, datetime(arrived, 'unixepoch') AS arrived_at
              FROM message JOIN recipient ON recipient.message = message.number ORDER BY message.number, position;
            """;

    private Schema() {}

    /**
     * Creates the tables in an empty database, all or none; converts an older form, whose big bodies are in the folder.
     *
     * @return what is wrong with the database, to follow its name; empty if it is a spool now
     */
    static String check(Connection connection, Path bodies) throws SQLException, IOException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        if (application == 0 && version == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            create(connection);
            return "";
        }
        if (application != APPLICATION) {
            return "belongs to another program; name another folder under `spool`";
        }
        if (version > VERSION) {
            return "was written by a newer dslab (its form is " + version + ", this one knows " + VERSION
                    + "); use the newer one, or name another folder under `spool`";
        }
        if (version == FIRST) {
            // Keys are in their new form before they are summed; done twice it is the same.
            String twice = AddressForms.convert(connection);
            if (twice.isEmpty()) {
                new Conversion(connection, bodies).run();
            }
            return twice;
        }
        return version == VERSION ? "" : "has the unknown form " + version + "; restore it from a backup";
    }

    static int number(Connection connection, String sql) throws SQLException {
        return Math.toIntExact(longNumber(connection, sql));
    }

    static long longNumber(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String sql : TABLES.split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute(BODY_FILE);
            statement.execute(RELEASED);
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + VERSION);
            statement.execute("COMMIT");
        }
    }
}
