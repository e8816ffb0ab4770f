package org.dslab.engine.minger;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.MingerSettings;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/**
 * The server side of Minger over TCP: a query per line, ended by CRLF or LF, answers in the same order and form, many
 * per connection. Keeps at most one unfinished line and reads on only while its answers leave.
 */
public final class MingerServerSession {

    private static final int MAX_UNSENT = 64 * 1024;

    private final MingerSettings settings;
    private final MingerResponder responder;
    private final Endpoint client;
    private final Connection connection;
    private final Timers timers;
    private final Consumer<MingerResponder.Answered> record;
    private final Predicate<Octets> mayAsk;
    private Octets pending = Octets.EMPTY;
    private Optional<Timer> idle = Optional.empty();
    private Optional<Timer> lifetime = Optional.empty();
    private long unsent;
    private boolean isReading = true;
    private boolean isOver;

    /** A session for a client that may ask as often as it likes. */
    public MingerServerSession(
            MingerSettings settings,
            MingerResponder responder,
            Endpoint client,
            Connection connection,
            Timers timers,
            Consumer<MingerResponder.Answered> record) {
        this(settings, responder, client, connection, timers, record, query -> true);
    }

    /**
     * A session for a client that was just accepted.
     *
     * @param mayAsk asked before each query; the answer no ends the connection (DS-57)
     */
    public MingerServerSession(
            MingerSettings settings,
            MingerResponder responder,
            Endpoint client,
            Connection connection,
            Timers timers,
            Consumer<MingerResponder.Answered> record,
            Predicate<Octets> mayAsk) {
        this.settings = settings;
        this.responder = responder;
        this.client = client;
        this.connection = connection;
        this.timers = timers;
        this.record = record;
        this.mayAsk = mayAsk;
    }

    public void open() {
        lifetime = Optional.of(timers.after(settings.limits().sessionLimit(), this::end));
        waitForQuery();
    }

    /** Answers every complete line; a line longer than a query can be closes the connection. */
    public void receive(Octets octets) {
        if (isOver) {
            return;
        }
        pending = pending.concat(octets);
        int from = 0;
        int end = pending.indexOf('\n', 0);
        while (end >= 0) {
            // Whether it came in one piece with its end or not.
            if (end - from > MingerQuery.MAX_OCTETS || !mayAsk.test(pending.slice(from, end))) {
                end();
                return;
            }
            answer(pending.slice(from, end));
            from = end + 1;
            end = pending.indexOf('\n', from);
        }
        // Copied, so that a short rest does not keep a large piece in memory.
        pending = Octets.copyOf(pending.slice(from, pending.length()).toByteArray());
        if (pending.length() > MingerQuery.MAX_OCTETS) {
            end();
        } else {
            holdBack();
        }
    }

    private void answer(Octets line) {
        responder.answer(client, line).ifPresent(answered -> {
            // Only a whole query is progress: octets that come one by one would keep the connection for ever.
            waitForQuery();
            record.accept(answered);
            Octets octets = answered.octets().concat(Octets.latin1("\r\n"));
            unsent += octets.length();
            connection.send(octets);
        });
    }

    private void holdBack() {
        if (isReading != unsent < MAX_UNSENT) {
            isReading = !isReading;
            connection.reading(isReading);
        }
    }

    public void sent(long octets) {
        unsent -= octets;
        if (!isOver) {
            holdBack();
        }
    }

    public void endOfInput() {
        if (!isOver) {
            end();
        }
    }

    public void closed() {
        isOver = true;
        stopTimers();
    }

    private void waitForQuery() {
        idle.ifPresent(Timer::cancel);
        idle = Optional.of(timers.after(settings.tcpIdleLimit(), this::end));
    }

    private void end() {
        isOver = true;
        stopTimers();
        connection.finish();
    }

    private void stopTimers() {
        idle.ifPresent(Timer::cancel);
        lifetime.ifPresent(Timer::cancel);
    }
}
