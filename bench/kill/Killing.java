import java.time.Instant;

/**
 * One SIGKILL.
 *
 * @param asked just before the signal was sent
 * @param ended when the process was gone: it recorded nothing later
 */
record Killing(String site, Instant asked, Instant ended) {

    /** Whether the site can have died between the two moments. */
    boolean isWithin(Instant from, Instant to) {
        return !ended.isBefore(from) && !asked.isAfter(to);
    }

    @Override
    public String toString() {
        return site + " was killed at " + asked;
    }
}
