package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exim as the outside sender of a ring of two sites. */
@Timeout(300)
class EximTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(64);
    private final Member tokyo = new Member("tokyo", net.address(1));
    private final Member osaka = new Member("osaka", net.address(2));

    /** DS-03, DS-05, DS-11. */
    @Test
    void whatCannotBeVerifiedStaysInEximsQueueUntilItCan() throws IOException {
        Exim exim = Exim.sendingTo(tokyo, folder.resolve("exim"));
        tokyo.configureSite(folder, "akira", List.of(osaka));
        osaka.configureSite(folder, "botan", List.of(tokyo));
        try (SiteProcess tokyoSite = SiteProcess.start(folder, "tokyo")) {
            String first = exim.send("by-exim", "akira@example.com", "botan@example.com");
            assertThat(first)
                    .contains("=> akira@example.com ", "== botan@example.com ", "451 4.4.3")
                    .doesNotContain("** ");
            assertThat(exim.queued()).isEqualTo(1);
            Mailbox.of(folder, tokyo, "akira").awaits("by-exim");
            try (SiteProcess osakaSite = SiteProcess.start(folder, "osaka")) {
                assertThat(exim.retry()).contains("=> botan@example.com ", "Completed");
                Mailbox.of(folder, osaka, "botan").awaits("by-exim");
                assertThat(exim.queued()).isZero();
                assertThat(exim.send("to-nobody", "nobody@example.com"))
                        .contains("** nobody@example.com ", "550 5.1.1");
                assertThat(osakaSite.stop()).isZero();
            }
            assertThat(Mailbox.of(folder, tokyo, "akira").messages().getFirst())
                    .contains("\r\n.a line that begins with a dot\r\n", "from mx.elsewhere.test");
            assertThat(tokyoSite.stop()).isZero();
        }
    }
}
