package org.dslab.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Input;
import org.dslab.engine.time.Timer;

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
    private Optional<Timer> limit = Optional.empty();
    private int interest;
    private boolean readingOn = true;
    private boolean inputEnded;
    private boolean finishing;
    private boolean outputEnded;
    private boolean closed;

    /** Takes over a connected, non-blocking channel. */
    Connection(long id, Shared shared, ReadingPause pause, SocketChannel channel) throws IOException {
        this.id = id;
        this.shared = shared;
        this.pause = pause;
        this.channel = channel;
        this.local = Endpoints.local(channel);
        this.remote = Endpoints.of(channel.getRemoteAddress());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = channel.register(shared.selector(), 0, this);
        updateInterest();
    }

    long id() {
        return id;
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
                shared.inputs().add(new Input.Received(id, Octets.drain(buffer.flip())));
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void endOfInput() {
        inputEnded = true;
        if (outputEnded) {
            close(CloseCause.FINISHED);
        } else {
            updateInterest();
            if (finishing) {
                settleEndOfInput();
            } else {
                shared.inputs().add(new Input.EndOfInput(id));
            }
        }
    }

    @Override
    public void send(Octets octets) {
        if (closed || finishing) {
            return;
        }
        shared.traffic().sending(local, remote, octets.length());
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
    public void finish() {
        if (closed || finishing) {
            return;
        }
        finishing = true;
        if (!readingOn && !inputEnded) {
            shared.traffic().reading(remote, local, true);
        }
        readingOn = true;
        limitTo(FLUSH_LIMIT);
        shared.unflushed().add(this);
        updateInterest();
    }

    /** Writes what waits, and ends the output when that is all of it. */
    void flush() {
        if (closed) {
            return;
        }
        try {
            if (!output.isEmpty()) {
                long count = output.writeTo(channel, shared.buffer());
                if (count > 0) {
                    shared.inputs().add(new Input.Sent(id, count));
                }
            }
            if (finishing && output.isEmpty() && !outputEnded) {
                endOutput();
            }
            updateInterest();
        } catch (IOException e) {
            salvage();
            broken(e);
        }
    }

    /** Leaves the writing to the selector, so that one connection cannot keep a step going for ever. */
    void flushLater() {
        if (output.isEmpty()) {
            flush();
        } else {
            updateInterest();
        }
    }

    boolean flushed() {
        return closed || output.isEmpty();
    }

    private void endOutput() throws IOException {
        outputEnded = true;
        shared.traffic().ending(local, remote);
        channel.shutdownOutput();
        if (inputEnded) {
            close(CloseCause.FINISHED);
        } else {
            limitTo(LINGER);
        }
    }

    /** A peer that says why and then closes makes our writing fail; what it said comes before its end. */
    private void salvage() {
        if (!readingOn || inputEnded || finishing) {
            return;
        }
        ByteBuffer buffer = shared.buffer().clear();
        try {
            if (channel.read(buffer) > 0) {
                shared.inputs().add(new Input.Received(id, Octets.drain(buffer.flip())));
            }
        } catch (IOException e) {
            shared.trouble("reading from " + remote + " after writing failed", e);
        }
    }

    private void limitTo(Duration time) {
        limit.ifPresent(Timer::cancel);
        shared.timers().moveTo(shared.clock().now());
        limit = Optional.of(shared.timers().after(time, this::abort));
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
        limit.ifPresent(Timer::cancel);
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
        shared.traffic().received(remote, local, octets);
    }

    void settleEndOfInput() {
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
        boolean reads = readingOn && !inputEnded && (finishing || !pause.holds(this));
        int wanted = (reads ? SelectionKey.OP_READ : 0) | (output.isEmpty() ? 0 : SelectionKey.OP_WRITE);
        if (wanted != interest) {
            interest = wanted;
            key.interestOps(wanted);
        }
    }
}
