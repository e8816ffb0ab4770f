package org.dslab.engine.delivery;

import java.util.List;
import org.dslab.engine.smtp.RecipientOutcome;

/** Who is told what became of deliveries to other hosts. */
interface HostOutcomes {

    /** A transaction is over; one outcome per recipient, in order. */
    void finished(List<PendingRecipient> recipients, List<RecipientOutcome> outcomes);

    /** The host could not be reached while this recipient, not yet attempted, waited for it. */
    void hostFailed(PendingRecipient recipient, String cause);
}
