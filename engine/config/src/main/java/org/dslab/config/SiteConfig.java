package org.dslab.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.settings.SiteSettings;

/**
 * A site's configuration file, read and validated: what the engine is told, and where its driver listens and stores.
 *
 * @param smtp where to listen for SMTP; port 0 means any free one
 * @param minger where to listen for Minger, if {@code settings.minger().enabled()}
 * @param mailboxes the folder of the mailboxes; empty if delivered mail is to be thrown away
 * @param spool the folder of the queue and state
 * @param control the admin commands' Unix socket
 * @param security what its driver needs for TLS and AUTH
 * @param warnings what is not wrong, but unwise, one line each
 */
public record SiteConfig(
        SiteSettings settings,
        Endpoint smtp,
        Endpoint minger,
        Optional<Path> mailboxes,
        Optional<Path> spool,
        Optional<Path> control,
        SiteSecurity security,
        List<String> warnings) {

    public SiteConfig {
        warnings = List.copyOf(warnings);
    }
}
