package org.dslab.server.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Walks over the messages with their recipients: two tables stored in this order, side by side. A sorted join would need a
 * copy of everything.
 */
final class MessageRows {

    /** Column of a message's row: {@link RowSum} covers those up to the id, and the recipients. */
    static final int ID = 14;

    static final int SUM = 15;
    static final int NUMBER = 16;

    private static final int LAST_OF_RECIPIENT = 13;

    /** What is done with the rows. */
    interface Visitor {

        void message(ResultSet row) throws SQLException;

        /** Of the message before. */
        void recipient(ResultSet row) throws SQLException;

        /** Message and recipients were visited; this is their checksum. */
        void end(ResultSet message, long sum) throws SQLException;

        /** A recipient without a message. */
        void stray(ResultSet row) throws SQLException;
    }

    private MessageRows() {}

    static void walk(Connection connection, Visitor visitor) throws SQLException {
        try (Statement ofMessages = connection.createStatement();
                Statement ofRecipients = connection.createStatement();
                ResultSet message = ofMessages.executeQuery("""
                        SELECT sender, message_id, head, body, body_size, received, eight_bit, utf8, arrived,
                          arrived_nano, held, returned_from, warned, id, sum, number
                        FROM message ORDER BY number""");
                ResultSet recipient = ofRecipients.executeQuery("""
                        SELECT message, position, address, route, target, port, attempts, next, next_nano, last_reply,
                          stale_host, stale_port, stale_reply
                        FROM recipient ORDER BY message, position""")) {
            boolean isThere = recipient.next();
            while (message.next()) {
                long number = message.getLong(NUMBER);
                RowSum sum = new RowSum().add(message, 1, ID);
                visitor.message(message);
                while (isThere && recipient.getLong(1) <= number) {
                    if (recipient.getLong(1) == number) {
                        sum.add(recipient, 2, LAST_OF_RECIPIENT);
                        visitor.recipient(recipient);
                    } else {
                        visitor.stray(recipient);
                    }
                    isThere = recipient.next();
                }
                visitor.end(message, sum.value());
            }
            while (isThere) {
                visitor.stray(recipient);
                isThere = recipient.next();
            }
        }
    }
}
