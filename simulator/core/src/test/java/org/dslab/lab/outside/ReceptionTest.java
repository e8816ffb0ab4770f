package org.dslab.lab.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.network.Endpoint;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;
import org.dslab.engine.seam.Service;
import org.dslab.lab.scenario.OutsideSettings;
import org.dslab.lab.world.AddressPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The outside takes every message and records what it saw")
class ReceptionTest {

    private final OutsideBench bench = new OutsideBench(AddressPlan.OUTSIDE, OutsideSettings.defaults());

    @Test
    void countsReceivedFields() {
        bench.message(
                "akira@example.com",
                "Eve@elsewhere.test",
                "received: by a\r\nRECEIVED: by b\r\n with c\r\nMessage-Id: <x@y>\r\nX-Received: no\r\n\r\nReceived: no");
        assertThat(bench.history)
                .containsExactly(
                        "+0 received as foreign <x@y> from <akira@example.com> [Eve@elsewhere.test] received=2");
        assertThat(bench.heard.get(-1L)).contains("250 ").endsWith("221 2.0.0 Bye\r\n");
    }

    @Test
    @DisplayName("DS-34: a delivery status notification is recorded with what it is about")
    void recognizesNotifications() {
        bench.message("", "eve@elsewhere.test", """
                Message-ID: <n@y>\r
                In-Reply-To: <m1@lab.invalid>\r
                Auto-Submitted: auto-replied\r
                X-Failed-Recipients: a@example.com,\r
                 b@example.com\r
                \r
                Sorry""");
        assertThat(bench.history)
                .containsExactly(
                        "+0 received as foreign <n@y> from <> [eve@elsewhere.test] received=0",
                        "+0 notified eve@elsewhere.test about <m1@lab.invalid> [a@example.com, b@example.com]");
    }

    @Test
    @DisplayName("DS-34: an address that a 7-bit field spells in another way is the same address")
    void decodesInternationalAddressesOfNotifications() {
        bench.message("", "eve@elsewhere.test", """
                In-Reply-To: <m1@lab.invalid>\r
                Auto-Submitted: auto-replied\r
                X-Failed-Recipients: b\\x{FC}cher\\x{2B}\\x{3B1}@example.com\r
                \r
                Sorry""");
        assertThat(bench.history).last().asString().contains("[b\u00fccher+\u03b1@example.com]");
    }

    @Test
    void aMessageThatOnlyLooksLikeANotificationIsNone() {
        String marks = "Auto-Submitted: auto-replied\r\nX-Failed-Recipients: a@example.com\r\n";
        bench.message("akira@example.com", "eve@elsewhere.test", marks + "\r\nx");
        bench.message("", "eve@elsewhere.test", "Subject: x\r\n\r\n" + marks);
        assertThat(bench.history).hasSize(2).noneMatch(line -> line.contains("notified"));
    }

    @Test
    void aMessageThatDoesNotComeToItsEndIsNotRecorded() {
        long connection = bench.client(
                "EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<eve@elsewhere.test>\r\nDATA\r\nSubject: x\r\n\r\nhalf");
        bench.give(new Input.Closed(connection, CloseCause.RESET));
        assertThat(bench.history).isEmpty();
        assertThat(bench.nextWake()).isEmpty();
    }

    @Test
    void refusesWhatIsLargerThan10MiB() {
        bench.client("EHLO a\r\nMAIL FROM:<> SIZE=10485760\r\nRSET\r\nMAIL FROM:<> SIZE=10485761\r\n");
        assertThat(bench.heard.get(-1L)).contains("SIZE 10485760\r\n").matches("(?s).*250 [^\n]*\n552 5.3.4 [^\n]*\n");
    }

    @Test
    void hasNoMingerService() {
        bench.give(new Input.Accepted(-9, Service.MINGER, new Endpoint("127.1.1.1", 4000)));
        assertThat(bench.effects).containsExactly(new Effect.Abort(-9));
    }
}
