package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dslab.cli.Outside;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our delivery status notifications, read by a parser that others wrote. */
@Timeout(120)
class NotificationReadersTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(70);
    private final Member tokyo = new Member("tokyo", net.address(1));
    private final Member osaka = new Member("osaka", net.address(2));

    /** DS-34. */
    @Test
    void pythonsEmailPackageUnderstandsWhyAMailCameBack() throws IOException {
        osaka.configureSite(folder, "botan", List.of());
        tokyo.configureSite(
                folder, "akira", List.of(), "trusted: [127.0.0.1]", "smart-host: \"" + osaka.address() + ":2525\"");
        try (SiteProcess relay = SiteProcess.start(folder, "osaka");
                SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            Mailbox akira = Mailbox.of(folder, tokyo, "akira");
            tokyo.receivesFrom("akira@example.com", "hello", "dora@elsewhere.test");
            akira.awaits("Undelivered mail returned to sender");
            assertThat(Outside.python("read_notification.py", akira.maildir().toString()))
                    .containsExactly(
                            "multipart/report delivery-status auto-replied",
                            "text/plain True",
                            "Reporting-MTA: dns; mx.tokyo.example.com",
                            "Final-Recipient: rfc822; dora@elsewhere.test",
                            "Action: failed",
                            "Status: 5.1.0",
                            "Remote-MTA: dns; [" + osaka.address() + "]",
                            "Diagnostic-Code: smtp; 550 5.1.0 the sender has no mailbox in this domain",
                            "text/rfc822-headers hello 1",
                            "0");
            assertThat(site.stop()).isZero();
            assertThat(relay.stop()).isZero();
        }
    }
}
