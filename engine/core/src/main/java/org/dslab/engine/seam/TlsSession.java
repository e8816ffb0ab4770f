package org.dslab.engine.seam;

/**
 * What a handshake has agreed on, for trace fields and records.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite such as {@code TLS_AES_256_GCM_SHA384}
 */
public record TlsSession(String protocol, String cipherSuite) {}
