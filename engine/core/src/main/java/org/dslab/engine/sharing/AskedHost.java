package org.dslab.engine.sharing;

import java.time.Instant;
import java.util.Optional;
import org.dslab.engine.minger.HostAnswer;
import org.dslab.engine.minger.MingerStatus;
import org.dslab.engine.settings.SharingHost;

/**
 * A host in a lookup.
 *
 * @param answer empty until its exchange has ended
 * @param answeredAt when it did
 * @param isLastChoice it counts as the owner only if no other host can be (DS-35)
 */
public record AskedHost(SharingHost host, Optional<HostAnswer> answer, Instant answeredAt, boolean isLastChoice) {

    public boolean said(MingerStatus status) {
        return answer.filter(given -> given instanceof HostAnswer.Status known && known.status() == status)
                .isPresent();
    }

    /** It said whether it has the address: 3, 4 or 5. */
    public boolean isUsable() {
        return said(MingerStatus.ACTIVE) || said(MingerStatus.CANNOT_RECEIVE) || said(MingerStatus.DOES_NOT_EXIST);
    }

    /** Its exchange has ended without a usable answer (DS-05). */
    public boolean isUnusable() {
        return answer.isPresent() && !isUsable();
    }
}
