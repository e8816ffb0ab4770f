package org.dslab.server.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the certificate of one host is verified against (DS-74).
 *
 * @param name the name that it must be made out to
 * @param anchors whom to trust; empty: whom the Java installation trusts
 */
public record HostTrust(String name, List<X509Certificate> anchors) {

    public HostTrust {
        anchors = List.copyOf(anchors);
    }
}
