package org.dslab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;

/** All TCP connections of a driver, by the ids of the seam. */
final class Streams {

    private final Shared shared;
    private final ReadingPause pause;
    private final TlsKit tls;
    private final Map<Long, Stream> streams = new HashMap<>();
    private long accepted;

    Streams(Shared shared, ReadingPause pause, TlsKit tls) {
        this.shared = shared;
        this.pause = pause;
        this.tls = tls;
    }

    /** A connection that the machine still has; otherwise nothing happens. */
    void with(long id, Consumer<Stream> effect) {
        Stream stream = streams.get(id);
        if (stream != null) {
            effect.accept(stream);
        }
    }

    private void withEstablished(long id, Consumer<Connection> settle) {
        if (streams.get(id) instanceof Connection connection) {
            settle.accept(connection);
        }
    }

    /** A connection to be opened. */
    Dial open(long id) {
        Dial dial = new Dial(id, this, shared);
        streams.put(id, dial);
        return dial;
    }

    /** The addresses for a {@link Dial} are known, unless it was aborted meanwhile. */
    void resolved(long id, List<InetSocketAddress> addresses) {
        if (streams.get(id) instanceof Dial dial) {
            dial.to(addresses);
        }
    }

    /** A dial has become a connection. */
    Connection established(long id, SocketChannel channel) throws IOException {
        Connection connection = new Connection(id, shared, pause, tls, channel);
        streams.put(id, connection);
        return connection;
    }

    /** A client has connected. */
    void accept(Service service, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        long id = --accepted;
        Connection connection = established(id, channel);
        shared.inputs().add(new Input.Accepted(id, service, connection.remote()));
    }

    void settle(Input input) {
        switch (input) {
            case Input.Accepted accept -> withEstablished(accept.connection(), Connection::settleAccepted);
            case Input.Opened opened -> withEstablished(opened.connection(), Connection::settleOpened);
            case Input.Received received ->
                withEstablished(
                        received.connection(),
                        connection ->
                                connection.settleReceived(received.octets().length()));
            case Input.EndOfInput end -> withEstablished(end.connection(), Connection::settleEndOfInput);
            case Input.Closed closed -> {
                Stream stream = streams.remove(closed.connection());
                if (stream != null) {
                    stream.settleClosed();
                }
            }
            default -> {}
        }
    }

    boolean allFlushed() {
        return streams.values().stream()
                .noneMatch(stream -> stream instanceof Connection connection && !connection.flushed());
    }

    /** The driver stops: everything is closed, and the machine hears nothing of it. */
    void dropAll() {
        for (Stream stream : new ArrayList<>(streams.values())) {
            switch (stream) {
                case Connection connection -> connection.drop();
                case Dial dial -> dial.drop();
            }
        }
    }

    /** After {@link #dropAll}, when the sockets are really closed. */
    void settleDropped() {
        streams.values().forEach(Stream::settleClosed);
        streams.clear();
    }
}
