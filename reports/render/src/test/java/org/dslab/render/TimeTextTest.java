package org.dslab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LAB-03: times in reports")
class TimeTextTest {

    @Test
    void spansHaveTheirTwoLargestUnits() {
        assertThat(TimeText.span(Duration.ZERO)).isEqualTo("0 s");
        assertThat(TimeText.span(Duration.ofMillis(1500))).isEqualTo("1.5 s");
        assertThat(TimeText.span(Duration.ofSeconds(50))).isEqualTo("50 s");
        assertThat(TimeText.span(Duration.ofSeconds(605))).isEqualTo("10 min 5 s");
        assertThat(TimeText.span(Duration.ofMinutes(10))).isEqualTo("10 min");
        assertThat(TimeText.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(TimeText.span(Duration.ofHours(121).plusSeconds(1))).isEqualTo("5 d 1 h");
    }

    @Test
    void momentsAreCountedFromTheBegin() {
        assertThat(TimeText.since(SampleRuns.START, SampleRuns.START.plusMillis(61_001)))
                .isEqualTo("+00:01:01.001");
        assertThat(TimeText.since(SampleRuns.START, SampleRuns.START.plus(Duration.ofDays(5))))
                .isEqualTo("+5d 00:00:00.000");
        assertThat(TimeText.since(SampleRuns.START, SampleRuns.START.minusSeconds(1)))
                .isEqualTo("-00:00:01.000");
    }

    @Test
    void digitsAreTheSameInEveryLocale() {
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(TimeText.span(Duration.ofMillis(1500))).isEqualTo("1.5 s");
            assertThat(TimeText.since(SampleRuns.START, SampleRuns.START)).isEqualTo("+00:00:00.000");
            assertThat(TimeText.wallSeconds(812)).isEqualTo("0.8 s");
            assertThat(TimeText.wall(812)).isEqualTo("812 ms");
            assertThat(TimeText.wall(3449)).isEqualTo("3.4 s");
        } finally {
            Locale.setDefault(locale);
        }
    }
}
