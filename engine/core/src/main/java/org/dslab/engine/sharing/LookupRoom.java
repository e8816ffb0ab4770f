package org.dslab.engine.sharing;

import java.util.Optional;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.event.SiteEvent;

/**
 * Whether there is room for one more lookup (DS-57), and the alert that it runs low: raised when somebody gets none or four
 * fifths are used, cleared when no more than a quarter is.
 */
final class LookupRoom {

    private final int maxRunning;
    private final Effects effects;
    private boolean isLow;

    LookupRoom(int maxRunning, Effects effects) {
        this.maxRunning = maxRunning;
        this.effects = effects;
    }

    /** Whether one more may begin while so many are under way. */
    boolean admits(int running, Standing standing) {
        boolean isAdmitted = running < standing.share(maxRunning);
        if (!isLow && (!isAdmitted || (running + 1) * 5L > maxRunning * 4L)) {
            isLow = true;
            effects.record(new SiteEvent.Warned(text(running)));
        }
        return isAdmitted;
    }

    /** So many are left. */
    void ended(int running) {
        if (isLow && running * 4L <= maxRunning) {
            isLow = false;
            effects.record(new SiteEvent.Warned("lookups have room again: " + running + " are under way"));
        }
    }

    /** What an administrator should know now. */
    Optional<String> alert(int running) {
        return isLow ? Optional.of(text(running)) : Optional.empty();
    }

    private String text(int running) {
        return running + " of at most " + maxRunning
                + " lookups are under way, so strangers may get 451 for new addresses; "
                + "a sharing host is silent or somebody guesses addresses; `max-lookups` is the limit";
    }
}
