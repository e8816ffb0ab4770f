package org.dslab.engine.reception;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.dslab.engine.effects.Connections;
import org.dslab.engine.settings.SmtpLimits;
import org.dslab.engine.smtp.SmtpReply;

/**
 * Whether the site has room for more mail. Asked at MAIL: what has begun by then is finished, so each open session can
 * exceed the limits by what it may hold itself.
 */
public final class Capacity {

    private static final SmtpReply NO_MEMORY =
            new SmtpReply(452, "4.3.1", "too much is under way, try again in a minute");
    private static final SmtpReply QUEUE_FULL =
            new SmtpReply(452, "4.3.1", "too many messages wait for delivery, try again later");

    private final SmtpLimits limits;
    private final Connections connections;
    private final IntSupplier queued;
    private long backlog;

    /**
     * @param queued messages in the queue
     */
    public Capacity(SmtpLimits limits, Connections connections, IntSupplier queued) {
        this.limits = limits;
        this.connections = connections;
        this.queued = queued;
    }

    /** So many octets of bodies wait for the store. */
    public void backlog(long octets) {
        backlog = octets;
    }

    /** Why there is no room; empty if there is. */
    Optional<SmtpReply> refusal() {
        if (backlog + connections.octetsHeld() > limits.maxOctetsHeld()) {
            return Optional.of(NO_MEMORY);
        }
        return queued.getAsInt() >= limits.maxQueued() ? Optional.of(QUEUE_FULL) : Optional.empty();
    }
}
