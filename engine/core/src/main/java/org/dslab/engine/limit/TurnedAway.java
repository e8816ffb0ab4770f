package org.dslab.engine.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;
import org.dslab.engine.time.Timers;

/** Tells an operator that a limit turns clients away: in the log once an hour for each limit, and as an alert. */
public final class TurnedAway {

    /** So long after the last client it is an alert. */
    private static final Duration SHOWN = Duration.ofHours(1);

    private static final String CURE = "; raise it if they are welcome, else block them before they get here";

    private final Effects effects;
    private final Timers timers;
    private final TreeMap<String, Cases> byLimit = new TreeMap<>();

    public TurnedAway(Effects effects, Timers timers) {
        this.effects = effects;
        this.timers = timers;
    }

    /** The limit, named by its key in the site file, has turned this client away. */
    public void count(String limit, String client) {
        Instant now = timers.now();
        Cases before = byLimit.get(limit);
        long number = before == null || isOver(before.last, now) ? 1 : before.number + 1;
        Instant told = before == null || isOver(before.told, now) ? now : before.told;
        byLimit.put(limit, new Cases(number, now, told));
        if (before == null || !before.told.equals(told)) {
            effects.record(new SiteEvent.Warned("the limit `" + limit + "` turns clients away, now " + client + CURE));
        }
    }

    /** A line for each limit that turned somebody away in the last hour. */
    public List<String> alerts() {
        List<String> lines = new ArrayList<>();
        byLimit.forEach((limit, cases) -> {
            if (!isOver(cases.last, timers.now())) {
                lines.add("the limit `" + limit + "` turned clients away, times: " + cases.number + ", last at "
                        + cases.last + CURE);
            }
        });
        return lines;
    }

    private static boolean isOver(Instant since, Instant now) {
        return !now.isBefore(since.plus(SHOWN));
    }

    /**
     * What a limit did lately.
     *
     * @param number of the clients turned away, without an hour between two of them
     * @param last when the last one was
     * @param told when the log last said so
     */
    private record Cases(long number, Instant last, Instant told) {}
}
