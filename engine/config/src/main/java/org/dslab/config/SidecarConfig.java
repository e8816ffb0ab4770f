package org.dslab.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.settings.SidecarSettings;

/**
 * A side-car's configuration file, read and validated.
 *
 * @param settings with the users of the file as accounts
 * @param minger where to listen for Minger, if {@code settings.site().minger().enabled()}
 * @param socketmap where to listen for the mail server; port 0 means any free one
 * @param users the file that lists the mail server's users, to be read again when it changes
 * @param spool the folder of what outlives a restart
 * @param warnings what is not wrong, but unwise, one line each
 */
public record SidecarConfig(
        SidecarSettings settings,
        Endpoint minger,
        Endpoint socketmap,
        Path users,
        Optional<Path> spool,
        List<String> warnings) {

    public SidecarConfig {
        warnings = List.copyOf(warnings);
    }
}
