package org.dslab.engine.minger;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.smtp.Connection;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/** The client side of one exchange over TCP: one query line, one answer line, on a connection of its own. */
public final class MingerTcpExchange {

    private static final int MAX_LINE = MingerQuery.MAX_OCTETS + 2;

    private final Octets mailbox;
    private final Octets query;
    private final Connection connection;
    private final Consumer<HostAnswer> done;
    private final Timer limit;
    private Octets received = Octets.EMPTY;
    private boolean isOver;

    /**
     * Waits for the connection that is being opened.
     *
     * @param timeout from now on
     * @param done called once, unless the exchange is cancelled
     */
    public MingerTcpExchange(
            String mailbox,
            Optional<Secret> password,
            Duration timeout,
            Connection connection,
            Timers timers,
            Consumer<HostAnswer> done) {
        this.mailbox = Octets.utf8(mailbox);
        this.query = MingerQuery.encode(mailbox, password);
        this.connection = connection;
        this.done = done;
        limit = timers.after(timeout, () -> fail(HostAnswer.Cause.TIMED_OUT));
    }

    public void opened() {
        if (!isOver) {
            connection.send(query.concat(Octets.latin1("\r\n")));
        }
    }

    /** Answers to other questions are skipped; a line that can only be too long ends the exchange. */
    public void receive(Octets octets) {
        if (isOver) {
            return;
        }
        received = received.concat(octets);
        int end = received.indexOf('\n', 0);
        while (end >= 0 && end <= MAX_LINE && !isOver) {
            Optional<HostAnswer> answer = MingerReply.read(received.slice(0, end + 1), mailbox);
            received = received.slice(end + 1, received.length());
            answer.ifPresent(this::end);
            end = received.indexOf('\n', 0);
        }
        if (!isOver && (end < 0 ? received.length() : end) > MAX_LINE) {
            fail(HostAnswer.Cause.MALFORMED);
        }
    }

    public void endOfInput() {
        if (!isOver) {
            fail(HostAnswer.Cause.UNREACHABLE);
        }
    }

    public void closed(CloseCause cause) {
        if (!isOver) {
            isOver = true;
            limit.cancel();
            done.accept(new HostAnswer.None(MingerUdpExchange.causeOf(cause)));
        }
    }

    /** Nobody waits for the answer any more. */
    public void cancel() {
        if (!isOver) {
            isOver = true;
            limit.cancel();
            connection.abort();
        }
    }

    private void end(HostAnswer answer) {
        isOver = true;
        limit.cancel();
        connection.finish();
        done.accept(answer);
    }

    private void fail(HostAnswer.Cause cause) {
        isOver = true;
        limit.cancel();
        connection.abort();
        done.accept(new HostAnswer.None(cause));
    }
}
