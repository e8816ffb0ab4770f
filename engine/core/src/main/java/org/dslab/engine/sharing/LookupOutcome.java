package org.dslab.engine.sharing;

import java.util.Optional;
import org.dslab.engine.event.LookupResult;
import org.dslab.engine.settings.SharingHost;

/**
 * What a lookup came to.
 *
 * @param owner the host that has the address active, if found
 * @param inactiveAt a host that said 4: the address exists there and cannot receive now
 * @param unusable a host that gave no usable answer
 */
public record LookupOutcome(
        LookupResult result,
        Optional<SharingHost> owner,
        Optional<SharingHost> inactiveAt,
        Optional<SharingHost> unusable) {

    /** Whether some host has the address, active or not. */
    public boolean exists() {
        return owner.isPresent() || inactiveAt.isPresent();
    }
}
