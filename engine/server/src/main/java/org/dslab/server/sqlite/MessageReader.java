package org.dslab.server.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.StaleRoute;
import org.dslab.engine.spool.StoredMessage;
import org.dslab.engine.spool.StoredRecipient;

/** Makes messages of their rows. One whose rows are altered is held, one whose rows make no message stays where it is (DS-36). */
final class MessageReader implements MessageRows.Visitor {

    private final Findings findings;
    private final List<StoredMessage> messages = new ArrayList<>();
    private List<StoredRecipient> recipients = new ArrayList<>();
    private Optional<StoredMessage> read = Optional.empty();
    private String trouble = "";
    private int strays;

    MessageReader(Findings findings) {
        this.findings = findings;
    }

    /** All that were visited, by id. */
    List<StoredMessage> messages() {
        if (strays > 0) {
            findings.add("the spool has " + strays + " recipients whose message is missing: mail is lost; compare the"
                    + " table `recipient` with the log");
        }
        messages.sort(Comparator.comparing(StoredMessage::id));
        return messages;
    }

    @Override
    public void message(ResultSet row) throws SQLException {
        recipients = new ArrayList<>();
        read = Optional.empty();
        trouble = "";
        try {
            read = Optional.of(message(row, List.of()));
        } catch (RuntimeException e) {
            // Values that nobody has stored: each record refuses them in its own way.
            trouble = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void recipient(ResultSet row) {
        try {
            recipients.add(recipientOf(row));
        } catch (SQLException | RuntimeException e) {
            // As above.
            trouble = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void end(ResultSet row, long sum) throws SQLException {
        if (read.isEmpty() || !trouble.isEmpty()) {
            findings.add("message " + row.getString(MessageRows.ID) + " is damaged in the spool and cannot be read ("
                    + trouble + "); it stays there, row " + row.getLong(MessageRows.NUMBER)
                    + " of the table `message`, and is not delivered");
            return;
        }
        StoredMessage message = read.get().withRecipients(recipients);
        if (sum == row.getLong(MessageRows.SUM)) {
            messages.add(message);
        } else {
            findings.add("message " + message.id() + " is damaged in the spool: its envelope is not the one that was"
                    + " stored; it is held. `queue release " + message.id() + "` sends it as `queue list` shows it,"
                    + " `queue delete " + message.id() + "` forgets it");
            messages.add(message.withHeld(true));
        }
    }

    @Override
    public void stray(ResultSet row) {
        strays++;
    }

    private static StoredMessage message(ResultSet row, List<StoredRecipient> recipients) throws SQLException {
        byte[] head = row.getBytes(3);
        return new StoredMessage(
                row.getString(MessageRows.ID),
                row.getString(1),
                recipients,
                row.getString(2),
                Octets.copyOf(head == null ? new byte[0] : head),
                row.getLong(4),
                row.getLong(5),
                row.getInt(6),
                row.getBoolean(7),
                row.getBoolean(8),
                StateReader.time(row, 9),
                row.getBoolean(11),
                Optional.ofNullable(row.getString(12)),
                row.getBoolean(13));
    }

    private static StoredRecipient recipientOf(ResultSet row) throws SQLException {
        String target = row.getString(5);
        String staleHost = row.getString(11);
        return new StoredRecipient(
                Routes.address(row.getString(3)),
                Routes.route(row.getString(4), target == null ? "" : target, row.getInt(6)),
                row.getInt(7),
                StateReader.time(row, 8),
                row.getString(10),
                staleHost == null
                        ? Optional.empty()
                        : Optional.of(new StaleRoute(new HostPort(staleHost, row.getInt(12)), row.getString(13))));
    }
}
