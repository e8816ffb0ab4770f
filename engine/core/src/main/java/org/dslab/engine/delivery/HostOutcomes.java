package org.dslab.engine.delivery;

import java.time.Instant;
import java.util.List;
import org.dslab.engine.smtp.RecipientOutcome;

/** Who is told what became of deliveries to other hosts. */
interface HostOutcomes {

    /** A transaction is over; one outcome per recipient, in order. */
    void finished(List<PendingRecipient> recipients, List<RecipientOutcome> outcomes);

    /**
     * The host could not be reached while this recipient, not yet attempted, waited for it. Called once for each, and
     * after each failure if shared mail must not wait (DS-32).
     */
    void hostFailed(PendingRecipient recipient, Instant nextProbe);
}
