package org.dslab.server.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.spool.Change;
import org.dslab.engine.spool.MailingList;
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.StoredHost;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;
import org.jspecify.annotations.Nullable;

/** Writes changes into the tables, within the transaction that is open. */
final class ChangeWriter {

    private static final String MESSAGE_NUMBER = "(SELECT number FROM message WHERE id = ?)";

    /** Where the checksum is among the values of a message. */
    private static final int SUM = 12;

    private final Statements statements;

    ChangeWriter(Statements statements) {
        this.statements = statements;
    }

    void write(Change change) throws SQLException {
        switch (change) {
            case Change.MessageStored stored -> store(stored.message());
            case Change.MessageRemoved removed -> {
                removeRecipients(removed.id());
                statements.run("INSERT OR IGNORE INTO released SELECT body FROM message WHERE id = ?", removed.id());
                statements.run("DELETE FROM message WHERE id = ?", removed.id());
            }
            case Change.AddressVerified verified -> {
                HostPort host = verified.address().host();
                put(
                        "verified",
                        verified.address().key(),
                        host.host(),
                        host.port(),
                        verified.address().verifiedAt());
            }
            case Change.VerifiedDropped dropped -> remove("verified", dropped.key());
            case Change.AccountStored stored -> {
                EmailAddress address = stored.account().address();
                put(
                        "account",
                        address.key(),
                        address.toString(),
                        stored.account().state().name());
            }
            case Change.AccountRemoved removed -> remove("account", removed.key());
            case Change.AliasStored stored -> {
                EmailAddress address = stored.alias().address();
                put(
                        "alias",
                        address.key(),
                        address.toString(),
                        stored.alias().target().toString());
            }
            case Change.AliasRemoved removed -> remove("alias", removed.key());
            case Change.Reserved reserved -> {
                EmailAddress address = reserved.reservation().address();
                put("reservation", address.key(), address.toString());
            }
            case Change.ReservationEnded ended -> remove("reservation", ended.key());
            case Change.ListStored stored -> store(stored.list());
            case Change.ListRemoved removed -> {
                remove("list", removed.key());
                statements.run("DELETE FROM list_member WHERE list = ?", removed.key());
            }
            case Change.PostSeen seen ->
                put(
                        "seen_post",
                        seen.post().list(),
                        seen.post().messageId(),
                        seen.post().at());
            case Change.PostForgotten forgotten ->
                statements.run(
                        "DELETE FROM seen_post WHERE list = ? AND message_id = ?",
                        forgotten.list(),
                        forgotten.messageId());
            case Change.HostStored stored -> store(stored.host());
            case Change.Seeds seeds -> {
                for (Change seed : seeds.changes()) {
                    write(seed);
                }
            }
            case Change.HostRemoved removed -> remove("sharing_host", removed.key());
        }
    }

    /** A row with its checksum. */
    private void put(String table, @Nullable Object... values) throws SQLException {
        @Nullable Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = RowSum.of(values);
        String columns = Schema.COLUMNS.getOrDefault(table, "");
        String places = columns.replaceAll("[a-z_]+", "?") + ", ?";
        statements.run("INSERT OR REPLACE INTO " + table + " VALUES(" + places + ")", row);
    }

    private void remove(String table, String key) throws SQLException {
        statements.run("DELETE FROM " + table + " WHERE key = ?", key);
    }

    private void removeRecipients(String message) throws SQLException {
        statements.run("DELETE FROM recipient WHERE message = " + MESSAGE_NUMBER, message);
    }

    private void store(StoredMessage message) throws SQLException {
        @Nullable
        Object[] values = {
            message.sender(),
            message.messageId(),
            message.head().toByteArray(),
            message.body(),
            message.bodySize(),
            message.received(),
            message.eightBit(),
            message.utf8(),
            message.arrivedAt(),
            message.held(),
            message.returnedFrom().orElse(null),
            message.warned(),
            0L,
            message.id()
        };
        List<@Nullable Object[]> recipients = new ArrayList<>();
        for (StoredRecipient recipient : message.recipients()) {
            recipients.add(values(message.id(), recipients.size(), recipient));
        }
        values[SUM] = sum(values, recipients);
        boolean isNew = statements.run("""
                        INSERT INTO message(sender, message_id, head, body, body_size, received, eight_bit, utf8,
                          arrived, arrived_nano, held, returned_from, warned, sum, id)
                        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING""", values) == 1;
        if (!isNew) {
            statements.run("""
                            UPDATE message SET sender = ?, message_id = ?, head = ?, body = ?, body_size = ?,
                              received = ?, eight_bit = ?, utf8 = ?, arrived = ?, arrived_nano = ?, held = ?,
                              returned_from = ?, warned = ?, sum = ?
                            WHERE id = ?""", values);
            removeRecipients(message.id());
        }
        for (@Nullable Object[] recipient : recipients) {
            statements.run(
                    "INSERT INTO recipient VALUES(" + MESSAGE_NUMBER + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    recipient);
        }
    }

    /** Over the message and its recipients, in the order in which {@link StateReader} reads them. */
    private static long sum(@Nullable Object[] message, List<@Nullable Object[]> recipients) {
        RowSum sum = new RowSum();
        for (int i = 0; i < message.length; i++) {
            if (i != SUM) {
                sum.add(message[i]);
            }
        }
        for (@Nullable Object[] recipient : recipients) {
            sum.add(Arrays.copyOfRange(recipient, 1, recipient.length));
        }
        return sum.value();
    }

    private static @Nullable Object[] values(String message, int position, StoredRecipient recipient) {
        Routes.Row route = Routes.row(recipient.route());
        StaleRoute stale = recipient.staleRoute().orElse(null);
        return new @Nullable Object[] {
            message,
            position,
            recipient.address().toString(),
            route.kind(),
            route.target().orElse(null),
            route.port().orElse(null),
            recipient.attempts(),
            recipient.nextAttempt(),
            recipient.lastReply(),
            stale == null ? null : stale.host().host(),
            stale == null ? null : stale.host().port(),
            stale == null ? null : stale.reply()
        };
    }

    private void store(MailingList list) throws SQLException {
        String key = list.address().key();
        RowSum sum =
                new RowSum().add(key, list.address().toString(), list.owner().toString());
        list.members().forEach(member -> sum.add(member.toString()));
        statements.run(
                "INSERT OR REPLACE INTO list VALUES(?, ?, ?, ?)",
                key,
                list.address().toString(),
                list.owner().toString(),
                sum.value());
        statements.run("DELETE FROM list_member WHERE list = ?", key);
        int position = 0;
        for (EmailAddress member : list.members()) {
            statements.run("INSERT INTO list_member VALUES(?, ?, ?)", key, position++, member.toString());
        }
    }

    /** With its password: the spool is owner-only (DS-71, DS-73). */
    private void store(StoredHost stored) throws SQLException {
        SharingHost host = stored.host();
        put(
                "sharing_host",
                stored.key(),
                stored.position(),
                host.smtp().host(),
                host.smtp().port(),
                host.site().orElse(null),
                host.mingerPort(),
                host.mingerPassword().map(Secret::reveal).orElse(null),
                host.transport().name(),
                String.join(" ", host.clientAddresses()),
                host.tlsRequired());
    }
}
