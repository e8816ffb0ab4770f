package org.dslab.engine.site;

import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.reception.Reception;
import org.dslab.engine.reception.ReceptionParts;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerSession;

/** Gives every SMTP client a session, up to the configured number at once. */
final class SmtpListener {

    private static final SmtpReply TOO_MANY = new SmtpReply(421, "4.3.2", "too many connections, try again later");

    private final ReceptionParts parts;
    private final Connections connections;
    private long lastSession;
    private int open;

    SmtpListener(ReceptionParts parts, Connections connections) {
        this.parts = parts;
        this.connections = connections;
    }

    void accepted(long id, Endpoint client) {
        if (open >= parts.settings().smtp().maxConnections()) {
            connections.accept(id, Refused::new).sayWhy();
            return;
        }
        open++;
        connections
                .accept(id, connection -> new User(connection, client))
                .session
                .open();
    }

    private final class User implements ConnectionUser {

        private final SmtpServerSession session;

        User(Connection connection, Endpoint client) {
            session = new SmtpServerSession(
                    parts.settings().smtp(),
                    parts.settings().hostname(),
                    client,
                    connection,
                    new Reception(parts, ++lastSession, client),
                    parts.timers());
        }

        @Override
        public void received(Octets octets) {
            session.receive(octets);
        }

        @Override
        public void sent(long octets) {
            session.sent(octets);
        }

        @Override
        public void endOfInput() {
            session.endOfInput();
        }

        @Override
        public void closed(CloseCause cause) {
            open--;
            session.closed();
        }
    }

    /** A client too many: told so and sent away. */
    private record Refused(Connection connection) implements ConnectionUser {

        void sayWhy() {
            connection.send(TOO_MANY.octets());
            connection.finish();
        }

        @Override
        public void received(Octets octets) {}

        @Override
        public void endOfInput() {}

        @Override
        public void closed(CloseCause cause) {}
    }
}
