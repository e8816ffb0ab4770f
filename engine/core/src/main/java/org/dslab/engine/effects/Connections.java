package org.dslab.engine.effects;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.engine.seam.TlsSide;
import org.dslab.engine.smtp.Connection;

/** The connections of one machine and their users. Calls on a connection that is gone are ignored. */
public final class Connections {

    private final Effects effects;
    private final TreeMap<Long, Handle> handles = new TreeMap<>();
    private long lastOpened;
    private long octetsHeld;

    public Connections(Effects effects) {
        this.effects = effects;
    }

    /** Opens a connection; the user is made with the handle it will use. */
    public <U extends ConnectionUser> U open(Service service, HostPort target, Function<Connection, U> user) {
        long id = ++lastOpened;
        effects.emit(new Effect.Open(id, service, target));
        return use(id, user);
    }

    /** A connection that the driver has accepted. */
    public <U extends ConnectionUser> U accept(long id, Function<Connection, U> user) {
        return use(id, user);
    }

    private <U extends ConnectionUser> U use(long id, Function<Connection, U> user) {
        Handle handle = new Handle(id);
        U created = user.apply(handle);
        handle.user = Optional.of(created);
        handles.put(id, handle);
        return created;
    }

    /** Connections that are open or being opened. */
    public int size() {
        return handles.size();
    }

    /** Octets in memory for all connections: what the network has not taken yet, and what is kept to be worked off. */
    public long octetsHeld() {
        return octetsHeld;
    }

    /** Hands an input to the user of its connection. */
    public void handle(Input.OfConnection input) {
        Handle handle = handles.get(input.connection());
        if (handle == null || handle.user.isEmpty()) {
            return;
        }
        ConnectionUser user = handle.user.get();
        switch (input) {
            case Input.Opened opened -> user.opened();
            case Input.Secured secured -> user.secured(secured.session());
            case Input.Received received -> user.received(received.octets());
            case Input.Sent sent -> {
                handle.unsent(-sent.octets());
                user.sent(sent.octets());
            }
            case Input.EndOfInput end -> user.endOfInput();
            case Input.Closed closed -> {
                handles.remove(closed.connection());
                user.closed(closed.cause());
                handle.gone();
            }
        }
    }

    private final class Handle implements Connection {

        private final long id;
        private Optional<ConnectionUser> user = Optional.empty();
        private boolean ended;
        private boolean isGone;
        private long unsent;
        private long kept;

        Handle(long id) {
            this.id = id;
        }

        @Override
        public void send(Octets octets) {
            if (!ended && !octets.isEmpty()) {
                unsent(octets.length());
                effects.emit(new Effect.Send(id, octets));
            }
        }

        private void unsent(long change) {
            unsent += change;
            octetsHeld += change;
        }

        @Override
        public void keeps(long octets) {
            if (!isGone) {
                octetsHeld += octets - kept;
                kept = octets;
            }
        }

        void gone() {
            octetsHeld -= unsent + kept;
            unsent = 0;
            kept = 0;
            isGone = true;
        }

        @Override
        public void reading(boolean on) {
            if (!ended) {
                effects.emit(new Effect.Reading(id, on));
            }
        }

        @Override
        public void secure(TlsSide side) {
            if (!ended) {
                effects.emit(new Effect.Secure(id, side));
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
