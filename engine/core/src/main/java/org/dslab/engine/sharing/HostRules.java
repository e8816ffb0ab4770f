package org.dslab.engine.sharing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.dslab.engine.network.HostName;
import org.dslab.engine.network.NumericAddress;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;

/** What a sharing host must look like, with the names that the configuration file has for its fields (DS-71). */
final class HostRules {

    private static final Pattern SITE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[!-~]{1,50}");
    private static final int LAST_PORT = 65_535;

    private HostRules() {}

    /** What is wrong with it, if anything; never a part of its password (DS-73). */
    static Optional<String> problem(SharingHost host) {
        if (!HostName.isHost(host.smtp().host())) {
            return Optional.of("`host` must be a host name or numeric address");
        }
        if (host.site().filter(site -> !SITE.matcher(site).matches()).isPresent()) {
            return Optional.of("`site` must be a name of small letters, digits and hyphens that begins with a letter");
        }
        if (host.mingerPort() < 1 || host.mingerPort() > LAST_PORT) {
            return Optional.of("`minger-port` must be from 1 to 65535, not " + host.mingerPort());
        }
        if (host.mingerPassword()
                .map(Secret::reveal)
                .filter(password -> !PASSWORD.matcher(password).matches())
                .isPresent()) {
            return Optional.of("`minger-password` must be 1 to 50 visible ASCII characters without spaces");
        }
        if (host.clientAddresses().stream()
                .anyMatch(address -> NumericAddress.canonical(address).isEmpty())) {
            return Optional.of("`addresses` must be numeric addresses");
        }
        return Optional.empty();
    }
}
