package org.dslab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentPortsTest {

    private static final InetSocketAddress OSAKA = new InetSocketAddress("127.0.0.2", 4069);
    private static final InetSocketAddress KYOTO = new InetSocketAddress("127.0.0.3", 4069);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final RecentPorts ports = new RecentPorts();

    /** DS-43. */
    @Test
    void aPortRestsTenMinutesTowardTheHostThatItAsked() {
        ports.used(OSAKA, 40_000, 7, NOW);

        assertThat(ports.isFresh(OSAKA, 40_000, NOW.plus(RecentPorts.REST).minusNanos(1)))
                .isFalse();
        assertThat(ports.isFresh(OSAKA, 40_001, NOW)).isTrue();
        assertThat(ports.isFresh(KYOTO, 40_000, NOW)).isTrue();
        assertThat(ports.isFresh(OSAKA, 40_000, NOW.plus(RecentPorts.REST))).isTrue();
    }

    /** DS-43: from its last use. */
    @Test
    void aPortThatIsUsedAgainRestsAnew() {
        ports.used(OSAKA, 40_000, 7, NOW);
        ports.used(OSAKA, 40_001, 7, NOW.plusSeconds(1));
        ports.used(OSAKA, 40_000, 8, NOW.plusSeconds(300));

        assertThat(ports.isFresh(OSAKA, 40_000, NOW.plusSeconds(601))).isFalse();
        assertThat(ports.isFresh(OSAKA, 40_001, NOW.plusSeconds(601))).isTrue();
        assertThat(ports.isNewTo(OSAKA, 40_000, 7, NOW.plusSeconds(601))).isTrue();
        assertThat(ports.isNewTo(OSAKA, 40_000, 8, NOW.plusSeconds(601))).isFalse();
    }

    /** DS-43: what it cannot remember counts as asked, and memory does not grow. */
    @Test
    void aPortWhoseQuestionsAreTooManyToRememberOnlyRests() {
        for (int question = 0; question < RecentPorts.MOST_QUESTIONS; question++) {
            assertThat(ports.isNewTo(OSAKA, 40_000 + question % 2, question, NOW))
                    .isTrue();
            ports.used(OSAKA, 40_000 + question % 2, question, NOW);
        }
        assertThat(ports.isNewTo(OSAKA, 40_000, -1, NOW)).isFalse();
        assertThat(ports.isFresh(OSAKA, 40_002, NOW)).isTrue();

        Instant later = NOW.plusSeconds(1);
        ports.used(OSAKA, 40_002, 7, later);
        ports.used(OSAKA, 40_000, -8, later);
        assertThat(ports.remembered()).isEqualTo(RecentPorts.MOST_QUESTIONS);
        Instant rested = NOW.plus(RecentPorts.REST);
        assertThat(ports.isNewTo(OSAKA, 40_001, 7, rested)).isTrue();
        assertThat(ports.isNewTo(OSAKA, 40_002, 9, rested)).isFalse();
        assertThat(ports.isNewTo(OSAKA, 40_000, 9, rested)).isFalse();
        assertThat(ports.isNewTo(OSAKA, 40_002, 7, later.plus(RecentPorts.REST)))
                .isTrue();
    }
}
