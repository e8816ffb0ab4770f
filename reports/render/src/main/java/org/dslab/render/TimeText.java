package org.dslab.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations and moments for people, the same in every locale. */
final class TimeText {

    private TimeText() {}

    /** Such as {@code 0.5 s}, {@code 10 min}, {@code 2 h 5 min} or {@code 5 d 1 h}: the two largest units. */
    static String span(Duration duration) {
        if (duration.toMinutes() == 0) {
            return seconds(duration) + " s";
        }
        if (duration.toHours() == 0) {
            return two(duration.toMinutesPart(), "min", duration.toSecondsPart(), "s");
        }
        if (duration.toDays() == 0) {
            return two(duration.toHoursPart(), "h", duration.toMinutesPart(), "min");
        }
        return two(duration.toDaysPart(), "d", duration.toHoursPart(), "h");
    }

    private static String two(long larger, String unit, long smaller, String smallerUnit) {
        return larger + " " + unit + (smaller == 0 ? "" : " " + smaller + " " + smallerUnit);
    }

    private static String seconds(Duration duration) {
        String exact = String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
        return exact.replaceFirst("\\.?0+$", "");
    }

    /** A moment of a run, by the time since its begin: {@code +00:10:00.000}, {@code +5d 00:00:01.000}. */
    static String since(Instant begin, Instant moment) {
        Duration passed = Duration.between(begin, moment);
        String sign = passed.isNegative() ? "-" : "+";
        Duration size = passed.abs();
        String days = size.toDays() == 0 ? "" : size.toDays() + "d ";
        return String.format(
                Locale.ROOT,
                "%s%s%02d:%02d:%02d.%03d",
                sign,
                days,
                size.toHoursPart(),
                size.toMinutesPart(),
                size.toSecondsPart(),
                size.toMillisPart());
    }

    /** Real time of one scenario: {@code 12 ms}, {@code 3.4 s}. */
    static String wall(long millis) {
        return millis < 1000 ? millis + " ms" : wallSeconds(millis);
    }

    /** Real time of a whole run: {@code 0.8 s}. */
    static String wallSeconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
