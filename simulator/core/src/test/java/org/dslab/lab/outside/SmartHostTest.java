package org.dslab.lab.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.smtp.SmtpReply;
import org.dslab.lab.scenario.OutsideSettings;
import org.dslab.lab.world.AddressPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The smart host relays what the sites give it, and can close a mail loop (DS-32, DS-35)")
class SmartHostTest {

    private static final SmtpReply LATER = new SmtpReply(451, "4.4.3", "Later");
    private static final SmtpReply NO = new SmtpReply(550, "5.1.1", "No");

    private final OutsideBench bench = smartHost(Optional.of("osaka"));

    private static OutsideBench smartHost(Optional<String> relaysTo) {
        OutsideSettings defaults = OutsideSettings.defaults();
        return new OutsideBench(
                AddressPlan.SMART_HOST,
                new OutsideSettings(defaults.retryAfter(), defaults.thenEvery(), defaults.giveUpAfter(), relaysTo));
    }

    @Test
    void relaysTheSharedDomainToItsMailServerAndTheRestOutside() {
        bench.client("""
                EHLO tokyo\r
                MAIL FROM:<akira@example.com>\r
                RCPT TO:<botan@Example.com>\r
                RCPT TO:<eve@elsewhere.test>\r
                DATA\r
                Message-ID: <x@y>\r
                \r
                Hi\r
                .\r
                QUIT\r
                """);
        assertThat(bench.history)
                .containsExactly("+0 received as smart-host <x@y> from <akira@example.com> "
                        + "[botan@Example.com, eve@elsewhere.test] received=0");
        assertThat(bench.taken).extracting(OutsideBench.Taken::node).containsExactlyInAnyOrder("osaka", "outside");
        assertThat(bench.taken).allSatisfy(message -> {
            assertThat(message.sender()).isEqualTo("akira@example.com");
            assertThat(message.recipients())
                    .containsExactly(message.node().equals("osaka") ? "botan@Example.com" : "eve@elsewhere.test");
            assertThat(message.text())
                    .matches("(?s)Received: by [^\r]*\r\n\t[^\r]*\r\nMessage-ID: <x@y>\r\n\r\nHi\r\n");
        });
    }

    @Test
    @DisplayName("DS-35: each round of a loop adds a Received field on top, so that a site can see it")
    void aLoopCanBeCounted() {
        String text = "Message-ID: <x@y>\r\n\r\nHi";
        for (int round = 0; round < 5; round++) {
            bench.message("eve@elsewhere.test", "botan@example.com", text);
            assertThat(bench.history)
                    .endsWith("+0 received as smart-host <x@y> from <eve@elsewhere.test> "
                            + "[botan@example.com] received=" + 2 * round);
            String relayed = bench.taken.getLast().text();
            assertThat(relayed).startsWith("Received: by mx.smart-host.invalid").contains(text);
            text = "Received: by tokyo\r\n" + relayed.substring(0, relayed.length() - 2);
        }
        assertThat(bench.taken).hasSize(5);
    }

    @Test
    void triesAgainByTheSendersSchedule() {
        bench.reply("botan@example.com", LATER, LATER);
        bench.message("eve@elsewhere.test", "botan@example.com", "Message-ID: <x@y>\r\n\r\nHi");
        bench.pass(Duration.ofMinutes(29));
        assertThat(bench.taken).isEmpty();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.taken).extracting(OutsideBench.Taken::node).containsExactly("osaka");
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    @DisplayName("DS-34: what is refused for good goes back to its sender, once")
    void returnsWhatIsRefused() {
        bench.reply("botan@example.com", NO);
        bench.message("eve@elsewhere.test", "botan@example.com", "Message-ID: <x@y>\r\n\r\nHi");
        assertThat(bench.taken).hasSize(1);
        OutsideBench.Taken returned = bench.taken.getFirst();
        assertThat(returned.node()).isEqualTo("outside");
        assertThat(returned.sender()).isEmpty();
        assertThat(returned.recipients()).containsExactly("eve@elsewhere.test");
        OutsideBench outside = new OutsideBench(AddressPlan.OUTSIDE, OutsideSettings.defaults());
        outside.message(
                "",
                "eve@elsewhere.test",
                returned.text().substring(0, returned.text().length() - 2));
        assertThat(outside.history).endsWith("+0 notified eve@elsewhere.test about <x@y> [botan@example.com]");
    }

    @Test
    void whatCannotBeDeliveredForFiveDaysGoesBackToo() {
        bench.down("osaka");
        bench.message("eve@elsewhere.test", "botan@example.com", "Message-ID: <x@y>\r\n\r\nHi");
        bench.pass(Duration.ofDays(5).minusMinutes(1));
        assertThat(bench.taken).isEmpty();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.taken).extracting(OutsideBench.Taken::sender).containsExactly("");
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    @DisplayName("DS-34: never a notification about a notification")
    void dropsANullSendersMail() {
        bench.reply("botan@example.com", NO);
        bench.message("", "botan@example.com", "Message-ID: <x@y>\r\n\r\nHi");
        assertThat(bench.taken).isEmpty();
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    void keepsTheSharedDomainsMailWhenItKnowsNoServerForIt() {
        OutsideBench keeping = smartHost(Optional.empty());
        keeping.message("eve@elsewhere.test", "botan@example.com", "Message-ID: <x@y>\r\n\r\nHi");
        assertThat(keeping.history)
                .containsExactly("+0 received as smart-host <x@y> from <eve@elsewhere.test> "
                        + List.of("botan@example.com") + " received=0");
        assertThat(keeping.taken).isEmpty();
        assertThat(keeping.nextWake()).isEmpty();
    }
}
