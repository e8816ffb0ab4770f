package org.dslab.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What {@code smtp: tls:} names, read.
 *
 * @param chain the site's own certificate first
 */
public record CertificateFiles(List<X509Certificate> chain, PrivateKey key) {

    public CertificateFiles {
        chain = List.copyOf(chain);
    }

    /** Without the key (DS-73). */
    @Override
    public String toString() {
        return "certificate of " + chain.getFirst().getSubjectX500Principal();
    }
}
