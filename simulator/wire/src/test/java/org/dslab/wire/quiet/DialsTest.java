package org.dslab.wire.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dslab.engine.network.Endpoint;
import org.junit.jupiter.api.Test;

class DialsTest {

    private static final Endpoint SITE = new Endpoint("127.0.0.1", 25);
    private static final Endpoint OTHER = new Endpoint("127.0.0.3", 25);
    private static final Pair DIALER = new Pair(new Endpoint("127.0.0.2", 40_000), SITE);

    private final Dials dials = new Dials();

    @Test
    void aConnectionCountsUntilItIsAccepted() {
        dials.begun(SITE);
        assertThat(dials.underWay()).isEqualTo(1);

        assertThat(dials.established(DIALER)).isFalse();
        assertThat(dials.underWay()).isEqualTo(1);

        dials.accepted(DIALER);
        assertThat(dials.underWay()).isZero();
    }

    @Test
    void theAcceptingSideMayReportFirst() {
        dials.begun(SITE);
        dials.accepted(DIALER);
        assertThat(dials.underWay()).isEqualTo(1);

        assertThat(dials.established(DIALER)).isFalse();
        assertThat(dials.underWay()).isZero();
    }

    @Test
    void anEarlyAcceptSettlesOneConnectionOnly() {
        dials.begun(SITE);
        dials.accepted(DIALER);
        dials.established(DIALER);

        dials.begun(SITE);
        dials.established(DIALER);

        assertThat(dials.underWay()).isEqualTo(1);
    }

    @Test
    void aFailedDialIsOver() {
        dials.begun(SITE);
        dials.begun(SITE);

        dials.failed(SITE);
        assertThat(dials.underWay()).isEqualTo(1);

        dials.failed(SITE);
        assertThat(dials.underWay()).isZero();
    }

    @Test
    void aDialThatNobodyBeganCannotFail() {
        dials.begun(OTHER);

        assertThatThrownBy(() -> dials.failed(SITE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SITE.toString());
    }

    @Test
    void whoStopsListeningLosesWhatItHasNotAccepted() {
        dials.listening(SITE);
        dials.begun(SITE);
        dials.established(DIALER);

        assertThat(dials.stoppedListening(OTHER)).isEmpty();
        assertThat(dials.underWay()).isEqualTo(1);

        assertThat(dials.stoppedListening(SITE)).containsExactly(DIALER);
        assertThat(dials.underWay()).isZero();
    }

    @Test
    void nobodyAcceptsAConnectionToWhoStoppedListeningMeanwhile() {
        dials.begun(SITE);
        dials.stoppedListening(SITE);

        assertThat(dials.established(DIALER)).isTrue();
        assertThat(dials.underWay()).isZero();
    }

    @Test
    void whoListensAgainAcceptsAgain() {
        dials.stoppedListening(SITE);
        dials.listening(SITE);
        dials.begun(SITE);

        assertThat(dials.established(DIALER)).isFalse();
        assertThat(dials.underWay()).isEqualTo(1);
    }

    @Test
    void peopleReadWhatIsUnderWay() {
        dials.begun(SITE);
        dials.begun(SITE);
        dials.begun(SITE);
        dials.established(DIALER);

        assertThat(dials.describe())
                .containsExactly(
                        "2 connecting to " + SITE, "connection " + DIALER.from() + " to " + SITE + " not accepted");
    }
}
