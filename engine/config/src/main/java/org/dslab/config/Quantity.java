package org.dslab.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Quantity {

    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final Pattern SIZE = Pattern.compile("(\\d+)(|KiB|MiB|GiB)");
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(50);

    private Quantity() {}

    /** {@code 5d}, {@code 1h30m}, {@code 90s}, {@code 500ms}; at most ten years. */
    public static Duration duration(String text) throws MalformedException {
        Matcher parts = DURATION.matcher(text);
        if (text.isEmpty() || text.length() > 40 || !parts.matches()) {
            throw new MalformedException(
                    "must be a duration such as 10m, 5d, 1h30m, 90s or 500ms, not " + Words.value(text));
        }
        BigInteger millis = BigInteger.ZERO;
        long[] units = {86_400_000, 3_600_000, 60_000, 1_000, 1};
        for (int i = 0; i < units.length; i++) {
            if (parts.group(i + 1) != null) {
                millis = millis.add(new BigInteger(parts.group(i + 1)).multiply(BigInteger.valueOf(units[i])));
            }
        }
        if (millis.compareTo(BigInteger.valueOf(LONGEST.toMillis())) > 0) {
            throw new MalformedException("must be at most 3650d, not " + Words.value(text));
        }
        return Duration.ofMillis(millis.longValueExact());
    }

    /** The same, longer than nothing. */
    public static Duration positiveDuration(String text) throws MalformedException {
        Duration duration = duration(text);
        if (duration.isZero()) {
            throw new MalformedException("must be longer than 0s");
        }
        return duration;
    }

    /** {@code 25MiB}, {@code 64KiB}, or a plain number of octets; at most 2^50. */
    public static long size(String text) throws MalformedException {
        Matcher parts = SIZE.matcher(text);
        if (text.length() > 20 || !parts.matches()) {
            throw new MalformedException("must be a size such as 64KiB, 25MiB or 1000000, not " + Words.value(text));
        }
        int shift = switch (parts.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        BigInteger octets = new BigInteger(parts.group(1)).shiftLeft(shift);
        if (octets.compareTo(LARGEST) > 0) {
            throw new MalformedException("is too large: " + Words.value(text));
        }
        return octets.longValueExact();
    }
}
