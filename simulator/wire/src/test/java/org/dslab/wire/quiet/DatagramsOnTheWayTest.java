package org.dslab.wire.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.network.Endpoint;
import org.dslab.lab.world.AddressPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatagramsOnTheWayTest {

    private static final Endpoint CLIENT = new Endpoint("127.0.0.1", 40_000);
    private static final Endpoint SERVER = new Endpoint("127.0.0.2", AddressPlan.MINGER_PORT);
    private static final Endpoint OTHER = new Endpoint("127.0.0.3", 40_001);
    private static final Pair QUESTION = new Pair(CLIENT, SERVER);
    private static final Pair ANSWER = QUESTION.reversed();

    private final DatagramsOnTheWay datagrams = new DatagramsOnTheWay();

    @BeforeEach
    void openBoth() {
        datagrams.socketOpened(CLIENT);
        datagrams.socketOpened(SERVER);
    }

    @Test
    void aDatagramCountsUntilItIsReceived() {
        datagrams.sending(QUESTION, 0);
        datagrams.sending(QUESTION, 0);
        assertThat(datagrams.underWay()).isEqualTo(2);

        datagrams.settled(QUESTION);
        assertThat(datagrams.underWay()).isEqualTo(1);

        datagrams.settled(QUESTION);
        assertThat(datagrams.underWay()).isZero();
    }

    @Test
    void aDatagramIsSettledOnce() {
        datagrams.sending(QUESTION, 0);
        datagrams.settled(QUESTION);

        datagrams.settled(QUESTION);

        assertThat(datagrams.underWay()).isZero();
    }

    @Test
    void aSocketThatClosesSettlesWhatIsOnItsWayThere() {
        datagrams.sending(QUESTION, 0);
        datagrams.sending(new Pair(OTHER, SERVER), 0);
        datagrams.sending(ANSWER, 0);

        datagrams.socketClosed(SERVER);

        assertThat(datagrams.underWay()).isEqualTo(1);
    }

    @Test
    void aDatagramOutlivesItsSender() {
        datagrams.sending(QUESTION, 0);

        datagrams.socketClosed(CLIENT);

        assertThat(datagrams.underWay()).isEqualTo(1);
    }

    @Test
    void aConnectedSenderWaitsForTheErrorOfAClosedPort() {
        datagrams.socketClosed(SERVER);

        datagrams.sending(QUESTION, 0);
        assertThat(datagrams.underWay()).isEqualTo(1);

        datagrams.settled(QUESTION);
        assertThat(datagrams.underWay()).isZero();
    }

    @Test
    void aSenderThatClosesWaitsForNoError() {
        datagrams.socketClosed(SERVER);
        datagrams.sending(QUESTION, 0);

        datagrams.socketClosed(CLIENT);

        assertThat(datagrams.underWay()).isZero();
    }

    @Test
    void anAnswerToAClosedPortComesToNothingAtOnce() {
        datagrams.socketClosed(CLIENT);

        datagrams.sending(ANSWER, 0);

        assertThat(datagrams.underWay()).isZero();
    }

    @Test
    void theOldestDatagramIsOverdue() {
        datagrams.sending(QUESTION, 100);
        datagrams.sending(QUESTION, 200);
        assertThat(datagrams.overdue(150, 50)).isEmpty();
        assertThat(datagrams.overdue(151, 50)).hasValue("from " + CLIENT + " to " + SERVER);

        datagrams.settled(QUESTION);
        assertThat(datagrams.overdue(250, 50)).isEmpty();
        assertThat(datagrams.overdue(251, 50)).isPresent();
    }

    @Test
    void peopleReadWhatIsUnderWay() {
        datagrams.sending(QUESTION, 0);
        datagrams.sending(QUESTION, 0);

        assertThat(datagrams.describe()).containsExactly("2 datagrams from " + CLIENT + " to " + SERVER);
    }
}
