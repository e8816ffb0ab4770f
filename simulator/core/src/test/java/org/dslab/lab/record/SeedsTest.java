package org.dslab.lab.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Seeds must be the same for ever: a seed in a report is worth nothing if it stands for other runs tomorrow. */
class SeedsTest {

    /** Computed with another implementation of SHA-256. */
    @Test
    void areTheFirstEightOctetsOfADigest() {
        assertThat(Seeds.derive(1, "tokyo", 1)).isEqualTo(1836841721391540944L);
        assertThat(Seeds.derive(1, "tokyo", 2)).isEqualTo(4048654583383047290L);
        assertThat(Seeds.derive(-2, "osaka", 1)).isEqualTo(1508244941243141866L);
    }
}
