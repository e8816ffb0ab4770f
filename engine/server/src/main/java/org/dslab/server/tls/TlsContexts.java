package org.dslab.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.seam.TlsSide;

/** Makes the TLS engines of a driver's connections: TLS 1.2 and 1.3, with the library's choice of ciphers. */
public final class TlsContexts {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Sessions that clients may resume; without a bound the library keeps 20,480. */
    private static final int MAX_SESSIONS = 1000;

    private final Optional<SSLContext> server;
    private final SSLContext opportunistic;
    private final SSLContext usual;
    private final Map<String, HostTrust> trust = new TreeMap<>();
    private final Map<String, SSLContext> trusting = new TreeMap<>();

    private TlsContexts(Optional<ServerCertificate> certificate, Map<HostPort, HostTrust> hosts)
            throws GeneralSecurityException, IOException {
        server = certificate.isPresent() ? Optional.of(serverContext(certificate.get())) : Optional.empty();
        opportunistic = context(new TrustManager[] {new AnyCertificate()});
        usual = context(trustManagers(Optional.empty()));
        for (Map.Entry<HostPort, HostTrust> host : hosts.entrySet()) {
            String key = host.getKey().toString();
            trust.put(key, host.getValue());
            if (!host.getValue().anchors().isEmpty()) {
                KeyStore anchors = storeOf(host.getValue().anchors());
                trusting.put(key, context(trustManagers(Optional.of(anchors))));
            }
        }
    }

    /**
     * The contexts for these.
     *
     * @param certificate what this side shows as a server
     * @param hosts what is known of hosts besides their names
     * @throws IllegalArgumentException if the library cannot use them
     */
    public static TlsContexts of(Optional<ServerCertificate> certificate, Map<HostPort, HostTrust> hosts) {
        try {
            return new TlsContexts(certificate, hosts);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("this cannot be used for TLS: " + e.getMessage(), e);
        }
    }

    /** No certificate of its own; the certificates of others are checked as the Java installation does. */
    public static TlsContexts plain() {
        return of(Optional.empty(), Map.of());
    }

    /** An engine for one connection; empty for a server without a certificate. */
    public Optional<SSLEngine> engine(TlsSide side) {
        return switch (side) {
            case TlsSide.Server here -> server.map(TlsContexts::serverEngine);
            case TlsSide.Opportunistic any ->
                Optional.of(clientEngine(opportunistic, nameOf(any.target()), any.target(), ""));
            case TlsSide.Verified verified ->
                Optional.of(clientEngine(
                        trusting.getOrDefault(verified.target().toString(), usual),
                        nameOf(verified.target()),
                        verified.target(),
                        "HTTPS"));
        };
    }

    private String nameOf(HostPort target) {
        HostTrust known = trust.get(target.toString());
        return known == null ? target.host() : known.name();
    }

    private static SSLEngine serverEngine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    /** The algorithm {@code HTTPS} is RFC 2818: names of the certificate are compared with the one that was asked for. */
    private static SSLEngine clientEngine(SSLContext context, String name, HostPort target, String algorithm) {
        SSLEngine engine = context.createSSLEngine(name, target.port());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(algorithm);
        serverName(name).ifPresent(known -> parameters.setServerNames(List.of(known)));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Addresses are not sent as server names (RFC 6066 3), nor is what the library takes for no name. */
    private static Optional<SNIServerName> serverName(String host) {
        boolean isAddress = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        try {
            return isAddress ? Optional.empty() : Optional.of(new SNIHostName(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SSLContext serverContext(ServerCertificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        PrivateKey key = certificate.key();
        store.setKeyEntry("server", key, new char[0], certificate.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        context.getServerSessionContext().setSessionCacheSize(MAX_SESSIONS);
        return context;
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        context.getClientSessionContext().setSessionCacheSize(MAX_SESSIONS);
        return context;
    }

    @SuppressWarnings("NullAway") // The library takes null for what the Java installation trusts.
    private static TrustManager[] trustManagers(Optional<KeyStore> anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors.orElse(null));
        return factory.getTrustManagers();
    }

    private static KeyStore storeOf(List<X509Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("anchor " + i, anchors.get(i));
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
