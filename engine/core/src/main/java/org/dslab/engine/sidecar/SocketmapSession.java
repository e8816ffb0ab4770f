package org.dslab.engine.sidecar;

import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.effects.ConnectionUser;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.SocketmapSettings;
import org.dslab.engine.sharing.Inquiry;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/**
 * One client of the maps: requests {@code name SP key} as netstrings, answered one after the other in their order. Reads on
 * only when nothing is being looked up and its answers leave, so that a client can make it keep one read at most. What is
 * no request closes the connection: a client that has lost its place must begin anew.
 */
final class SocketmapSession implements ConnectionUser {

    /** Looks one key up; the consumer is called once, possibly before this returns. */
    @FunctionalInterface
    interface Maps {
        Inquiry find(String map, String key, Consumer<SocketmapReply> done);
    }

    private static final int MAX_UNSENT = 64 * 1024;

    private final SocketmapSettings settings;
    private final Maps maps;
    private final Connection connection;
    private final Timers timers;
    private final Runnable closed;
    private Octets pending = Octets.EMPTY;
    private Optional<Timer> idle = Optional.empty();
    private Inquiry inquiry = Inquiry.ANSWERED;
    private long unsent;
    private boolean isAsking;
    private boolean isAnswering;
    private boolean isReading = true;
    private boolean hasEnded;
    private boolean isOver;

    SocketmapSession(SocketmapSettings settings, Maps maps, Connection connection, Timers timers, Runnable closed) {
        this.settings = settings;
        this.maps = maps;
        this.connection = connection;
        this.timers = timers;
        this.closed = closed;
    }

    void open() {
        waitForRequest();
    }

    @Override
    public void received(Octets octets) {
        if (!isOver) {
            pending = pending.concat(octets);
            answerRequests();
        }
    }

    private void answerRequests() {
        Octets unread = pending;
        isAnswering = true;
        while (!isOver && !isAsking && unsent < MAX_UNSENT) {
            Netstring next = Netstring.read(pending);
            if (next instanceof Netstring.Incomplete) {
                break;
            }
            if (next instanceof Netstring.Complete request && request.content().indexOf(' ', 0) > 0) {
                pending = request.rest();
                ask(request.content());
            } else {
                end();
            }
        }
        isAnswering = false;
        if (pending.length() < unread.length()) {
            // Copied, so that a short rest does not keep a large read in memory.
            pending = Octets.copyOf(pending.toByteArray());
        }
        if (!isOver && hasEnded && !isAsking && unsent < MAX_UNSENT) {
            // Everything that was asked has been answered; half a request is none.
            end();
        } else if (!isOver) {
            holdBack();
        }
    }

    private void ask(Octets request) {
        int space = request.indexOf(' ', 0);
        idle.ifPresent(Timer::cancel);
        isAsking = true;
        Inquiry asked = maps.find(
                request.slice(0, space).utf8(),
                request.slice(space + 1, request.length()).utf8(),
                this::answer);
        inquiry = isAsking ? asked : Inquiry.ANSWERED;
    }

    private void answer(SocketmapReply reply) {
        isAsking = false;
        inquiry = Inquiry.ANSWERED;
        Octets octets = reply.netstring();
        unsent += octets.length();
        connection.send(octets);
        waitForRequest();
        if (!isAnswering) {
            answerRequests();
        }
    }

    private void holdBack() {
        boolean mayRead = !isAsking && unsent < MAX_UNSENT;
        if (isReading != mayRead) {
            isReading = mayRead;
            connection.reading(mayRead);
        }
    }

    @Override
    public void sent(long octets) {
        unsent -= octets;
        if (!isOver) {
            answerRequests();
        }
    }

    @Override
    public void endOfInput() {
        hasEnded = true;
        if (!isOver) {
            answerRequests();
        }
    }

    /** A client that is gone does not want its answer any more (DS-11). */
    @Override
    public void closed(CloseCause cause) {
        isOver = true;
        idle.ifPresent(Timer::cancel);
        inquiry.cancel();
        inquiry = Inquiry.ANSWERED;
        closed.run();
    }

    /** The time for a whole request: a client that sends it octet by octet gains nothing. */
    private void waitForRequest() {
        idle.ifPresent(Timer::cancel);
        idle = Optional.of(timers.after(settings.idleLimit(), this::end));
    }

    private void end() {
        isOver = true;
        idle.ifPresent(Timer::cancel);
        connection.finish();
    }
}
