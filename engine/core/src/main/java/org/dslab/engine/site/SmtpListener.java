package org.dslab.engine.site;

import java.util.List;
import java.util.TreeMap;
import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.ServerConversation;
import org.dslab.engine.limit.ClientCounts;
import org.dslab.engine.limit.TurnedAway;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.reception.Doorkeeping;
import org.dslab.engine.reception.Reception;
import org.dslab.engine.reception.ReceptionParts;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.SmtpSettings;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.engine.smtp.SmtpServerSession;

/** Gives every SMTP client a session, up to the configured numbers at once. */
final class SmtpListener {

    private static final SmtpReply TOO_MANY_OF_YOU =
            new SmtpReply(421, "4.7.0", "too many connections from your address, try again later");
    private static final SmtpReply TOO_MANY = new SmtpReply(421, "4.3.2", "too many connections, try again later");
    private static final SmtpReply STOPPING = new SmtpReply(421, "4.3.2", "shutting down, try again later");

    /** So many that are told why they are sent away, which each can drag out, at once. */
    private static final int MOST_REFUSED = 100;

    private final ReceptionParts parts;
    private final Connections connections;
    private final TreeMap<Long, SmtpServerSession> sessions = new TreeMap<>();
    private final Doorkeeping doors;
    private final TurnedAway turnedAway;
    private final TreeMap<String, Integer> openByClient = new TreeMap<>();
    private long lastSession;
    private int refused;
    private boolean ending;

    SmtpListener(ReceptionParts parts, Connections connections, Doorkeeping doors, TurnedAway turnedAway) {
        this.parts = parts;
        this.connections = connections;
        this.doors = doors;
        this.turnedAway = turnedAway;
    }

    void accepted(long id, Endpoint client) {
        if (ending) {
            refuse(id, STOPPING);
            return;
        }
        SmtpSettings settings = parts.settings().smtp();
        // Some are only for those it knows, so that strangers cannot shut them out (DS-57).
        if (sessions.size()
                >= (parts.isKnown(client.address()) ? settings.maxConnections() : settings.connectionsOfStrangers())) {
            turnedAway.count("smtp: max-connections", client.address());
            refuse(id, TOO_MANY);
            return;
        }
        String key = ClientCounts.clientOf(client.address());
        if (openByClient.getOrDefault(key, 0) >= settings.limits().maxConnectionsPerClient()) {
            turnedAway.count("smtp: max-connections-per-client", client.address());
            refuse(id, TOO_MANY_OF_YOU);
            return;
        }
        openByClient.merge(key, 1, Integer::sum);
        connections
                .accept(id, connection -> serve(id, connection, client, key))
                .session()
                .open();
    }

    private void refuse(long id, SmtpReply why) {
        Refused client = connections.accept(id, Refused::new);
        if (refused > MOST_REFUSED) {
            client.connection.abort();
        } else {
            client.connection.send(why.octets());
            client.connection.finish();
        }
    }

    private ServerConversation serve(long id, Connection connection, Endpoint client, String key) {
        SmtpServerSession session = new SmtpServerSession(
                parts.settings().smtp(),
                parts.settings().hostname(),
                client,
                connection,
                new Reception(parts, doors, ++lastSession, client),
                parts.timers());
        sessions.put(id, session);
        return new ServerConversation(session, () -> closed(id, key));
    }

    private void closed(long id, String key) {
        sessions.remove(id);
        openByClient.computeIfPresent(key, (client, number) -> number > 1 ? number - 1 : null);
    }

    /** Ends every session as soon as what was begun in it is answered, and refuses new ones. */
    void end() {
        ending = true;
        List.copyOf(sessions.values()).forEach(SmtpServerSession::end);
    }

    /** No session takes anything from its client any more. */
    boolean isOver() {
        return sessions.values().stream().allMatch(SmtpServerSession::isOver);
    }

    /** A client that is not served: told why and sent away, or merely sent away if there are many of them. */
    private final class Refused implements ConnectionUser {

        private final Connection connection;

        Refused(Connection connection) {
            this.connection = connection;
            refused++;
        }

        @Override
        public void received(Octets octets) {}

        @Override
        public void endOfInput() {}

        @Override
        public void closed(CloseCause cause) {
            refused--;
        }
    }
}
