package org.dslab.server.sqlite;

import java.sql.SQLException;
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

    private final Statements statements;

    ChangeWriter(Statements statements) {
        this.statements = statements;
    }

    void write(Change change) throws SQLException {
        switch (change) {
            case Change.MessageStored stored -> store(stored.message());
            case Change.MessageRemoved removed -> {
                removeRecipients(removed.id());
                statements.run("DELETE FROM message WHERE id = ?", removed.id());
            }
            case Change.AddressVerified verified -> {
                HostPort host = verified.address().host();
                statements.run(
                        "INSERT OR REPLACE INTO verified VALUES(?, ?, ?, ?, ?)",
                        verified.address().key(),
                        host.host(),
                        host.port(),
                        verified.address().verifiedAt());
            }
            case Change.VerifiedDropped dropped -> remove("verified", dropped.key());
            case Change.AccountStored stored -> {
                EmailAddress address = stored.account().address();
                statements.run(
                        "INSERT OR REPLACE INTO account VALUES(?, ?, ?)",
                        address.key(),
                        address.toString(),
                        stored.account().state().name());
            }
            case Change.AccountRemoved removed -> remove("account", removed.key());
            case Change.AliasStored stored -> {
                EmailAddress address = stored.alias().address();
                statements.run(
                        "INSERT OR REPLACE INTO alias VALUES(?, ?, ?)",
                        address.key(),
                        address.toString(),
                        stored.alias().target().toString());
            }
            case Change.AliasRemoved removed -> remove("alias", removed.key());
            case Change.Reserved reserved -> {
                EmailAddress address = reserved.reservation().address();
                statements.run("INSERT OR REPLACE INTO reservation VALUES(?, ?)", address.key(), address.toString());
            }
            case Change.ReservationEnded ended -> remove("reservation", ended.key());
            case Change.ListStored stored -> store(stored.list());
            case Change.ListRemoved removed -> {
                remove("list", removed.key());
                statements.run("DELETE FROM list_member WHERE list = ?", removed.key());
            }
            case Change.PostSeen seen ->
                statements.run(
                        "INSERT OR REPLACE INTO seen_post VALUES(?, ?, ?, ?)",
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
            message.id()
        };
        boolean isNew = statements.run("""
                        INSERT INTO message(sender, message_id, head, body, body_size, received, eight_bit, utf8,
                          arrived, arrived_nano, held, returned_from, warned, id)
                        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING""", values) == 1;
        if (!isNew) {
            statements.run("""
                            UPDATE message SET sender = ?, message_id = ?, head = ?, body = ?, body_size = ?,
                              received = ?, eight_bit = ?, utf8 = ?, arrived = ?, arrived_nano = ?, held = ?,
                              returned_from = ?, warned = ?
                            WHERE id = ?""", values);
            removeRecipients(message.id());
        }
        int position = 0;
        for (StoredRecipient recipient : message.recipients()) {
            store(message.id(), position++, recipient);
        }
    }

    private void store(String message, int position, StoredRecipient recipient) throws SQLException {
        Routes.Row route = Routes.row(recipient.route());
        StaleRoute stale = recipient.staleRoute().orElse(null);
        statements.run(
                "INSERT INTO recipient VALUES(" + MESSAGE_NUMBER + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                stale == null ? null : stale.reply());
    }

    private void store(MailingList list) throws SQLException {
        String key = list.address().key();
        statements.run(
                "INSERT OR REPLACE INTO list VALUES(?, ?, ?)",
                key,
                list.address().toString(),
                list.owner().toString());
        statements.run("DELETE FROM list_member WHERE list = ?", key);
        int position = 0;
        for (EmailAddress member : list.members()) {
            statements.run("INSERT INTO list_member VALUES(?, ?, ?)", key, position++, member.toString());
        }
    }

    /** With its password: the spool is owner-only (DS-71, DS-73). */
    private void store(StoredHost stored) throws SQLException {
        SharingHost host = stored.host();
        statements.run(
                "INSERT OR REPLACE INTO sharing_host VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
