package org.dslab.server.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of one connection, each compiled once. */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> compiled = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Runs a change; returns how many rows it concerned. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        return with(sql, values).executeUpdate();
    }

    /** A statement with its values, ready to run; closed with this. An instant fills two columns. */
    PreparedStatement with(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = compiled.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            compiled.put(sql, statement);
        }
        int index = 1;
        for (Object value : values) {
            if (value instanceof Instant time) {
                statement.setLong(index++, time.getEpochSecond());
                statement.setInt(index++, time.getNano());
            } else {
                set(statement, index++, value);
            }
        }
        return statement;
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case byte[] octets -> statement.setBytes(index, octets);
            default -> throw new IllegalArgumentException("no column holds " + value.getClass());
        }
    }

    /** Also after a failure: one that failed cannot be run again, and the next use compiles it anew. */
    @Override
    public void close() throws SQLException {
        List<PreparedStatement> closing = List.copyOf(compiled.values());
        compiled.clear();
        for (PreparedStatement statement : closing) {
            statement.close();
        }
    }
}
