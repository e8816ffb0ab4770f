package org.dslab.engine.seam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pure state machine behind the seam: a site, or another party of the lab. It takes one input and the time and returns
 * effects; it owns no thread, socket, file, clock or unseeded random. A driver carries the effects out, in their order.
 */
public interface Machine {

    /**
     * Handles one input. Whatever is due at {@code now} runs too, also when the input is not {@link Input.Wake}.
     *
     * @param now never before the {@code now} of an earlier call
     */
    List<Effect> handle(Instant now, Input input);

    /** When the machine wants a {@link Input.Wake} although nothing arrives; empty when it is idle. */
    Optional<Instant> nextWake();
}
