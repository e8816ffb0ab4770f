package org.dslab.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dslab.engine.time.Timers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Timers timers = new Timers();
    private final Turns turns = new Turns(timers);
    private final List<Integer> begun = new ArrayList<>();

    @BeforeEach
    void anInstant() {
        timers.moveTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    private void begin(int number, boolean held) {
        turns.begin(() -> {
            begun.add(number);
            if (held) {
                turns.hold();
            }
        });
    }

    private void begin(int works, boolean held, int first) {
        for (int i = first; i < first + works; i++) {
            begin(i, held);
        }
    }

    @Test
    void whatHasRoomBeginsAtOnceAndAsksForNoWake() {
        begin(Turns.MOST, false, 0);
        assertThat(begun).hasSize(Turns.MOST);
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void moreOfItWaitsUntilTheSiteHasSeenItsOtherInputs() {
        begin(2 * Turns.MOST + 1, false, 0);
        assertThat(begun).hasSize(Turns.MOST);
        assertThat(timers.next()).contains(timers.now());
        timers.rest();
        assertThat(begun).hasSize(2 * Turns.MOST);
        timers.rest();
        assertThat(begun).hasSize(2 * Turns.MOST + 1).isSorted();
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void anotherInstantHasRoomAgain() {
        begin(Turns.MOST, false, 0);
        timers.moveTo(timers.now().plusNanos(1));
        begin(1, false, Turns.MOST);
        assertThat(begun).hasSize(Turns.MOST + 1);
    }

    @Test
    void whileSoMuchIsUnderWayTheRestWaitsHoweverLate() {
        begin(Turns.MOST + 2, true, 0);
        timers.moveTo(timers.now().plusSeconds(60));
        begin(1, true, Turns.MOST + 2);
        assertThat(begun).hasSize(Turns.MOST);
        assertThat(timers.next()).isEmpty();
        turns.release();
        assertThat(begun).hasSize(Turns.MOST + 1);
        turns.release();
        turns.release();
        assertThat(begun).hasSize(Turns.MOST + 3).isSorted();
    }

    @Test
    void whatBeginsWithinATurnHasTheNextOne() {
        List<String> order = new ArrayList<>();
        turns.begin(() -> {
            turns.begin(() -> order.add("inner"));
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner");
    }
}
