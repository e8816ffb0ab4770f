package org.dslab.engine.sharing;

import org.dslab.engine.settings.SiteSettings;

/** Which domains are local, and which of these are shared (DS-70, DS-72). */
public final class SharedDomains {

    private final SiteSettings settings;

    public SharedDomains(SiteSettings settings) {
        this.settings = settings;
    }

    /** Whether this site serves the domain, given in lower case. */
    public boolean isLocal(String domain) {
        return settings.domains().contains(domain);
    }

    /** A local domain whose other users may live elsewhere. */
    public boolean isShared(String domain) {
        return settings.sharing().enabled()
                && isLocal(domain)
                && (settings.sharing().limitedTo().isEmpty()
                        || settings.sharing().limitedTo().contains(domain));
    }
}
