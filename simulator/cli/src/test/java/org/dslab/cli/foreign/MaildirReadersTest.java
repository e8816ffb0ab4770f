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

/** Our Maildirs, read by programs that others wrote. */
@Timeout(300)
class MaildirReadersTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Member tokyo = new Member("tokyo", Network.of(66).address(1));

    /** DS-01. */
    @Test
    void pythonsMailboxReadsFlagsAndRemovesWhatWeDelivered() throws IOException {
        tokyo.configureSite(folder, "akira", List.of());
        try (SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            Mailbox akira = Mailbox.of(folder, tokyo, "akira");
            tokyo.receives("first", "akira@example.com");
            tokyo.receives("second", "akira@example.com");
            akira.awaits("first");
            akira.awaits("second");
            assertThat(Outside.python("read_maildir.py", akira.maildir().toString()))
                    .containsExactly(
                            "first | eve@elsewhere.test | .a line that begins with a dot",
                            "second | eve@elsewhere.test | .a line that begins with a dot",
                            "0");
            assertThat(akira.messages()).isEmpty();
            tokyo.receives("third", "akira@example.com");
            akira.awaits("third");
            assertThat(site.stop()).isZero();
        }
    }
}
