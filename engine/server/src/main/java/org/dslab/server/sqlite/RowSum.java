package org.dslab.server.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of a row: CRC32C over its values as SQLite holds them, each with its type and length. SQLite itself notices
 * damage to its structures only, not to what is stored in them.
 */
final class RowSum {

    private final CRC32C sum = new CRC32C();
    private final ByteBuffer numbers = ByteBuffer.allocate(9);

    static long of(@Nullable Object... values) {
        return new RowSum().add(values).value();
    }

    RowSum add(@Nullable Object... values) {
        for (Object value : values) {
            addOne(value);
        }
        return this;
    }

    /** The values of the row that the cursor is at, from this column to that. */
    RowSum add(ResultSet row, int first, int last) throws SQLException {
        for (int column = first; column <= last; column++) {
            addOne(row.getObject(column));
        }
        return this;
    }

    private void addOne(@Nullable Object value) {
        switch (value) {
            case null -> number('n', 0);
            case String text -> octets('t', text.getBytes(StandardCharsets.UTF_8));
            case byte[] octets -> octets('b', octets);
            case Boolean flag -> number('i', flag ? 1 : 0);
            case Double real -> number('r', Double.doubleToLongBits(real));
            case Number number -> number('i', number.longValue());
            case Instant time -> {
                number('i', time.getEpochSecond());
                number('i', time.getNano());
            }
            default -> throw new IllegalArgumentException("no column holds " + value.getClass());
        }
    }

    private void octets(char type, byte[] octets) {
        number(type, octets.length);
        sum.update(octets);
    }

    private void number(char type, long number) {
        numbers.clear().put((byte) type).putLong(number).flip();
        sum.update(numbers);
    }

    long value() {
        return sum.getValue();
    }
}
