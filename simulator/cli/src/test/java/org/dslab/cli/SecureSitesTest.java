package org.dslab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.settings.PasswordHash;
import org.dslab.engine.settings.Secret;
import org.dslab.server.passwords.Pbkdf2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two sites as processes that talk over TLS with each other, and with clients that know nothing of our code. */
@ResourceLock("loopback addresses 127.60.x.x")
class SecureSitesTest {

    private static final String PASSWORD = "canary-password-41";

    @TempDir
    private static Path certificates = Path.of("replaced");

    @TempDir
    private Path folder = Path.of("replaced");

    /** Fresh for each run, so that no port has to be searched for. */
    private static final String NET = "127.60." + ProcessHandle.current().pid() % 250 + ".";

    private static final String TOKYO = NET + (1 + System.nanoTime() % 100);
    private static final String OSAKA = NET + (101 + System.nanoTime() % 100);

    @BeforeAll
    static void makeCertificates() {
        PemFiles.make(certificates, "tokyo", "RSA", "dns:mx.tokyo.example.com,ip:" + TOKYO);
        PemFiles.make(certificates, "osaka", "EC", "dns:mx.osaka.example.com");
        PemFiles.make(certificates, "mallory", "EC", "dns:mx.osaka.example.com");
    }

    @BeforeEach
    void writeConfigurations() throws IOException {
        Files.writeString(
                folder.resolve("passwords"),
                "akira:"
                        + Pbkdf2.hash(new Secret(PASSWORD), PasswordHash.MIN_ITERATIONS)
                                .text() + "\n");
        Files.setPosixFilePermissions(folder.resolve("passwords"), PosixFilePermissions.fromString("rw-------"));
        for (String name : List.of("tokyo", "osaka", "mallory")) {
            Files.copy(certificates.resolve(name + ".crt"), folder.resolve(name + ".crt"));
            Files.copy(certificates.resolve(name + ".key"), folder.resolve(name + ".key"));
        }
        configureTokyo();
        configureOsaka("tls: { certificate-file: osaka.crt, key-file: osaka.key }");
    }

    private void configureTokyo() throws IOException {
        Files.writeString(folder.resolve("tokyo.yaml"), """
                site: tokyo
                hostname: mx.tokyo.example.com
                domains: [example.com]
                smtp:
                  listen: "%s:2525"
                  tls: { certificate-file: tokyo.crt, key-file: tokyo.key }
                  password-file: passwords
                minger: { listen: "%s:4069" }
                mailboxes: tokyo-mail
                accounts: [akira]
                retry: { first-hour-every: 1s }
                sharing:
                  hosts:
                    - { host: "%s:2525", site: osaka, tls: required, tls-name: mx.osaka.example.com, trust-file: osaka.crt }
                """.formatted(TOKYO, TOKYO, OSAKA));
    }

    private void configureOsaka(String tls) throws IOException {
        Files.writeString(folder.resolve("osaka.yaml"), """
                site: osaka
                hostname: mx.osaka.example.com
                domains: [example.com]
                smtp: { listen: "%s:2525", %s }
                minger: { listen: "%s:4069" }
                mailboxes: osaka-mail
                accounts: [botan]
                sharing: { hosts: [{ host: "%s:2525", site: tokyo }] }
                """.formatted(OSAKA, tls, OSAKA, TOKYO));
    }

    /** DS-73. */
    @AfterEach
    void noPasswordAndNoKeyWasEverWritten() throws IOException {
        String key = Files.readAllLines(folder.resolve("tokyo.key")).get(1);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".err")))
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(log)
                            .content()
                            .doesNotContain(PASSWORD)
                            .doesNotContain("AGFraXJhAGNhbmFyeS")
                            .doesNotContain(key));
        }
    }

    private List<String> login(String name, String password, String sender, String... recipients) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                TOKYO, "2525", certificates.resolve("tokyo.crt").toString(), name, password, sender, "over-tls"));
        arguments.addAll(List.of(recipients));
        return Outside.python("login_mail.py", arguments.toArray(String[]::new));
    }

    private static void awaitMail(SiteProcess site, String address, String subject) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> site.mailbox(address).stream().anyMatch(mail -> mail.contains("Subject: " + subject)));
    }

    /** DS-09, DS-23, DS-74. */
    @Test
    void smtplibLogsInAndItsMailGoesOnOverVerifiedTls() throws IOException {
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo");
                SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
            assertThat(login("akira", PASSWORD, "akira@example.com", "botan@example.com", "eve@elsewhere.test"))
                    .containsExactly(
                            "in the clear 538",
                            "starttls 220",
                            "login 235",
                            "sender 250",
                            "botan@example.com 250",
                            "eve@elsewhere.test 451",
                            "message 250",
                            "0");
            awaitMail(osaka, "botan@example.com", "over-tls");
            assertThat(osaka.mailbox("botan@example.com").getFirst())
                    .contains("by mx.osaka.example.com with ESMTPS id")
                    .contains("by mx.tokyo.example.com with ESMTPSA id")
                    .contains("x".repeat(900));

            assertThat(login("akira", PASSWORD, "botan@example.com", "akira@example.com"))
                    .contains("login 235", "sender 553");
            assertThat(login("akira", PASSWORD + "?", "akira@example.com")).contains("login 535");
            assertThat(login("nobody", PASSWORD, "akira@example.com")).contains("login 535");
            assertThat(tokyo.log()).doesNotContain("trouble");
        }
    }

    /** DS-31, DS-74. */
    @Test
    void mailWaitsUntilTheHostProvesItselfOverTls() throws IOException {
        configureOsaka("max-errors: 100");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            try (SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
                login("akira", PASSWORD, "akira@example.com", "botan@example.com");
                awaitLog(tokyo, "4.7.4 TLS is required, and the server does not offer it");
                assertThat(osaka.mailbox("botan@example.com")).isEmpty();
            }
            configureOsaka("tls: { certificate-file: mallory.crt, key-file: mallory.key }");
            try (SiteProcess impostor = SiteProcess.start(folder, "osaka")) {
                awaitLog(tokyo, "TLS with");
                assertThat(impostor.mailbox("botan@example.com")).isEmpty();
            }
            configureOsaka("tls: { certificate-file: osaka.crt, key-file: osaka.key }");
            try (SiteProcess osaka = SiteProcess.start(folder, "osaka")) {
                awaitMail(osaka, "botan@example.com", "over-tls");
            }
        }
    }

    private static void awaitLog(SiteProcess site, String text) {
        await().atMost(Duration.ofSeconds(30)).until(() -> site.log().contains(text));
    }

    @Test
    void opensslVerifiesTheCertificateAndIsAnswered() throws IOException {
        Outside.needs("openssl");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            List<String> said = Outside.runWith(
                    "EHLO client.test\nNOOP\nQUIT\n",
                    "openssl",
                    "s_client",
                    "-starttls",
                    "smtp",
                    "-crlf",
                    "-ign_eof",
                    "-connect",
                    TOKYO + ":2525",
                    "-CAfile",
                    folder.resolve("tokyo.crt").toString(),
                    "-verify_hostname",
                    "mx.tokyo.example.com",
                    "-verify_return_error");
            assertThat(said)
                    .contains("250-AUTH PLAIN LOGIN", "250 2.0.0 OK", "221 2.0.0 Bye")
                    .anyMatch(line -> line.contains("Verify return code: 0 (ok)"));
            assertThat(tokyo.log()).doesNotContain("TLS with");
        }
    }

    @Test
    void swaksLogsInAndSends() throws IOException {
        Outside.needs("swaks");
        assumeTrue(
                Outside.run("perl", "-MNet::SSLeay", "-e", "1").getLast().equals("0"),
                "Perl's Net::SSLeay is not installed, so swaks cannot speak TLS here");
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            for (String mechanism : List.of("PLAIN", "LOGIN")) {
                List<String> said = Outside.run(
                        "swaks",
                        "--server",
                        TOKYO,
                        "--port",
                        "2525",
                        "--tls",
                        "--auth",
                        mechanism,
                        "--auth-user",
                        "akira",
                        "--auth-password",
                        PASSWORD,
                        "--from",
                        "akira@example.com",
                        "--to",
                        "akira@example.com",
                        "--header",
                        "Subject: by-" + mechanism);
                assertThat(said.getLast()).as(String.join("\n", said)).isEqualTo("0");
                awaitMail(tokyo, "akira@example.com", "by-" + mechanism);
            }
        }
    }

    @Test
    void thePasswordCommandWritesALineThatTheSiteTakes() throws IOException {
        List<String> said = Outside.runWith(
                PASSWORD + "\n",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.dslab.cli.Main",
                "password",
                "akira",
                "--iterations",
                "2000");
        assertThat(said).hasSize(2).last().isEqualTo("0");
        assertThat(said.getFirst()).startsWith("akira:pbkdf2-sha256:2000:").doesNotContain(PASSWORD);
        Files.write(folder.resolve("passwords"), said.getFirst().getBytes(StandardCharsets.US_ASCII));
        try (SiteProcess tokyo = SiteProcess.start(folder, "tokyo")) {
            assertThat(login("akira", PASSWORD, "akira@example.com")).contains("login 235");
            assertThat(tokyo.log()).doesNotContain(said.getFirst());
        }
    }
}
