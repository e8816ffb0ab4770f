package org.dslab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.dslab.config.Reading.SITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.SharingHost;
import org.dslab.engine.settings.SmtpSecurity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a configuration names for TLS and AUTH. */
class SecurityReaderTest {

    private static final String HASH =
            "pbkdf2-sha256:1000:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String TLS = "smtp: { tls: { certificate-file: mx.crt, key-file: mx.key } }\n";

    @TempDir
    private static Path folder = Path.of("replaced");

    @BeforeAll
    static void makeCertificates() {
        PemFiles.make(folder, "mx", "EC", "dns:mx.test");
        PemFiles.make(folder, "rsa", "RSA", "dns:mx.test");
        PemFiles.make(folder, "other", "EC", "dns:mx.test");
    }

    private static SiteConfig read(String yaml) throws InvalidFileException, IOException {
        return SiteFile.read(write("site.yaml", SITE + yaml + "mailboxes: mail\n"));
    }

    private static Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx", "rsa"})
    void aCertificateAndItsKeyAreRead(String name) throws Exception {
        SiteConfig config = read(TLS.replace("mx", name));
        CertificateFiles files = config.security().certificate().orElseThrow();
        assertThat(files.chain()).hasSize(1);
        assertThat(files.toString()).isEqualTo("certificate of CN=" + name);
        assertThat(config.settings().smtp().security()).isEqualTo(new SmtpSecurity(true, false));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void textAroundTheBlocksAndFurtherCertificatesAreNoHindrance() throws Exception {
        String other = Files.readString(folder.resolve("other.crt"));
        write("chain.crt", "Subject: CN=mx\n" + Files.readString(folder.resolve("mx.crt")) + "\n# issuer\n" + other);
        assertThat(read(TLS.replace("mx.crt", "chain.crt"))
                        .security()
                        .certificate()
                        .orElseThrow()
                        .chain())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            other.key ~ 3:52: `key-file` names a file that has a key that does not belong to the certificate
            rsa.key   ~ 3:52: `key-file` names a file that has no key of the certificate's kind, EC
            mx.crt    ~ 3:52: `key-file` names a file that must have one private key in PEM form (-----BEGIN PRIVATE KEY-----), not none
            old.key   ~ 3:52: `key-file` names a file that has a key of the kind EC PRIVATE KEY, not of PKCS#8; convert it with `openssl pkcs8 -topk8 -nocrypt`
            locked.key ~ 3:52: `key-file` names a file that has an encrypted key, which nobody could decrypt at a start; convert it with `openssl pkcs8 -topk8 -nocrypt`
            """)
    void aKeyThatCannotBeUsedIsToldWithItsPlaceAndCure(String key, String message) throws Exception {
        String content = Files.readString(folder.resolve("mx.key"));
        write("old.key", content.replace("PRIVATE", "EC PRIVATE"));
        write("locked.key", content.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        assertThatThrownBy(() -> read(TLS.replace("mx.key", key)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(YamlReader.nameOf(folder.resolve("site.yaml")) + ":" + message);
    }

    @Test
    void aCertificateThatCannotBeUsedIsToldWithItsPlace() throws Exception {
        String place = YamlReader.nameOf(folder.resolve("site.yaml")) + ":3:34: `certificate-file` names a file that ";
        assertThatThrownBy(() -> read(TLS.replace("mx.crt", "mx.key")))
                .hasMessage(place + "has no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        write("bad.crt", Files.readString(folder.resolve("mx.crt")).replaceFirst("MII", "AAA"));
        assertThatThrownBy(() -> read(TLS.replace("mx.crt", "bad.crt")))
                .hasMessageStartingWith(place + "has ")
                .hasMessageContaining("certificate");
        assertThatThrownBy(() -> read(TLS.replace("mx.crt", "none.crt")))
                .hasMessage(YamlReader.nameOf(folder.resolve("none.crt")) + ": there is no such file");
    }

    @Test
    void aKeyThatEverybodyCanReadIsAWarning() throws Exception {
        write("open.key", Files.readString(folder.resolve("mx.key")));
        Files.setPosixFilePermissions(folder.resolve("open.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read(TLS.replace("mx.key", "open.key")).warnings())
                .containsExactly(YamlReader.nameOf(folder.resolve("site.yaml"))
                        + ":3:52: `key-file` names a file that every user of this machine can read; chmod o= it");
    }

    @Test
    void passwordsAreReadByWholeAddress() throws Exception {
        write("passwords", "# comment\n\nAkira:" + HASH + "\nbotan@example.com:" + HASH + "\n");
        SiteConfig config = read(TLS.replace("tls:", "password-file: passwords, tls:"));
        assertThat(config.security().passwords()).containsOnlyKeys("akira@example.com", "botan@example.com");
        assertThat(config.settings().smtp().security()).isEqualTo(new SmtpSecurity(true, true));
        assertThat(config.toString()).doesNotContain("AAAAAAAA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            akira:canary-41                  ~ :1:1: this line must be ACCOUNT:pbkdf2-sha256:ITERATIONS:SALT:HASH, as `dslab password ACCOUNT` writes it
            canary-41                        ~ :1:1: this line must be ACCOUNT:pbkdf2-sha256:ITERATIONS:SALT:HASH, as `dslab password ACCOUNT` writes it
            akira:pbkdf2-sha256:1:AAAA:AAAA  ~ :1:1: this line must be ACCOUNT:pbkdf2-sha256:ITERATIONS:SALT:HASH, as `dslab password ACCOUNT` writes it
            eve@elsewhere.test:HASH          ~ :1:1: this line begins with an account that is none of this site's domains
            akira:HASH,AKIRA@example.com:HASH ~ :2:1: this line has an account a second time
            """)
    void aBadLineIsToldWithItsPlaceAndNotRepeated(String lines, String message) throws Exception {
        Path file = write("passwords", lines.replace("HASH", HASH).replace(',', '\n') + "\n");
        assertThatThrownBy(() -> read(TLS.replace("tls:", "password-file: passwords, tls:")))
                .hasMessage(YamlReader.nameOf(file) + message);
    }

    @Test
    void passwordsHaveNoUseWithoutTls() throws IOException {
        write("passwords", "");
        assertThatThrownBy(() -> read("smtp: { password-file: passwords }\n"))
                .hasMessageEndingWith(
                        ":3:9: `password-file` has no use without `tls`, for passwords are only taken" + " over TLS");
    }

    /** DS-73: the name may be a password under the wrong key. */
    @Test
    void aPasswordFileThatIsNotThereIsNotNamed() {
        assertThatThrownBy(() -> read(TLS.replace("tls:", "password-file: canary-41, tls:")))
                .hasMessageContaining("`password-file` names a file that is not there or cannot be read")
                .message()
                .doesNotContain("canary");
    }

    /** DS-74. */
    @Test
    void tlsIsRequiredPerHostWithItsOwnNameAndTrust() throws Exception {
        SiteConfig config = read("""
                sharing:
                  hosts:
                    - { host: 192.0.2.20, tls: required, tls-name: mx.osaka.test, trust-file: mx.crt }
                    - { host: mx.kyoto.test, tls: required }
                    - { host: mx.nara.test, tls: opportunistic }
                    - mx.kobe.test
                """);
        assertThat(config.settings().sharing().hosts())
                .extracting(SharingHost::tlsRequired)
                .containsExactly(true, true, false, false);
        assertThat(config.security().hosts())
                .extracting(
                        HostCertificate::host,
                        HostCertificate::name,
                        host -> host.anchors().size())
                .containsExactly(
                        tuple(new HostPort("192.0.2.20", 25), "mx.osaka.test", 1),
                        tuple(new HostPort("mx.kyoto.test", 25), "mx.kyoto.test", 0));
    }
}
