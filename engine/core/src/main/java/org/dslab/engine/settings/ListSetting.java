package org.dslab.engine.settings;

import java.util.List;
import java.util.Optional;

/**
 * A mailing list that seeds an empty spool (DS-71, DS-80).
 *
 * @param name the local part, or a whole address; a bare local part is in the site's first domain
 * @param members whole addresses
 * @param owner a local part or address; the postmaster unless configured
 */
public record ListSetting(String name, List<String> members, Optional<String> owner) {

    public ListSetting {
        members = List.copyOf(members);
    }
}
