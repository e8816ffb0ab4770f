package org.dslab.engine.spool;

import org.dslab.engine.settings.SharingHost;

/**
 * A sharing host as the spool keeps it (DS-71).
 *
 * @param position hosts are asked, and ties broken, in ascending order of it
 */
public record StoredHost(int position, SharingHost host) {

    /** What identifies it: its SMTP address as configured. */
    public String key() {
        return host.smtp().toString();
    }
}
