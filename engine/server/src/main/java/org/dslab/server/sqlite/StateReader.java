package org.dslab.server.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
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
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.StoredHost;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.dslab.engine.spool.VerifiedAddress;
import org.jspecify.annotations.Nullable;

/** Reads everything durable but the bodies, in the order that {@link SpoolState} promises. */
final class StateReader {

    /** Makes a value of the row that the cursor is at. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    StateReader(Connection connection) {
        this.connection = connection;
    }

    SpoolState read() throws SQLException {
        return new SpoolState(
                !all("SELECT seeded FROM site", row -> row.getInt(1)).isEmpty(),
                messages(),
                all(
                        "SELECT key, host, port, verified, verified_nano FROM verified ORDER BY key",
                        row -> new VerifiedAddress(
                                row.getString(1), new HostPort(row.getString(2), row.getInt(3)), time(row, 4))),
                all(
                        "SELECT address, state FROM account ORDER BY key",
                        row -> new Account(Routes.address(row.getString(1)), AccountState.valueOf(row.getString(2)))),
                all(
                        "SELECT address, target FROM alias ORDER BY key",
                        row -> new Alias(Routes.address(row.getString(1)), Routes.address(row.getString(2)))),
                all(
                        "SELECT address FROM reservation ORDER BY key",
                        row -> new Reservation(Routes.address(row.getString(1)))),
                lists(),
                all(
                        "SELECT list, message_id, at, at_nano FROM seen_post ORDER BY list, message_id",
                        row -> new SeenPost(row.getString(1), row.getString(2), time(row, 3))),
                all("""
                        SELECT position, host, port, site, minger_port, minger_password, transport, client_addresses,
                          tls_required
                        FROM sharing_host ORDER BY position, key""", StateReader::host));
    }

    private <T> List<T> all(String sql, Row<T> row) throws SQLException {
        List<T> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                result.add(row.read(rows));
            }
        }
        return result;
    }

    /** Two walks side by side over tables that are stored in this order: a sorted join would need a copy of everything. */
    private List<StoredMessage> messages() throws SQLException {
        List<StoredMessage> messages = new ArrayList<>();
        try (Statement ofMessages = connection.createStatement();
                Statement ofRecipients = connection.createStatement();
                ResultSet message = ofMessages.executeQuery("""
                        SELECT number, id, sender, message_id, head, body, body_size, received, eight_bit, utf8, arrived,
                          arrived_nano, held, returned_from, warned
                        FROM message ORDER BY number""");
                ResultSet recipient = ofRecipients.executeQuery("""
                        SELECT message, address, route, target, port, attempts, next, next_nano, last_reply, stale_host,
                          stale_port, stale_reply
                        FROM recipient ORDER BY message, position""")) {
            boolean isThere = recipient.next();
            while (message.next()) {
                long number = message.getLong(1);
                List<StoredRecipient> recipients = new ArrayList<>();
                while (isThere && recipient.getLong(1) <= number) {
                    if (recipient.getLong(1) == number) {
                        recipients.add(recipient(recipient));
                    }
                    isThere = recipient.next();
                }
                messages.add(message(message, recipients));
            }
        }
        messages.sort(Comparator.comparing(StoredMessage::id));
        return messages;
    }

    private static StoredMessage message(ResultSet row, List<StoredRecipient> recipients) throws SQLException {
        return new StoredMessage(
                row.getString(2),
                row.getString(3),
                recipients,
                row.getString(4),
                Octets.copyOf(row.getBytes(5)),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8),
                row.getBoolean(9),
                row.getBoolean(10),
                time(row, 11),
                row.getBoolean(13),
                optional(row.getString(14)),
                row.getBoolean(15));
    }

    private static StoredRecipient recipient(ResultSet row) throws SQLException {
        String target = row.getString(4);
        String staleHost = row.getString(10);
        return new StoredRecipient(
                Routes.address(row.getString(2)),
                Routes.route(row.getString(3), target == null ? "" : target, row.getInt(5)),
                row.getInt(6),
                time(row, 7),
                row.getString(9),
                staleHost == null
                        ? Optional.empty()
                        : Optional.of(new StaleRoute(new HostPort(staleHost, row.getInt(11)), row.getString(12))));
    }

    private List<MailingList> lists() throws SQLException {
        List<MailingList> lists = new ArrayList<>();
        record Header(String key, String address, String owner) {}
        List<Header> headers = all(
                "SELECT key, address, owner FROM list ORDER BY key",
                row -> new Header(row.getString(1), row.getString(2), row.getString(3)));
        try (var members =
                connection.prepareStatement("SELECT address FROM list_member WHERE list = ? ORDER BY position")) {
            for (Header header : headers) {
                List<EmailAddress> roster = new ArrayList<>();
                members.setString(1, header.key());
                try (ResultSet rows = members.executeQuery()) {
                    while (rows.next()) {
                        roster.add(Routes.address(rows.getString(1)));
                    }
                }
                lists.add(new MailingList(Routes.address(header.address()), roster, Routes.address(header.owner())));
            }
        }
        return lists;
    }

    private static StoredHost host(ResultSet row) throws SQLException {
        String addresses = row.getString(8);
        return new StoredHost(
                row.getInt(1),
                new SharingHost(
                        new HostPort(row.getString(2), row.getInt(3)),
                        optional(row.getString(4)),
                        row.getInt(5),
                        optional(row.getString(6)).map(Secret::new),
                        MingerTransport.valueOf(row.getString(7)),
                        addresses.isEmpty() ? List.of() : List.of(addresses.split(" ", -1)),
                        row.getBoolean(9)));
    }

    private static Optional<String> optional(@Nullable String text) {
        return Optional.ofNullable(text);
    }

    private static Instant time(ResultSet row, int seconds) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(seconds), row.getInt(seconds + 1));
    }
}
