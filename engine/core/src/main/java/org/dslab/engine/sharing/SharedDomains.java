package org.dslab.engine.sharing;

import java.util.TreeSet;
import org.dslab.engine.address.DomainNames;
import org.dslab.engine.settings.SiteSettings;

/** Which domains are local, and which of these are shared (DS-70, DS-72). */
public final class SharedDomains {

    private final SiteSettings settings;
    private final TreeSet<String> local = new TreeSet<>();

    public SharedDomains(SiteSettings settings) {
        this.settings = settings;
        settings.domains().forEach(domain -> local.add(DomainNames.key(domain)));
    }

    /** Whether this site serves the domain, given by its key ({@link DomainNames#key}). */
    public boolean isLocal(String domain) {
        return local.contains(domain);
    }

    /** A local domain whose other users may live elsewhere. */
    public boolean isShared(String domain) {
        return settings.sharing().enabled()
                && isLocal(domain)
                && (settings.sharing().limitedTo().isEmpty()
                        || settings.sharing().limitedTo().contains(domain));
    }
}
