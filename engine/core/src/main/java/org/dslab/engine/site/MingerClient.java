package org.dslab.engine.site;

import java.util.TreeMap;
import java.util.function.Consumer;
import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.minger.DatagramPort;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerTcpExchange;
import org.dslab.engine.minger.MingerUdpExchange;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Service;
import org.dslab.engine.settings.MingerTransport;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SharingSettings;
import org.dslab.engine.sharing.HostExchanges;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.time.Timers;

/** Asks sharing hosts over Minger, each exchange on a socket of its own (DS-54). */
public final class MingerClient implements HostExchanges {

    private final SharingSettings settings;
    private final Effects effects;
    private final Connections connections;
    private final Timers timers;
    private final TreeMap<Long, MingerUdpExchange> sockets = new TreeMap<>();
    private long lastSocket;

    public MingerClient(SharingSettings settings, Effects effects, Connections connections, Timers timers) {
        this.settings = settings;
        this.effects = effects;
        this.connections = connections;
        this.timers = timers;
    }

    @Override
    public Inquiry ask(SharingHost host, String mailbox, Consumer<HostAnswer> done) {
        if (host.transport() == MingerTransport.TCP) {
            return connections.open(
                    Service.MINGER,
                    host.minger(),
                    connection -> new TcpUser(new MingerTcpExchange(
                            mailbox, host.mingerPassword(), settings.lookupTimeout(), connection, timers, done)));
        }
        long socket = ++lastSocket;
        MingerUdpExchange exchange = new MingerUdpExchange(
                mailbox,
                host.mingerPassword(),
                settings.retransmitAfter(),
                settings.lookupTimeout(),
                new Port(socket, host.minger()),
                timers,
                done);
        sockets.put(socket, exchange);
        exchange.start();
        return exchange::cancel;
    }

    /** A datagram for one of our sockets; one that comes after its exchange is over is nobody's (DS-54). */
    public void received(long socket, Octets octets) {
        MingerUdpExchange exchange = sockets.get(socket);
        if (exchange != null) {
            exchange.received(octets);
        }
    }

    public void unreachable(long socket, CloseCause cause) {
        MingerUdpExchange exchange = sockets.get(socket);
        if (exchange != null) {
            exchange.unreachable(cause);
        }
    }

    private final class Port implements DatagramPort {

        private final long socket;
        private final HostPort target;

        Port(long socket, HostPort target) {
            this.socket = socket;
            this.target = target;
        }

        @Override
        public void send(Octets octets) {
            effects.emit(new Effect.Datagram(socket, target, octets));
        }

        @Override
        public void close() {
            if (sockets.remove(socket) != null) {
                effects.emit(new Effect.CloseDatagram(socket));
            }
        }
    }

    private record TcpUser(MingerTcpExchange exchange) implements ConnectionUser, Inquiry {

        @Override
        public void cancel() {
            exchange.cancel();
        }

        @Override
        public void opened() {
            exchange.opened();
        }

        @Override
        public void received(Octets octets) {
            exchange.receive(octets);
        }

        @Override
        public void endOfInput() {
            exchange.endOfInput();
        }

        @Override
        public void closed(CloseCause cause) {
            exchange.closed(cause);
        }
    }
}
