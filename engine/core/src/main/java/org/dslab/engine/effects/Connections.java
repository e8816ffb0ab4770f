package org.dslab.engine.effects;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.smtp.Connection;

/** The connections of one machine and their users. Calls on a connection that is gone are ignored. */
public final class Connections {

    private final Effects effects;
    private final TreeMap<Long, ConnectionUser> users = new TreeMap<>();
    private long lastOpened;

    public Connections(Effects effects) {
        this.effects = effects;
    }

    /** Opens a connection; the user is made with the handle it will use. */
    public <U extends ConnectionUser> U open(Service service, HostPort target, Function<Connection, U> user) {
        long id = ++lastOpened;
        effects.emit(new Effect.Open(id, service, target));
        U created = user.apply(new Handle(id));
        users.put(id, created);
        return created;
    }

    /** A connection that the driver has accepted. */
    public <U extends ConnectionUser> U accept(long id, Function<Connection, U> user) {
        U created = user.apply(new Handle(id));
        users.put(id, created);
        return created;
    }

    /** Hands an input to the user of its connection. */
    public void handle(Input.OfConnection input) {
        switch (input) {
            case Input.Opened opened -> user(opened.connection()).ifPresent(user -> user.opened());
            case Input.Received received ->
                user(received.connection()).ifPresent(user -> user.received(received.octets()));
            case Input.Sent sent -> user(sent.connection()).ifPresent(user -> user.sent(sent.octets()));
            case Input.EndOfInput end -> user(end.connection()).ifPresent(user -> user.endOfInput());
            case Input.Closed closed ->
                Optional.ofNullable(users.remove(closed.connection())).ifPresent(user -> user.closed(closed.cause()));
        }
    }

    private Optional<ConnectionUser> user(long id) {
        return Optional.ofNullable(users.get(id));
    }

    private final class Handle implements Connection {

        private final long id;
        private boolean ended;

        Handle(long id) {
            this.id = id;
        }

        @Override
        public void send(Octets octets) {
            if (!ended && !octets.isEmpty()) {
                effects.emit(new Effect.Send(id, octets));
            }
        }

        @Override
        public void reading(boolean on) {
            if (!ended) {
                effects.emit(new Effect.Reading(id, on));
            }
        }

        @Override
        public void finish() {
            if (!ended) {
                ended = true;
                effects.emit(new Effect.Finish(id));
            }
        }

        @Override
        public void abort() {
            if (!ended) {
                ended = true;
                effects.emit(new Effect.Abort(id));
            }
        }
    }
}
