package org.dslab.config;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dslab.engine.settings.PasswordHash;

/**
 * What the driver of a site proves with and checks against.
 *
 * @param certificate with one, STARTTLS is offered
 * @param passwords by whole address in lower case
 */
public record SiteSecurity(
        Optional<CertificateFiles> certificate,
        List<HostCertificate> hosts,
        SortedMap<String, PasswordHash> passwords) {

    public SiteSecurity {
        hosts = List.copyOf(hosts);
        passwords = Collections.unmodifiableSortedMap(new TreeMap<>(passwords));
    }
}
