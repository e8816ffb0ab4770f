package org.dslab.engine.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.dslab.engine.settings.RateLimit;
import org.dslab.engine.time.Timers;
import org.junit.jupiter.api.Test;

class ClientCountsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Timers timers = new Timers();
    private final ClientCounts counts = new ClientCounts(new RateLimit(10, Duration.ofHours(1)), timers);

    ClientCountsTest() {
        timers.moveTo(START);
    }

    private void after(Duration time) {
        timers.moveTo(timers.now().plus(time));
    }

    /** DS-57: whenever the hour begins. */
    @Test
    void noHourEverHasMoreThanTheLimit() {
        Instant[] allowed = new Instant[1000];
        int count = 0;
        for (int minute = 0; minute < 600; minute++) {
            for (int i = 0; i < minute % 7; i++) {
                if (counts.allows("192.0.2.1")) {
                    allowed[count++] = timers.now();
                }
            }
            after(Duration.ofSeconds(61));
        }
        assertThat(count).isGreaterThan(80);
        for (int i = 10; i < count; i++) {
            assertThat(Duration.between(allowed[i - 10], allowed[i])).isGreaterThan(Duration.ofHours(1));
        }
    }

    /** DS-57. */
    @Test
    void aClientIsExhaustedAtTheLimitAndFreeAgainAfterTheWindow() {
        for (int i = 0; i < 10; i++) {
            assertThat(counts.isExhausted("192.0.2.1")).isFalse();
            counts.count("192.0.2.1");
        }
        assertThat(counts.isExhausted("192.0.2.1")).isTrue();
        assertThat(counts.isExhausted("192.0.2.2")).isFalse();
        after(Duration.ofHours(1));
        assertThat(counts.isExhausted("192.0.2.1")).isTrue();
        after(Duration.ofMinutes(5));
        assertThat(counts.isExhausted("192.0.2.1")).isFalse();
        after(Duration.ofDays(1));
        assertThat(counts.allows("192.0.2.1")).isTrue();
    }

    /** DS-57: an IPv6 client has all addresses of its network. */
    @Test
    void theAddressesOfOneNetworkAreOneClient() {
        assertThat(ClientCounts.clientOf("2001:db8:0:7:0:0:0:1")).isEqualTo("2001:db8:0:7");
        for (int i = 0; i < 10; i++) {
            counts.count("2001:db8:0:7:0:0:0:" + i);
        }
        assertThat(counts.isExhausted("2001:db8:0:7:a:b:c:d")).isTrue();
        assertThat(counts.isExhausted("2001:db8:0:8:0:0:0:1")).isFalse();
    }

    /** DS-57: strangers cannot fill the memory, nor push out one who is still active. */
    @Test
    void ofTooManyClientsTheQuietestIsForgotten() {
        for (int i = 0; i < ClientCounts.MAX_CLIENTS * 2; i++) {
            counts.count("10.0." + i / 250 + "." + i % 250);
            if (i % 1000 == 0) {
                counts.count("192.0.2.1");
            }
        }
        assertThat(counts.clients()).isEqualTo(ClientCounts.MAX_CLIENTS);
        assertThat(counts.isExhausted("192.0.2.1")).isTrue();
    }
}
