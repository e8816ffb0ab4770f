package org.dslab.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.settings.RetrySettings;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    /** DS-34, RFC 5321 4.5.4.1. */
    @Test
    void triesEveryTenMinutesForAnHourThenHourlyForFiveDays() {
        RetrySchedule schedule = new RetrySchedule(RetrySettings.defaults());
        Instant arrived = Instant.parse("2026-01-01T00:00:00Z");
        List<Long> minutes = new ArrayList<>();
        Instant now = arrived;
        for (int i = 0; i < 9; i++) {
            now = schedule.next(arrived, now);
            minutes.add(Duration.between(arrived, now).toMinutes());
        }

        assertThat(minutes).containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 120L, 180L, 240L);
        assertThat(schedule.end(arrived)).isEqualTo(arrived.plus(Duration.ofDays(5)));
    }
}
