package org.dslab.engine.site;

import java.util.TreeMap;
import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.effects.NotServed;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.limit.ClientCounts;
import org.dslab.engine.limit.TurnedAway;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.minger.MingerResponder;
import org.dslab.engine.minger.MingerServerSession;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.settings.MingerLimits;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.sharing.SharingHosts;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timers;

/** Answers Minger queries about this site's own addresses, over UDP and TCP (DS-50 to DS-52). */
public final class MingerListener {

    private final MingerSettings settings;
    private final MingerResponder responder;
    private final Effects effects;
    private final Connections connections;
    private final Timers timers;
    private final SharingHosts hosts;
    private final ClientCounts queries;
    private final TurnedAway turnedAway;
    private final TreeMap<String, Integer> openOf = new TreeMap<>();
    private int open;
    private boolean isOpen = true;

    public MingerListener(
            MingerSettings settings,
            MingerDirectory directory,
            SharingHosts hosts,
            Effects effects,
            Connections connections,
            Timers timers,
            TurnedAway turnedAway) {
        this.settings = settings;
        this.responder = new MingerResponder(settings, directory);
        this.effects = effects;
        this.connections = connections;
        this.timers = timers;
        this.hosts = hosts;
        this.queries = new ClientCounts(settings.limits().queries(), timers);
        this.turnedAway = turnedAway;
    }

    /**
     * Sharing hosts ask as often as they have to, known by their address or, whoever else asks from there, by the digest;
     * others only up to a limit (DS-57).
     */
    private boolean mayAsk(Endpoint client, Octets query) {
        if (hosts.connectsFrom(client.address()) || queries.allows(client.address()) || responder.isProved(query)) {
            return true;
        }
        turnedAway.count("minger: max-queries", client.address());
        return false;
    }

    /** Some connections are only for sharing hosts, so that strangers cannot shut them out (DS-57). */
    private boolean mayConnect(Endpoint client) {
        MingerLimits limits = settings.limits();
        boolean isHost = hosts.connectsFrom(client.address());
        if (open >= (isHost ? limits.maxConnections() : limits.connectionsOfStrangers())) {
            turnedAway.count("minger: max-connections", client.address());
            return false;
        }
        int ofClient = openOf.getOrDefault(ClientCounts.clientOf(client.address()), 0);
        if (!isHost && ofClient >= limits.maxConnectionsPerClient()) {
            turnedAway.count("minger: max-connections-per-client", client.address());
            return false;
        }
        return true;
    }

    /** Queries are dropped silently until {@link #open} (DS-43.6). */
    void close() {
        isOpen = false;
    }

    void open() {
        isOpen = true;
    }

    public void received(Endpoint client, Octets query) {
        if (!settings.enabled() || !isOpen || !mayAsk(client, query)) {
            return;
        }
        responder.answer(client, query).ifPresent(answered -> {
            record(client, answered);
            effects.emit(new Effect.DatagramReply(client, answered.octets()));
        });
    }

    public void accepted(long id, Endpoint client) {
        if (!settings.enabled() || !isOpen || !mayConnect(client)) {
            connections.accept(id, NotServed::new).connection().abort();
            return;
        }
        connections
                .accept(id, connection -> new User(connection, client))
                .session
                .open();
    }

    private void record(Endpoint client, MingerResponder.Answered answered) {
        effects.record(new SiteEvent.QueryAnswered(
                client, answered.mailbox(), answered.status().code()));
    }

    private final class User implements ConnectionUser {

        private final String client;
        private final MingerServerSession session;

        User(Connection connection, Endpoint client) {
            this.client = ClientCounts.clientOf(client.address());
            open++;
            openOf.merge(this.client, 1, Integer::sum);
            session = new MingerServerSession(
                    settings,
                    responder,
                    client,
                    connection,
                    timers,
                    answered -> record(client, answered),
                    query -> mayAsk(client, query));
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
            openOf.computeIfPresent(client, (name, number) -> number > 1 ? number - 1 : null);
            session.closed();
        }
    }
}
