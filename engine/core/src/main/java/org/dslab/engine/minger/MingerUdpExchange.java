package org.dslab.engine.minger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.time.Timer;
import org.dslab.engine.time.Timers;

/**
 * The client side of one exchange over UDP (DS-54): asks at once and again after the configured pauses, ignores answers
 * to other questions, and gives up when its time is over.
 */
public final class MingerUdpExchange {

    private final Octets mailbox;
    private final Octets query;
    private final List<Duration> retransmitAfter;
    private final DatagramPort port;
    private final Timers timers;
    private final Consumer<HostAnswer> done;
    private final Timer limit;
    private Optional<Timer> retransmission = Optional.empty();
    private boolean isOver;

    /**
     * Prepares an exchange; {@link #start} sends the question.
     *
     * @param retransmitAfter pauses between transmissions
     * @param timeout from now on
     * @param done called once, unless the exchange is cancelled
     */
    public MingerUdpExchange(
            String mailbox,
            Optional<Secret> password,
            List<Duration> retransmitAfter,
            Duration timeout,
            DatagramPort port,
            Timers timers,
            Consumer<HostAnswer> done) {
        this.mailbox = Octets.utf8(mailbox);
        this.query = MingerQuery.encode(mailbox, password);
        this.retransmitAfter = List.copyOf(retransmitAfter);
        this.port = port;
        this.timers = timers;
        this.done = done;
        limit = timers.after(timeout, () -> end(new HostAnswer.None(HostAnswer.Cause.TIMED_OUT)));
    }

    public void start() {
        transmit(0);
    }

    private void transmit(int retransmissions) {
        port.send(query);
        if (retransmissions < retransmitAfter.size()) {
            retransmission = Optional.of(
                    timers.after(retransmitAfter.get(retransmissions), () -> transmit(retransmissions + 1)));
        }
    }

    /** A datagram came from the host that was asked. */
    public void received(Octets answer) {
        if (!isOver) {
            MingerReply.read(answer, mailbox).ifPresent(this::end);
        }
    }

    /** The question could not be delivered. */
    public void unreachable(CloseCause cause) {
        if (!isOver) {
            end(new HostAnswer.None(causeOf(cause)));
        }
    }

    static HostAnswer.Cause causeOf(CloseCause cause) {
        return cause == CloseCause.UNRESOLVABLE ? HostAnswer.Cause.UNRESOLVABLE : HostAnswer.Cause.UNREACHABLE;
    }

    /** Nobody waits for the answer any more. */
    public void cancel() {
        if (!isOver) {
            close();
        }
    }

    private void end(HostAnswer answer) {
        close();
        done.accept(answer);
    }

    private void close() {
        isOver = true;
        limit.cancel();
        retransmission.ifPresent(Timer::cancel);
        port.close();
    }
}
