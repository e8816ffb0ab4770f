package org.dslab.server.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.AccountState;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Account;
import org.dslab.engine.spool.Alias;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.Reservation;
import org.dslab.engine.spool.SeenPost;
import org.dslab.engine.spool.SpoolState;
import org.dslab.engine.spool.StoredHost;
import org.dslab.engine.spool.VerifiedAddress;
import org.jspecify.annotations.Nullable;

/** Reads everything durable but the bodies, in the order that {@link SpoolState} promises. */
final class StateReader {

    /** Makes a value of the row that the cursor is at. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Findings findings;

    /** What is damaged is told to the findings. */
    StateReader(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    SpoolState read() throws SQLException {
        boolean isSeeded = Schema.number(connection, "SELECT count(*) FROM site") > 0;
        MessageReader messages = new MessageReader(findings);
        MessageRows.walk(connection, messages);
        return new SpoolState(
                isSeeded,
                messages.messages(),
                all(
                        "verified",
                        "key",
                        row -> new VerifiedAddress(
                                row.getString(1), new HostPort(row.getString(2), row.getInt(3)), time(row, 4))),
                all(
                        "account",
                        "key",
                        row -> new Account(Routes.address(row.getString(2)), AccountState.valueOf(row.getString(3)))),
                all(
                        "alias",
                        "key",
                        row -> new Alias(Routes.address(row.getString(2)), Routes.address(row.getString(3)))),
                all("reservation", "key", row -> new Reservation(Routes.address(row.getString(2)))),
                lists(),
                all(
                        "seen_post",
                        "list, message_id",
                        row -> new SeenPost(row.getString(1), row.getString(2), time(row, 3))),
                all("sharing_host", "position, key", StateReader::host));
    }

    /** A row that is altered counts as it is, if it makes sense, for the site would not be the same without it. */
    private <T> List<T> all(String table, String order, Row<T> row) throws SQLException {
        String columns = Schema.COLUMNS.getOrDefault(table, "");
        int last = columns.split(",", -1).length;
        List<T> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT " + columns + ", sum FROM " + table + " ORDER BY " + order)) {
            while (rows.next()) {
                boolean isWhole = new RowSum().add(rows, 1, last).value() == rows.getLong(last + 1);
                try {
                    result.add(row.read(rows));
                    if (!isWhole) {
                        findings.add(
                                damaged(table, rows.getString(1)) + "; it is in force as it is, so look whether it is"
                                        + " right, and make it anew if not");
                    }
                } catch (SQLException | RuntimeException e) {
                    // Values that nobody has stored: each record refuses them in its own way.
                    findings.add(damaged(table, rows.getString(1)) + " and cannot be used (" + e.getMessage()
                            + "); make it anew");
                }
            }
        }
        return result;
    }

    private static String damaged(String table, String key) {
        return "the row " + key + " of the spool's table `" + table + "` is damaged";
    }

    /** The checksums of messages with their recipients, by number. */
    static Map<Long, Long> sumsOfMessages(Connection connection) throws SQLException {
        Map<Long, Long> sums = new TreeMap<>();
        MessageRows.walk(connection, new MessageRows.Visitor() {
            @Override
            public void message(ResultSet row) {}

            @Override
            public void recipient(ResultSet row) {}

            @Override
            public void end(ResultSet message, long sum) throws SQLException {
                sums.put(message.getLong(MessageRows.NUMBER), sum);
            }

            @Override
            public void stray(ResultSet row) {}
        });
        return sums;
    }

    private record ListRow(String key, String address, String owner, long sum, List<String> members) {

        long expected() {
            RowSum expected = new RowSum().add(key, address, owner);
            members.forEach(expected::add);
            return expected.value();
        }
    }

    /** The checksums of lists with their members, by key. */
    static Map<String, Long> sumsOfLists(Connection connection) throws SQLException {
        Map<String, Long> sums = new TreeMap<>();
        for (ListRow list : listRows(connection)) {
            sums.put(list.key(), list.expected());
        }
        return sums;
    }

    private static List<ListRow> listRows(Connection connection) throws SQLException {
        List<ListRow> lists = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key, address, owner, sum FROM list ORDER BY key");
                var ofList = connection.prepareStatement(
                        "SELECT address FROM list_member WHERE list = ? ORDER BY position")) {
            while (rows.next()) {
                List<String> members = new ArrayList<>();
                ofList.setString(1, rows.getString(1));
                try (ResultSet member = ofList.executeQuery()) {
                    while (member.next()) {
                        members.add(String.valueOf(member.getString(1)));
                    }
                }
                lists.add(
                        new ListRow(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4), members));
            }
        }
        return lists;
    }

    private List<MailingList> lists() throws SQLException {
        List<MailingList> lists = new ArrayList<>();
        for (ListRow list : listRows(connection)) {
            try {
                List<EmailAddress> roster = new ArrayList<>();
                for (String member : list.members()) {
                    roster.add(Routes.address(member));
                }
                lists.add(new MailingList(Routes.address(list.address()), roster, Routes.address(list.owner())));
                if (list.expected() != list.sum()) {
                    findings.add(damaged("list", list.key()) + ", or its members; look whether it is right, and make it"
                            + " anew if not");
                }
            } catch (SQLException | RuntimeException e) {
                // Values that nobody has stored: each record refuses them in its own way.
                findings.add(
                        damaged("list", list.key()) + " and cannot be used (" + e.getMessage() + "); make it anew");
            }
        }
        return lists;
    }

    private static StoredHost host(ResultSet row) throws SQLException {
        String addresses = row.getString(9);
        return new StoredHost(
                row.getInt(2),
                new SharingHost(
                        new HostPort(row.getString(3), row.getInt(4)),
                        optional(row.getString(5)),
                        row.getInt(6),
                        optional(row.getString(7)).map(Secret::new),
                        MingerTransport.valueOf(row.getString(8)),
                        addresses.isEmpty() ? List.of() : List.of(addresses.split(" ", -1)),
                        row.getBoolean(10)));
    }

    private static Optional<String> optional(@Nullable String text) {
        return Optional.ofNullable(text);
    }

    static Instant time(ResultSet row, int seconds) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(seconds), row.getInt(seconds + 1));
    }
}
