package org.dslab.wire.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.network.Endpoint;
import org.junit.jupiter.api.Test;

class FlowsTest {

    private static final Pair THERE = new Pair(new Endpoint("127.0.0.1", 40_000), new Endpoint("127.0.0.2", 25));

    private final Flows flows = new Flows();

    @Test
    void octetsCountUntilAllAreReceived() {
        flows.octets(THERE, 5);
        flows.octets(THERE, 3);
        assertThat(flows.underWay()).isEqualTo(1);

        flows.octets(THERE, -7);
        assertThat(flows.underWay()).isEqualTo(1);

        flows.octets(THERE, -1);
        assertThat(flows.underWay()).isZero();
    }

    @Test
    void theEndCountsUntilItIsReceived() {
        flows.endings(THERE, 1);
        assertThat(flows.underWay()).isEqualTo(1);

        flows.endings(THERE, -1);
        assertThat(flows.underWay()).isZero();
    }

    @Test
    void eachDirectionCountsByItself() {
        flows.octets(THERE, 5);
        flows.octets(THERE.reversed(), 5);
        assertThat(flows.underWay()).isEqualTo(2);

        flows.octets(THERE, -5);
        assertThat(flows.underWay()).isEqualTo(1);
    }

    @Test
    void whatWaitsForAReaderThatIsOffDoesNotCount() {
        flows.octets(THERE, 5);
        flows.parked(THERE, true);
        flows.octets(THERE, 5);
        assertThat(flows.underWay()).isZero();

        flows.parked(THERE, false);
        assertThat(flows.underWay()).isEqualTo(1);
    }

    @Test
    void whatIsSentToAReaderThatIsGoneDoesNotCount() {
        flows.octets(THERE, 5);
        flows.readerGone(THERE);
        assertThat(flows.underWay()).isZero();

        flows.octets(THERE, 5);
        flows.parked(THERE, false);
        assertThat(flows.underWay()).isZero();
    }

    @Test
    void aConnectionIsForgottenWhenBothReadersAreGone() {
        flows.octets(THERE, 5);
        flows.octets(THERE.reversed(), 5);

        flows.readerGone(THERE);
        assertThat(flows.remembered()).isEqualTo(2);

        flows.readerGone(THERE.reversed());
        assertThat(flows.remembered()).isZero();
        assertThat(flows.underWay()).isZero();
    }

    @Test
    void peopleReadWhatIsUnderWay() {
        flows.octets(THERE, 5);
        flows.endings(THERE, 1);
        flows.octets(THERE.reversed(), 7);
        flows.parked(THERE.reversed(), true);

        assertThat(flows.describe())
                .containsExactly("5 octets and 1 endings from " + THERE.from() + " to " + THERE.to());
    }
}
