package org.dslab.config;

import java.security.cert.X509Certificate;
import java.util.List;
import org.dslab.engine.network.HostPort;

/**
 * How the certificate of a sharing host is verified that needs TLS (DS-74).
 *
 * @param name the name that it must be made out to
 * @param anchors whom to trust; empty: whom the Java installation trusts
 */
public record HostCertificate(HostPort host, String name, List<X509Certificate> anchors) {

    public HostCertificate {
        anchors = List.copyOf(anchors);
    }
}
