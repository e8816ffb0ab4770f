package org.dslab.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Timers timers = new Timers();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runWhenDueAndInTheOrderOfTimeThenOfAsking() {
        timers.moveTo(NOON);
        timers.after(Duration.ofSeconds(2), () -> ran.add("second"));
        timers.after(Duration.ofSeconds(1), () -> ran.add("first"));
        timers.after(Duration.ofSeconds(2), () -> ran.add("third"));

        timers.moveTo(NOON.plusSeconds(1));
        timers.runDue();
        assertThat(ran).containsExactly("first");
        assertThat(timers.next()).contains(NOON.plusSeconds(2));

        timers.moveTo(NOON.plusSeconds(2));
        timers.runDue();
        assertThat(ran).containsExactly("first", "second", "third");
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void whatBecomesDueWhileOthersRunIsRunToo() {
        timers.moveTo(NOON);
        timers.after(Duration.ZERO, () -> timers.after(Duration.ZERO, () -> ran.add("inner")));

        timers.runDue();

        assertThat(ran).containsExactly("inner");
    }

    @Test
    void aCancelledTimerNeverRuns() {
        Timer timer = timers.at(NOON, () -> ran.add("no"));
        timer.cancel();
        timer.cancel();
        timers.moveTo(NOON);
        timers.runDue();

        assertThat(ran).isEmpty();
        assertThat(timers.next()).isEmpty();
    }

    /** DS-10. */
    @Test
    void whatWaitsForTheRestOfAnInstantRunsAtTheNextWakeOrWhenTimeHasMovedOn() {
        timers.moveTo(NOON);
        timers.atRest(() -> ran.add("first"));
        timers.runDue();
        assertThat(ran).isEmpty();
        assertThat(timers.next()).contains(NOON);
        timers.rest();
        assertThat(ran).containsExactly("first");
        assertThat(timers.next()).isEmpty();

        timers.atRest(() -> ran.add("second"));
        timers.moveTo(NOON.plusNanos(1));
        timers.runDue();
        assertThat(ran).containsExactly("first", "second");
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void timeNeverGoesBack() {
        timers.moveTo(NOON);
        timers.moveTo(NOON.minusSeconds(1));

        assertThat(timers.now()).isEqualTo(NOON);
    }

    @Test
    void mailDatesAreWrittenAlikeEverywhere() {
        assertThat(MailDate.format(Instant.parse("2026-11-24T09:05:07Z"))).isEqualTo("Tue, 24 Nov 2026 09:05:07 +0000");
        assertThat(MailDate.format(Instant.parse("2026-02-01T00:00:00Z"))).isEqualTo("Sun, 1 Feb 2026 00:00:00 +0000");
    }
}
