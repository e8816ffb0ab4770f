package org.dslab.engine.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Dates as RFC 5322 3.3 writes them, in UTC, independent of any locale. */
public final class MailDate {

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private MailDate() {}

    /** Such as {@code Thu, 1 Jan 2026 00:00:00 +0000}. */
    public static String format(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return DAYS.get(time.getDayOfWeek().getValue() - 1) + ", " + time.getDayOfMonth() + " "
                + MONTHS.get(time.getMonthValue() - 1) + " " + time.getYear() + " " + two(time.getHour()) + ":"
                + two(time.getMinute()) + ":" + two(time.getSecond()) + " +0000";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
