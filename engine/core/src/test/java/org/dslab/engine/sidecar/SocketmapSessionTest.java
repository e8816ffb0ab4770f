package org.dslab.engine.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the maps are asked: frames, order, and the limits on what a client can make the side-car keep. */
class SocketmapSessionTest {

    private static final String ASK_CHIE = "21:rcpt chie@example.com,";
    private static final String ASK_BOTAN = "22:rcpt botan@example.com,";

    private final SidecarHarness sidecar = SidecarHarness.ofChieAndDisabledDai();
    private final SidecarHarness.Client client = sidecar.client();

    @Test
    void aRequestMayArriveOctetByOctet() {
        for (int i = 0; i < ASK_CHIE.length() - 1; i++) {
            assertThat(client.raw(ASK_CHIE.substring(i, i + 1))).isEmpty();
        }
        assertThat(client.raw(",")).isEqualTo("OK own");
    }

    @Test
    void requestsInOnePieceAreAnsweredInTheirOrderEvenIfTheFirstTakesLong() {
        assertThat(client.raw(ASK_CHIE + ASK_BOTAN + ASK_CHIE + ASK_CHIE.substring(0, 5)))
                .isEqualTo("OK own");
        assertThat(client.isRead())
                .as("no more is read while an address is looked up")
                .isFalse();
        sidecar.answer("osaka", 5);
        assertThat(client.heard()).isEqualTo("OK osaka.example:2525|OK own");
        assertThat(client.isRead()).isTrue();
        assertThat(client.raw(ASK_CHIE.substring(5))).isEqualTo("OK own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO there\r\n", "5000:", "4:rcpt,", "5: rcpt,", "0:,", "2:a b", "1:a;"})
    void whatIsNoRequestClosesTheConnection(String octets) {
        assertThat(client.raw(ASK_CHIE + octets)).isEqualTo("OK own");
        assertThat(client.end()).isEqualTo("finished");
        assertThat(client.raw(ASK_CHIE)).isEmpty();
    }

    @Test
    void anIdleConnectionIsClosedAndOneThatAsksIsNot() {
        sidecar.advance(SidecarHarness.IDLE.minusMillis(1));
        assertThat(client.ask("rcpt chie@example.com")).isEqualTo("OK own");
        sidecar.advance(SidecarHarness.IDLE.minusMillis(1));
        assertThat(client.end()).isEmpty();
        client.raw(ASK_CHIE.substring(0, 7));
        sidecar.advance(Duration.ofMillis(1));
        assertThat(client.end()).as("half a request is none").isEqualTo("finished");
        assertThat(sidecar.nextWake()).isEmpty();
    }

    @Test
    void oneConnectionTooManyIsClosedAtOnceAndTheNextOneIsServedAgain() {
        SidecarHarness.Client second = sidecar.client();
        SidecarHarness.Client third = sidecar.client();
        assertThat(sidecar.client().end()).isEqualTo("aborted");
        assertThat(third.end()).isEmpty();
        second.hangUp();
        assertThat(sidecar.client().ask("rcpt chie@example.com")).isEqualTo("OK own");
    }

    /** DS-11. */
    @Test
    void aClientThatGoesAwayCancelsItsQuestion() {
        client.raw(ASK_BOTAN);
        assertThat(sidecar.questions()).hasSize(2);
        client.hangUp();
        assertThat(sidecar.questions()).isEmpty();
        assertThat(sidecar.nextWake()).isEmpty();
    }

    @Test
    void aClientThatOnlyEndsItsSideGetsItsAnswersFirst() {
        client.raw(ASK_BOTAN + ASK_CHIE);
        client.endOfInput();
        assertThat(client.end()).isEmpty();
        sidecar.answer("nara", 5);
        assertThat(client.heard()).isEqualTo("OK nara.example:2525|OK own");
        assertThat(client.end()).isEqualTo("finished");
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFrom() {
        sidecar.holdBackOutput();
        for (int i = 0; client.isRead(); i++) {
            assertThat(i).as("requests that were read").isLessThan(100);
            client.raw("12:rcpt nothing,".repeat(100));
        }
        assertThat(client.end()).isEmpty();
    }
}
