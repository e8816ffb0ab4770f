package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Postfix as the outside sender: our 451 makes it try again by itself. */
@Timeout(300)
class PostfixSenderTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(65);
    private final Member tokyo = new Member("tokyo", net.address(1));
    private final Member osaka = new Member("osaka", net.address(2));
    private final Member outside = new Member("outside", net.address(3));

    /** DS-03, DS-05. */
    @Test
    void postfixTriesAgainUntilTheOwnerIsBack() throws IOException {
        tokyo.configureSite(folder, "akira", List.of(osaka));
        osaka.configureSite(folder, "botan", List.of(tokyo));
        try (PrivatePostfix postfix = PrivatePostfix.start(
                        folder.resolve("postfix"),
                        outside.address(),
                        List.of(
                                "myhostname = mx.elsewhere.test",
                                "mynetworks = 127.0.0.0/8",
                                "relayhost = [" + tokyo.address() + "]:" + Member.SMTP));
                SiteProcess tokyoSite = SiteProcess.start(folder, "tokyo")) {
            assertThat(outside.receives("patience", "akira@example.com", "botan@example.com"))
                    .containsExactly("akira@example.com 250", "botan@example.com 250", "message 250");
            Mailbox.of(folder, tokyo, "akira").awaits("patience");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(postfix.log())
                            .containsPattern("to=<botan@example.com>, .*status=deferred .*451 4\\.4\\.3 "));

            try (SiteProcess osakaSite = SiteProcess.start(folder, "osaka")) {
                Mailbox.of(folder, osaka, "botan").awaits("patience");
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> postfix.queue().contains("Mail queue is empty"));
                assertThat(osakaSite.stop()).isZero();
            }
            assertThat(Mailbox.of(folder, tokyo, "akira").count("patience")).isEqualTo(1);
            assertThat(postfix.log()).doesNotContain("status=bounced");
            assertThat(tokyoSite.stop()).isZero();
        }
    }
}
