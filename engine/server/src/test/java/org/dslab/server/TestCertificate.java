package org.dslab.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dslab.server.tls.ServerCertificate;

/** A self-signed certificate made by the JDK's own tool, for {@code mx.test} and 127.0.0.1. */
final class TestCertificate {

    static final TestCertificate MX = make();

    private static final String PASSWORD = "changeit";

    private final X509Certificate certificate;
    private final PrivateKey key;

    private TestCertificate(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    private static TestCertificate make() {
        try {
            Path folder = Files.createTempDirectory("dslab-certificate");
            Path store = folder.resolve("store.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-alias",
                            "mx",
                            "-dname",
                            "CN=mx.test",
                            "-ext",
                            "san=dns:mx.test,ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new AssertionError("keytool: " + said);
            }
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                loaded.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            Files.delete(folder);
            return new TestCertificate((X509Certificate) loaded.getCertificate("mx"), (PrivateKey)
                    loaded.getKey("mx", PASSWORD.toCharArray()));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    ServerCertificate asServer() {
        return new ServerCertificate(List.of(certificate), key);
    }

    List<X509Certificate> asAnchor() {
        return List.of(certificate);
    }
}
