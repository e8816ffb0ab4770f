package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.helper.SimpleMessageListenerAdapter;
import org.subethamail.smtp.server.SMTPServer;

/** SubEthaSMTP as the smart host of one of our sites. */
@Timeout(300)
class SmartHostTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(67);
    private final Member tokyo = new Member("tokyo", net.address(1));
    private final Member relay = new Member("relay", net.address(2));

    private static final class Arrivals implements SimpleMessageListener {

        private final Map<String, String> byRecipient = new ConcurrentHashMap<>();

        @Override
        public boolean accept(String from, String recipient) {
            return !recipient.startsWith("refused");
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            byRecipient.put(recipient, from + "\n" + new String(data.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private SMTPServer relay(Arrivals arrivals) throws IOException {
        SMTPServer server = SMTPServer.port(Member.SMTP)
                .bindAddress(InetAddress.getByName(relay.address()))
                .messageHandlerFactory(new SimpleMessageListenerAdapter(arrivals))
                .build();
        server.start();
        return server;
    }

    /** DS-31, DS-33, DS-34. */
    @Test
    void mailForOtherDomainsGoesToTheSmartHostAndWhatItRefusesComesBack() throws IOException {
        tokyo.configureSite(
                folder,
                "akira",
                List.of(),
                "smart-host: \"" + relay.address() + ":2525\"",
                "trusted: [127.0.0.1, " + tokyo.address() + "]");
        Arrivals arrivals = new Arrivals();
        SMTPServer server = relay(arrivals);
        try (SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            assertThat(tokyo.receivesFrom(
                            "akira@example.com",
                            "outward",
                            "eve@elsewhere.test",
                            "refused@elsewhere.test",
                            "akira@example.com"))
                    .endsWith("message 250");
            await().atMost(Duration.ofSeconds(60)).until(() -> arrivals.byRecipient.containsKey("eve@elsewhere.test"));
            assertThat(arrivals.byRecipient)
                    .containsOnlyKeys("eve@elsewhere.test")
                    .hasEntrySatisfying(
                            "eve@elsewhere.test",
                            message -> assertThat(message)
                                    .startsWith("akira@example.com\n")
                                    .contains(
                                            "Subject: outward",
                                            "\r\n.a line that begins with a dot",
                                            "by mx.tokyo.example.com"));
            Mailbox akira = Mailbox.of(folder, tokyo, "akira");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(akira.messages())
                            .hasSize(2)
                            .anyMatch(message -> message.startsWith("Return-Path: <>")
                                    && message.contains("553 <refused@elsewhere.test>")));
            assertThat(site.stop()).isZero();
        } finally {
            server.stop();
        }
    }
}
