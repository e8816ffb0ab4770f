package org.dslab.wire.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.network.Endpoint;
import org.dslab.lab.world.LabFailure;
import org.junit.jupiter.api.Test;

class QuietCountTest {

    private static final Endpoint CLIENT = new Endpoint("127.0.0.1", 40_000);
    private static final Endpoint SITE = new Endpoint("127.0.0.2", 25);

    private final List<Endpoint> nobodyThere = new ArrayList<>();
    private final QuietCount count = new QuietCount(target -> {
        assertThat(underWayWhenTold()).isTrue();
        nobodyThere.add(target);
    });

    private boolean underWayWhenTold() {
        return !count.isQuiet();
    }

    @Test
    void aLabBeginsQuiet() throws LabFailure {
        assertThat(count.isQuiet()).isTrue();
        assertThat(count.describe()).isEmpty();
        count.awaitQuiet();
    }

    @Test
    void workCountsUntilItEnds() {
        count.workBegins();
        count.workBegins();
        count.workEnds();
        assertThat(count.isQuiet()).isFalse();
        assertThat(count.describe()).containsExactly("1 pieces of work handed to other threads");

        count.workEnds();
        assertThat(count.isQuiet()).isTrue();
    }

    @Test
    void everyReportIsAChange() {
        count.workBegins();
        count.workEnds();
        count.listening(SITE);

        assertThat(count.changes()).isEqualTo(3);
    }

    @Test
    void aWholeConnectionComesToRestAndIsForgotten() {
        count.listening(SITE);
        count.dialing(SITE);
        count.dialed(CLIENT, SITE);
        assertThat(count.isQuiet()).isFalse();
        count.accepted(SITE, CLIENT);
        assertThat(count.isQuiet()).isTrue();

        count.sending(CLIENT, SITE, 5);
        assertThat(count.isQuiet()).isFalse();
        count.received(CLIENT, SITE, 5);
        assertThat(count.isQuiet()).isTrue();

        count.ending(CLIENT, SITE);
        assertThat(count.isQuiet()).isFalse();
        count.endReceived(CLIENT, SITE);
        assertThat(count.isQuiet()).isTrue();

        assertThat(count.rememberedFlows()).isEqualTo(1);
        count.readerGone(CLIENT, SITE);
        count.readerGone(SITE, CLIENT);
        assertThat(count.rememberedFlows()).isZero();
    }

    @Test
    void readingThatIsOffHidesWhatWaits() {
        count.sending(CLIENT, SITE, 5);
        count.reading(CLIENT, SITE, false);
        assertThat(count.isQuiet()).isTrue();

        count.reading(CLIENT, SITE, true);
        assertThat(count.isQuiet()).isFalse();
    }

    @Test
    void whatIsSentOnAConnectionThatWillNotBeAcceptedDoesNotCount() {
        count.dialing(SITE);
        count.dialed(CLIENT, SITE);
        count.sending(CLIENT, SITE, 5);

        count.stoppedListening(SITE);
        assertThat(count.isQuiet()).isTrue();

        count.dialing(SITE);
        count.dialed(CLIENT, SITE);
        count.sending(CLIENT, SITE, 5);
        assertThat(count.isQuiet()).isTrue();
    }

    @Test
    void aClosedPortIsToldBeforeTheCountShowsIt() {
        count.dialing(SITE);
        count.dialFailed(SITE);
        count.datagramSocketOpened(CLIENT);
        count.datagramSending(CLIENT, SITE);
        count.datagramUnreachable(CLIENT, SITE);

        assertThat(nobodyThere).containsExactly(SITE, SITE);
        assertThat(count.isQuiet()).isTrue();
    }

    @Test
    void datagramsCountUntilTheyAreReceivedOrTheirSocketCloses() {
        count.datagramSocketOpened(SITE);
        count.datagramSending(CLIENT, SITE);
        count.datagramSending(CLIENT, SITE);
        count.datagramReceived(CLIENT, SITE);
        assertThat(count.isQuiet()).isFalse();

        count.datagramSocketClosed(SITE);
        assertThat(count.isQuiet()).isTrue();
    }

    @Test
    void allThatIsUnderWayIsDescribed() {
        count.dialing(SITE);
        count.sending(CLIENT, SITE, 5);
        count.datagramSending(CLIENT, SITE);
        count.workBegins();

        assertThat(count.describe())
                .containsExactly(
                        "1 connecting to " + SITE,
                        "5 octets and 0 endings from " + CLIENT + " to " + SITE,
                        "1 datagrams from " + CLIENT + " to " + SITE,
                        "1 pieces of work handed to other threads");
    }

    @Test
    void whoeverIsInterruptedWhileWaitingStaysSo() {
        count.workBegins();
        Thread.currentThread().interrupt();

        assertThatThrownBy(count::awaitQuiet).isInstanceOf(LabFailure.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
