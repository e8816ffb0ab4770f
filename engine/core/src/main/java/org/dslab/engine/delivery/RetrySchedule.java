package org.dslab.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import org.dslab.engine.settings.RetrySettings;

/** When what failed is tried again (DS-34, RFC 5321 4.5.4.1). */
public final class RetrySchedule {

    private static final Duration FIRST_HOUR = Duration.ofHours(1);

    private final RetrySettings settings;

    public RetrySchedule(RetrySettings settings) {
        this.settings = settings;
    }

    /** The next attempt after one at {@code now}, for what has waited since {@code since}. */
    public Instant next(Instant since, Instant now) {
        boolean isFirstHour = Duration.between(since, now).compareTo(FIRST_HOUR) < 0;
        return now.plus(isFirstHour ? settings.firstHourEvery() : settings.thenEvery());
    }

    /** When the sender of a message from {@code arrivedAt} is told that it could not be delivered. */
    public Instant end(Instant arrivedAt) {
        return arrivedAt.plus(settings.giveUpAfter());
    }

    /** Whether that time has come. */
    boolean isOver(Instant arrivedAt, Instant now) {
        return !now.isBefore(end(arrivedAt));
    }
}
