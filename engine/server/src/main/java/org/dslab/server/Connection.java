package org.dslab.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.TlsSide;

/** An established TCP connection. */
final class Connection implements Stream, Selected {

    /** How long a peer may take to end its side after ours has ended. */
    static final Duration LINGER = Duration.ofSeconds(10);

    /** How long the rest of the output may take; RFC 5321 4.5.3.2 grants a peer as much for a block of data. */
    private static final Duration FLUSH_LIMIT = Duration.ofMinutes(5);

    private final long id;
    private final Shared shared;
    private final ReadingPause pause;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Endpoint local;
    private final Endpoint remote;
    private final Output output = new Output();
    private final TlsKit kit;
    /** Begun as soon as what was said before has left. */
    private Optional<TlsStream> tls = Optional.empty();

    private Optional<TlsSide> securing = Optional.empty();
    private final TimeLimit limit;
    private int interest;
    private boolean readingOn = true;
    private boolean inputEnded;
    private boolean finishing;
    private boolean outputEnded;
    private boolean closed;

    /** Takes over a connected, non-blocking channel. */
    Connection(long id, Shared shared, ReadingPause pause, TlsKit kit, SocketChannel channel) throws IOException {
        this.id = id;
        this.shared = shared;
        this.pause = pause;
        this.kit = kit;
        this.channel = channel;
        this.limit = new TimeLimit(shared);
        this.local = Endpoints.local(channel);
        this.remote = Endpoints.of(channel.getRemoteAddress());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = channel.register(shared.selector(), 0, this);
        updateInterest();
    }

    long id() {
        return id;
    }

    boolean isClosed() {
        return closed;
    }

    Endpoint local() {
        return local;
    }

    Endpoint remote() {
        return remote;
    }

    @Override
    public void ready() {
        if (key.isValid() && key.isWritable()) {
            flush();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    private void read() {
        if (!finishing && pause.holds(this)) {
            updateInterest();
            return;
        }
        ByteBuffer buffer = shared.buffer().clear();
        try {
            int count = channel.read(buffer);
            if (count < 0) {
                endOfInput();
            } else if (finishing) {
                shared.traffic().received(remote, local, count);
            } else if (count > 0) {
                received(buffer.flip());
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void received(ByteBuffer octets) {
        if (tls.isEmpty()) {
            shared.inputs().add(new Input.Received(id, Octets.drain(octets)));
            return;
        }
        // Ciphertext counts as dealt with when its plaintext is an input: the step holds the count until then.
        int count = octets.remaining();
        tls.get().take(octets);
        shared.traffic().received(remote, local, count);
    }

    /** The peer has ended its side of TLS; the end of its octets follows or not. */
    void plaintextEnds() {
        if (!finishing) {
            shared.inputs().add(new Input.EndOfInput(id));
        }
    }

    private void endOfInput() {
        inputEnded = true;
        if (outputEnded) {
            close(CloseCause.FINISHED);
            return;
        }
        updateInterest();
        if (finishing || tls.isPresent()) {
            settleRawEnd();
        }
        if (isShakingHands()) {
            end(CloseCause.TLS_FAILED);
        } else if (!finishing && tls.filter(TlsStream::hasEnded).isEmpty()) {
            // Also within TLS without a word: SMTP tells itself where a message ends, so nothing is cut off unnoticed.
            shared.inputs().add(new Input.EndOfInput(id));
        }
    }

    private boolean isShakingHands() {
        return tls.filter(stream -> !stream.isEstablished()).isPresent();
    }

    @Override
    public void send(Octets octets) {
        if (closed || finishing) {
            return;
        }
        if (tls.isEmpty()) {
            shared.traffic().sending(local, remote, octets.length());
        }
        output.add(octets);
        shared.unflushed().add(this);
    }

    @Override
    public void reading(boolean on) {
        if (closed || finishing || on == readingOn) {
            return;
        }
        readingOn = on;
        if (!inputEnded) {
            shared.traffic().reading(remote, local, on);
        }
        updateInterest();
    }

    @Override
    public void secure(TlsSide side) {
        if (closed || finishing || tls.isPresent() || securing.isPresent()) {
            return;
        }
        reading(true);
        securing = Optional.of(side);
        shared.unflushed().add(this);
        updateInterest();
    }

    private void beginTls(TlsSide side) {
        securing = Optional.empty();
        tls = kit.contexts().engine(side).map(engine -> new TlsStream(this, channel, shared, kit, engine));
        if (tls.isEmpty()) {
            shared.events().trouble(shared.clock().now(), "TLS with " + remote + ": there is no certificate");
        }
        if (tls.isEmpty() || inputEnded) {
            end(CloseCause.TLS_FAILED);
        } else {
            tls.get().begin();
        }
    }

    @Override
    public void finish() {
        if (closed || finishing) {
            return;
        }
        if (securing.isPresent() || isShakingHands()) {
            // There is nobody to say anything to.
            abort();
            return;
        }
        finishing = true;
        if (!readingOn && !inputEnded) {
            shared.traffic().reading(remote, local, true);
        }
        readingOn = true;
        limit.set(FLUSH_LIMIT, this::abort);
        shared.unflushed().add(this);
        updateInterest();
    }

    /** Writes what waits, and ends the output when that is all of it. */
    void flush() {
        if (closed) {
            return;
        }
        try {
            write();
            if (securing.isPresent() && output.isEmpty()) {
                // What it says first follows in the same step.
                beginTls(securing.get());
            }
            if (finishing && flushed() && !outputEnded) {
                endOutput();
            }
            updateInterest();
        } catch (SSLException e) {
            tls.ifPresent(stream -> stream.failed(e));
        } catch (IOException e) {
            salvage();
            broken(e);
        }
    }

    private void write() throws IOException {
        long count = 0;
        if (tls.isPresent()) {
            count = tls.get().write(output);
        } else if (!output.isEmpty()) {
            count = output.writeTo(channel, shared.buffer());
        }
        if (count > 0) {
            shared.inputs().add(new Input.Sent(id, count));
        }
    }

    /** Leaves the writing to the selector, so that one connection cannot keep a step going for ever. */
    void flushLater() {
        if (flushed()) {
            flush();
        } else {
            updateInterest();
        }
    }

    boolean flushed() {
        return closed
                || (output.isEmpty()
                        && tls.filter(stream -> stream.hasToWrite(output)).isEmpty());
    }

    private void endOutput() throws IOException {
        if (tls.isPresent()) {
            tls.get().end();
            write();
            if (!flushed()) {
                return;
            }
        }
        outputEnded = true;
        shared.traffic().ending(local, remote);
        channel.shutdownOutput();
        if (inputEnded) {
            close(CloseCause.FINISHED);
        } else {
            limit.set(LINGER, this::abort);
        }
    }

    /** A peer that says why and then closes makes our writing fail; what it said comes before its end. */
    private void salvage() {
        if (!readingOn || inputEnded || finishing) {
            return;
        }
        try {
            ByteBuffer buffer = shared.buffer().clear();
            if (channel.read(buffer) > 0) {
                received(buffer.flip());
            }
        } catch (IOException e) {
            shared.trouble("reading from " + remote + " after writing failed", e);
        }
    }

    @Override
    public void abort() {
        if (closed) {
            return;
        }
        shared.traffic().ending(local, remote);
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            shared.trouble("resetting " + remote, e);
        }
        close(CloseCause.ABORTED);
    }

    /** This side gives up, in an orderly way so that the peer gets what it was told last. */
    void end(CloseCause cause) {
        if (!closed) {
            shared.traffic().ending(local, remote);
            close(cause);
        }
    }

    private void broken(IOException e) {
        shared.trouble("connection with " + remote, e);
        close(Causes.ofBreaking(e));
    }

    private void close(CloseCause cause) {
        if (closed) {
            return;
        }
        closeChannel();
        shared.inputs().add(new Input.Closed(id, cause));
    }

    private void closeChannel() {
        closed = true;
        limit.cancel();
        output.clear();
        try {
            channel.close();
        } catch (IOException e) {
            shared.trouble("closing " + remote, e);
        }
    }

    /** The driver stops: closed as by the end of a process, and the machine is not told. */
    void drop() {
        if (!closed) {
            shared.traffic().ending(local, remote);
            closeChannel();
        }
    }

    void settleReceived(int octets) {
        if (tls.isEmpty()) {
            shared.traffic().received(remote, local, octets);
        }
    }

    void settleEndOfInput() {
        if (tls.isEmpty()) {
            settleRawEnd();
        }
    }

    private void settleRawEnd() {
        shared.traffic().endReceived(remote, local);
        // Nobody looks any more; a reset that follows is noticed by the next write or never.
        shared.traffic().reading(remote, local, false);
    }

    void settleOpened() {
        shared.traffic().dialed(local, remote);
    }

    void settleAccepted() {
        shared.traffic().accepted(local, remote);
    }

    @Override
    public void settleClosed() {
        shared.traffic().readerGone(remote, local);
    }

    void updateInterest() {
        if (closed || !key.isValid()) {
            return;
        }
        boolean mayRead =
                securing.isEmpty() && tls.filter(stream -> !stream.takesInput()).isEmpty();
        boolean reads = readingOn && !inputEnded && (finishing || (mayRead && !pause.holds(this)));
        boolean writes = tls.map(stream -> stream.hasToWrite(output)).orElse(!output.isEmpty());
        int wanted = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (wanted != interest) {
            interest = wanted;
            key.interestOps(wanted);
        }
    }
}
