package org.dslab.engine.delivery;

import java.time.Duration;

/** Lengths of time in the words of a sentence. */
final class LengthOfTime {

    private LengthOfTime() {}

    /** In the largest unit that gives a whole number: "5 days", "1 hour", "90 minutes". */
    static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds >= 86_400 && seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds >= 3600 && seconds % 3600 == 0) {
            return counted(seconds / 3600, "hour");
        }
        return seconds >= 60 && seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
