package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dslab.cli.SiteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Foreign servers that own addresses of the shared domain: our site routes to them what a side-car vouches for. */
@Timeout(300)
class OwnersTest {

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(68);
    private final Member tokyo = new Member("tokyo", net.address(1));
    private final Member kyoto = new Member("kyoto", net.address(2));

    /** DS-03, DS-04, DS-12, DS-31. */
    @Test
    void mailForAUserOfPostfixIsRoutedToItAndWaitsWhileItIsAway() throws IOException {
        Path own = folder.resolve("postfix");
        List<String> mainCf = new ArrayList<>(List.of(
                "myhostname = mx.kyoto.example.com",
                "relay_domains = example.com",
                "relay_transport = virtual",
                "smtpd_relay_restrictions = reject_unauth_destination"));
        mainCf.addAll(PrivatePostfix.virtualUsers(own, "chie"));
        tokyo.configureSite(folder, "akira", List.of(kyoto));
        kyoto.configureSidecar(folder, "chie # of accounts\ndai full\n", List.of(tokyo));
        try (PrivatePostfix postfix = PrivatePostfix.start(own, kyoto.address(), mainCf);
                SiteProcess sidecar = SiteProcess.startSidecar(folder, "kyoto");
                SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            assertThat(tokyo.receives("one", "chie@example.com", "dai@example.com", "nobody@example.com"))
                    .containsExactly(
                            "chie@example.com 250", "dai@example.com 450", "nobody@example.com 550", "message 250");
            postfix.mailbox("chie").awaits("one");
            assertThat(postfix.mailbox("chie").messages().getFirst()).contains("by mx.tokyo.example.com");

            postfix.stop();
            assertThat(tokyo.receives("two", "chie@example.com"))
                    .containsExactly("chie@example.com 250", "message 250");
            await().atMost(Duration.ofSeconds(60)).until(() -> site.log().contains("recipient-deferred"));
            postfix.start();
            postfix.mailbox("chie").awaits("two");
            assertThat(List.of(site.stop(), sidecar.stop())).containsExactly(0, 0);
        }
    }

    /** DS-03, DS-04. */
    @Test
    void mailForAUserOfGreenMailIsRoutedToIt() throws Exception {
        GreenMail greenMail = new GreenMail(new ServerSetup(Member.SMTP, kyoto.address(), ServerSetup.PROTOCOL_SMTP));
        tokyo.configureSite(folder, "akira", List.of(kyoto));
        kyoto.configureSidecar(folder, "chie\n", List.of(tokyo));
        greenMail.start();
        try (SiteProcess sidecar = SiteProcess.startSidecar(folder, "kyoto");
                SiteProcess site = SiteProcess.start(folder, "tokyo")) {
            GreenMailUser chie = greenMail.setUser("chie@example.com", "chie", "secret");
            MailFolder inbox = greenMail.getManagers().getImapHostManager().getInbox(chie);
            assertThat(tokyo.receives("to-greenmail", "chie@example.com", "nobody@example.com"))
                    .containsExactly("chie@example.com 250", "nobody@example.com 550", "message 250");
            await().atMost(Duration.ofSeconds(60)).until(() -> inbox.getMessageCount() == 1);
            assertThat(inbox.getMessages().getFirst().getMimeMessage().getSubject())
                    .isEqualTo("to-greenmail");
            assertThat(greenMail.getReceivedMessages()).hasSize(1);
            assertThat(List.of(site.stop(), sidecar.stop())).containsExactly(0, 0);
        } finally {
            greenMail.stop();
        }
    }
}
