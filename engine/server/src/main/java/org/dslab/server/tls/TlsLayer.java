package org.dslab.server.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.TlsSession;

/**
 * TLS on one connection: octets in, octets out. It keeps no buffer but the beginning of a record that has not arrived in
 * full. Not thread-safe; while a task of the handshake runs elsewhere, nothing is done until {@link #resume}.
 */
public final class TlsLayer {

    /** The owner of the connection; its methods only take note. */
    public interface User {

        void secured(TlsSession session);

        void received(Octets plaintext);

        /** The peer has said that nothing more comes. */
        void ended();

        /** To be sent as it is. */
        void produced(Octets ciphertext);

        /** Costly work of the handshake, for another thread; then {@link TlsLayer#resume}. */
        void work(Runnable task);
    }

    private final SSLEngine engine;
    private final User user;
    private Octets unread = Octets.EMPTY;
    private boolean established;
    private boolean working;
    private boolean ended;

    public TlsLayer(SSLEngine engine, User user) {
        this.engine = engine;
        this.user = user;
    }

    public boolean isEstablished() {
        return established;
    }

    /** Whether {@link #resume} has to come first. */
    public boolean isWorking() {
        return working;
    }

    public void begin() throws SSLException {
        engine.beginHandshake();
        advance(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
    }

    /**
     * Takes octets from the network.
     *
     * @param plaintext room for what comes of them, at least the size of a record
     */
    public void receive(ByteBuffer ciphertext, ByteBuffer plaintext) throws SSLException {
        ByteBuffer in = ciphertext;
        if (!unread.isEmpty()) {
            in = ByteBuffer.allocate(unread.length() + ciphertext.remaining());
            in.put(unread.asByteBuffer()).put(ciphertext).flip();
            unread = Octets.EMPTY;
        }
        advance(in, plaintext);
    }

    /** The task is done. */
    public void resume(ByteBuffer plaintext) throws SSLException {
        working = false;
        receive(ByteBuffer.allocate(0), plaintext);
    }

    private void advance(ByteBuffer in, ByteBuffer plaintext) throws SSLException {
        plaintext.clear();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> work();
                case NEED_WRAP -> answer();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap(in, plaintext);
            };
        }
        deliver(plaintext);
        unread = ended ? Octets.EMPTY : Octets.drain(in);
    }

    /** TLS 1.3 knows no renegotiation, and TLS 1.2 needs none: it only lets clients make a server work. */
    private boolean work() throws SSLException {
        if (established) {
            throw new SSLException("the peer wants to renegotiate");
        }
        Runnable task = engine.getDelegatedTask();
        if (task == null) {
            throw new SSLException("there is no task although one is needed");
        }
        working = true;
        user.work(task);
        return false;
    }

    private boolean answer() throws SSLException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), out);
        if (out.position() > 0) {
            user.produced(Octets.drain(out.flip()));
        }
        noteFinished(result);
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private boolean unwrap(ByteBuffer in, ByteBuffer plaintext) throws SSLException {
        noteFinished();
        if (!in.hasRemaining() || ended) {
            return false;
        }
        if (plaintext.remaining() < engine.getSession().getApplicationBufferSize()) {
            deliver(plaintext);
        }
        SSLEngineResult result = engine.unwrap(in, plaintext);
        noteFinished(result);
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> false;
            case BUFFER_OVERFLOW -> throw new SSLException("a record of over " + plaintext.capacity() + " octets");
            case CLOSED -> {
                deliver(plaintext);
                ended = true;
                user.ended();
                // There may be something to answer.
                yield true;
            }
        };
    }

    private void deliver(ByteBuffer plaintext) {
        if (plaintext.position() > 0) {
            user.received(Octets.drain(plaintext.flip()));
        }
        plaintext.clear();
    }

    private void noteFinished(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            establish();
        }
    }

    private void noteFinished() {
        if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            establish();
        }
    }

    private void establish() {
        if (!established && !ended) {
            established = true;
            SSLSession session = engine.getSession();
            user.secured(new TlsSession(session.getProtocol(), session.getCipherSuite()));
        }
    }

    /** Whether a record of any length fits into the buffer. */
    public boolean fits(ByteBuffer target) {
        return target.remaining() >= engine.getSession().getPacketBufferSize();
    }

    /**
     * Makes a record of as much plaintext as it holds; returns how much that is, 0 if nothing can be sent any more.
     */
    public int wrap(ByteBuffer[] plaintext, ByteBuffer target) throws SSLException {
        SSLEngineResult result = engine.wrap(plaintext, target);
        return result.getStatus() == SSLEngineResult.Status.CLOSED ? 0 : result.bytesConsumed();
    }

    /** Nothing more will be sent: tells the peer so. */
    public void end() throws SSLException {
        engine.closeOutbound();
        while (!engine.isOutboundDone() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && answer()) {
            // The alert may take more than one record.
        }
    }

    /** After a failure: what tells the peer of it, as far as there is something. */
    public void fail() {
        try {
            end();
        } catch (SSLException e) {
            // It has failed already, and that was told.
        }
    }
}
