package org.dslab.engine.settings;

import java.util.List;

/**
 * An account that seeds an empty spool (DS-71).
 *
 * @param name the local part, or a whole address; a bare local part is in the site's first domain
 * @param aliases local parts or whole addresses
 */
public record AccountSetting(String name, List<String> aliases, AccountState state) {

    public AccountSetting {
        aliases = List.copyOf(aliases);
    }
}
