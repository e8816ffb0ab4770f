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
        Cases cases = before == null || !now.isBefore(before.last.plus(SHOWN))
                ? new Cases(1, now, now)
                : new Cases(before.number + 1, now, now.isBefore(before.told.plus(SHOWN)) ? before.told : now);
        byLimit.put(limit, cases);
        if (cases.told.equals(now) && (before == null || !before.told.equals(now))) {
            effects.record(new SiteEvent.Warned("the limit `" + limit + "` turns clients away, now " + client
                    + "; raise it if they are welcome, else block them before they get here"));
        }
    }

    /** A line for each limit that turned somebody away in the last hour. */
    public List<String> alerts() {
        List<String> lines = new ArrayList<>();
        byLimit.forEach((limit, cases) -> {
            if (timers.now().isBefore(cases.last.plus(SHOWN))) {
                lines.add("the limit `" + limit + "` turned clients away, times: " + cases.number + ", last at "
                        + cases.last + "; raise it if they are welcome, else block them before they get here");
            }
        });
        return lines;
    }

    private record Cases(long number, Instant last, Instant told) {}
}
