package org.dslab.server.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.dslab.engine.octets.Octets;
import org.sqlite.Function;

/** Makes a spool of form 1, which has no checksums, one of form 2: what is there now is taken for what was stored. */
final class Conversion {

    private static final int INTEGER = 1;
    private static final int REAL = 2;
    private static final int TEXT = 3;
    private static final int BLOB = 4;

    private final Connection connection;
    private final Path bodies;

    Conversion(Connection connection, Path bodies) {
        this.connection = connection;
        this.bodies = bodies;
    }

    /** All or nothing. */
    void run() throws SQLException, IOException {
        Function.create(connection, "row_sum", new Sum());
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                convert(statement);
                statement.execute("COMMIT");
            } catch (SQLException | IOException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } finally {
            Function.destroy(connection, "row_sum");
        }
    }

    private void convert(Statement statement) throws SQLException, IOException {
        statement.execute("ALTER TABLE site ADD COLUMN commits INTEGER NOT NULL DEFAULT 0");
        statement.execute(Schema.BODY_FILE);
        statement.execute(Schema.RELEASED);
        for (String table : Schema.SUMMED) {
            statement.execute("ALTER TABLE " + table + " ADD COLUMN sum INTEGER NOT NULL DEFAULT 0");
        }
        for (Map.Entry<String, String> table : Schema.COLUMNS.entrySet()) {
            statement.execute("UPDATE " + table.getKey() + " SET sum = row_sum(" + table.getValue() + ")");
        }
        statement.execute("UPDATE body SET sum = row_sum(id, octets)");
        setSums(StateReader.sumsOfMessages(connection), "UPDATE message SET sum = ? WHERE number = ?");
        setSums(StateReader.sumsOfLists(connection), "UPDATE list SET sum = ? WHERE key = ?");
        sumFiles();
        statement.execute("PRAGMA user_version = " + Schema.VERSION);
    }

    private void setSums(Map<?, Long> sums, String update) throws SQLException {
        try (var setting = connection.prepareStatement(update)) {
            for (Map.Entry<?, Long> sum : sums.entrySet()) {
                setting.setLong(1, sum.getValue());
                setting.setObject(2, sum.getKey());
                setting.executeUpdate();
            }
        }
    }

    /** A file that is missing or has another length gets no sums: its message will be held. */
    private void sumFiles() throws SQLException, IOException {
        Map<Long, Long> sizes = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT body, body_size FROM message")) {
            while (rows.next()) {
                sizes.put(rows.getLong(1), rows.getLong(2));
            }
        }
        try (Statements statements = new Statements(connection)) {
            for (Map.Entry<Long, Long> body : sizes.entrySet()) {
                Path file = bodies.resolve(HexFormat.of().toHexDigits(body.getKey()));
                if (Files.exists(file) && Files.size(file) == body.getValue()) {
                    BodyRows.storeFile(statements, body.getKey(), sums(file));
                }
            }
        }
    }

    private static FileSums sums(Path file) throws IOException {
        FileSums sums = new FileSums();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(FileSums.CHUNK);
            while (piece.length > 0) {
                sums.append(Octets.copyOf(piece));
                piece = in.readNBytes(FileSums.CHUNK);
            }
        }
        return sums;
    }

    /** {@link RowSum} for SQL. */
    private static final class Sum extends Function {
        @Override
        protected void xFunc() throws SQLException {
            RowSum sum = new RowSum();
            for (int i = 0; i < args(); i++) {
                switch (value_type(i)) {
                    case INTEGER -> sum.add(value_long(i));
                    case REAL -> sum.add(value_double(i));
                    case TEXT -> sum.add(value_text(i));
                    case BLOB -> sum.add((Object) value_blob(i));
                    default -> sum.add((Object) null);
                }
            }
            result(sum.value());
        }
    }
}
