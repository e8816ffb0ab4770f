package org.dslab.cli;

import java.util.HashMap;
import java.util.Map;
import org.dslab.config.HostCertificate;
import org.dslab.config.SiteSecurity;
import org.dslab.engine.network.HostPort;
import org.dslab.server.Security;
import org.dslab.server.passwords.StoredPasswords;
import org.dslab.server.tls.HostTrust;
import org.dslab.server.tls.ServerCertificate;
import org.dslab.server.tls.TlsContexts;

/** Hands what a configuration says about TLS and passwords to the driver. */
final class SiteSecrets {

    private SiteSecrets() {}

    static Security of(SiteSecurity configured) {
        Map<HostPort, HostTrust> trust = new HashMap<>();
        for (HostCertificate host : configured.hosts()) {
            trust.put(host.host(), new HostTrust(host.name(), host.anchors()));
        }
        return new Security(
                TlsContexts.of(
                        configured.certificate().map(files -> new ServerCertificate(files.chain(), files.key())),
                        trust),
                new StoredPasswords(configured.passwords()));
    }
}
