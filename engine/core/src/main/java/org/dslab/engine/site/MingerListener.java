package org.dslab.engine.site;

import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.minger.MingerDirectory;
import org.dslab.engine.minger.MingerResponder;
import org.dslab.engine.minger.MingerServerSession;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timers;

/** Answers Minger queries about this site's own addresses, over UDP and TCP (DS-50 to DS-52). */
final class MingerListener {

    private final MingerSettings settings;
    private final MingerResponder responder;
    private final Effects effects;
    private final Connections connections;
    private final Timers timers;

    MingerListener(
            MingerSettings settings,
            MingerDirectory directory,
            Effects effects,
            Connections connections,
            Timers timers) {
        this.settings = settings;
        this.responder = new MingerResponder(settings, directory);
        this.effects = effects;
        this.connections = connections;
        this.timers = timers;
    }

    void received(Endpoint client, Octets query) {
        if (!settings.enabled()) {
            return;
        }
        responder.answer(client, query).ifPresent(answered -> {
            record(client, answered);
            effects.emit(new Effect.DatagramReply(client, answered.octets()));
        });
    }

    void accepted(long id, Endpoint client) {
        if (!settings.enabled()) {
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

        private final MingerServerSession session;

        User(Connection connection, Endpoint client) {
            session = new MingerServerSession(
                    settings, responder, client, connection, timers, answered -> record(client, answered));
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
            session.closed();
        }
    }

    private record NotServed(Connection connection) implements ConnectionUser {

        @Override
        public void received(Octets octets) {}

        @Override
        public void endOfInput() {}

        @Override
        public void closed(CloseCause cause) {}
    }
}
