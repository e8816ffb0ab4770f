package org.dslab.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.TlsSession;
import org.dslab.server.tls.TlsLayer;

/**
 * What TLS adds to a {@link Connection}: between its socket and the machine there is a {@link TlsLayer}. What the machine
 * sends waits as plaintext and becomes ciphertext when the socket takes it, so that there is little of either.
 */
final class TlsStream implements TlsLayer.User {

    /** One buffer of records, and as much that the peer has made TLS itself say. */
    private static final int MAX_PENDING = 2 * Shared.PIECE;

    private final Connection connection;
    private final SocketChannel channel;
    private final Shared shared;
    private final TlsKit kit;
    private final TlsLayer layer;
    private Octets pending = Octets.EMPTY;
    /** Octets of the machine's that {@link #pending} carries. */
    private long carried;

    private boolean endSaid;

    TlsStream(Connection connection, SocketChannel channel, Shared shared, TlsKit kit, SSLEngine engine) {
        this.connection = connection;
        this.channel = channel;
        this.shared = shared;
        this.kit = kit;
        this.layer = new TlsLayer(engine, this);
    }

    boolean isEstablished() {
        return layer.isEstablished();
    }

    /** Whether more from the network can be dealt with now. */
    boolean takesInput() {
        return !layer.isWorking();
    }

    /** Whether the peer has said that nothing more comes. */
    boolean hasEnded() {
        return endSaid;
    }

    /** Whether there is something for the network, of TLS itself or of the machine. */
    boolean hasToWrite(Output output) {
        return !pending.isEmpty() || (layer.isEstablished() && !output.isEmpty());
    }

    void begin() {
        guarded(layer::begin);
    }

    /** Takes ciphertext from the network. */
    void take(ByteBuffer ciphertext) {
        guarded(() -> {
            layer.receive(ciphertext, kit.plaintext());
            if (pending.length() > MAX_PENDING) {
                throw new SSLException("the peer does not read what it asks for");
            }
        });
    }

    private void guarded(TlsWork work) {
        if (connection.isClosed()) {
            return;
        }
        try {
            work.run();
            connection.updateInterest();
        } catch (SSLException e) {
            failed(e);
        }
    }

    /** The end of the connection, with an alert for the peer if the socket takes it at once. */
    void failed(SSLException failure) {
        shared.trouble("TLS with " + connection.remote(), failure);
        layer.fail();
        try {
            channel.write(pending.asByteBuffer());
        } catch (IOException e) {
            shared.trouble("telling " + connection.remote() + " that TLS failed", e);
        }
        connection.end(causeOf(failure));
    }

    /** Writes as much as the network takes; returns how many octets of {@code output} that was. */
    long write(Output output) throws IOException {
        long written = 0;
        while (true) {
            if (!pending.isEmpty()) {
                int count = channel.write(pending.asByteBuffer());
                pending = pending.slice(count, pending.length());
                if (!pending.isEmpty()) {
                    return written;
                }
            }
            written += carried;
            carried = 0;
            if (!layer.isEstablished() || output.isEmpty()) {
                return written;
            }
            encrypt(output);
        }
    }

    private void encrypt(Output output) throws SSLException {
        ByteBuffer target = shared.buffer().clear();
        while (!output.isEmpty() && layer.fits(target)) {
            int count = layer.wrap(output.first(), target);
            if (count == 0) {
                // The peer has ended TLS 1.2, which ends both directions.
                output.clear();
            } else {
                output.remove(count);
                carried += count;
            }
        }
        produced(Octets.drain(target.flip()));
    }

    /** Says that nothing more is sent. */
    void end() throws SSLException {
        layer.end();
    }

    /** What the handshake had computed elsewhere is there. */
    private void resume() {
        guarded(() -> layer.resume(kit.plaintext()));
    }

    @Override
    public void secured(TlsSession session) {
        shared.inputs().add(new Input.Secured(connection.id(), session));
        shared.unflushed().add(connection);
    }

    @Override
    public void received(Octets plaintext) {
        shared.inputs().add(new Input.Received(connection.id(), plaintext));
    }

    @Override
    public void ended() {
        endSaid = true;
        connection.plaintextEnds();
    }

    @Override
    public void produced(Octets ciphertext) {
        if (ciphertext.isEmpty()) {
            return;
        }
        shared.traffic().sending(connection.local(), connection.remote(), ciphertext.length());
        pending = pending.concat(ciphertext);
        shared.unflushed().add(connection);
    }

    @Override
    public void work(Runnable task) {
        kit.aside().run(task, this::resume);
    }

    private static CloseCause causeOf(SSLException failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (failure instanceof SSLHandshakeException && cause instanceof CertificateException) {
                return CloseCause.NOT_VERIFIED;
            }
            cause = cause.getCause();
        }
        return CloseCause.TLS_FAILED;
    }
}
