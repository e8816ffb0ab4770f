package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.smtp.RecipientOutcome;

/** Who is told what became of deliveries to other hosts. */
interface HostOutcomes {

    /** A transaction is over; one outcome per recipient, in order. */
    void finished(List<PendingRecipient> recipients, List<RecipientOutcome> outcomes);

    /** The spool has another body for this message than was put there. */
    void damaged(QueuedMessage message);

    /** Whether this recipient moves on when the host fails, instead of waiting for it (DS-32). */
    boolean mustNotWait(PendingRecipient recipient);

    /** The host failed, and this recipient, which must not wait, moves on; {@code then} runs once that is durable. */
    void moveOn(PendingRecipient recipient, Runnable then);

    /** The host could not be reached while this recipient, not yet attempted, waited for it: called once for each. */
    void hostFailed(PendingRecipient recipient, Instant nextProbe);
}
