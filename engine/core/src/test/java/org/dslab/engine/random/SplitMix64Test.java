package org.dslab.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitMix64Test {

    /** The vectors of the reference implementation for the seed 1234567. */
    @Test
    void givesTheNumbersOfTheReferenceImplementation() {
        SplitMix64 random = new SplitMix64(1234567);

        assertThat(random.next()).isEqualTo(6457827717110365317L);
        assertThat(random.next()).isEqualTo(3203168211198807973L);
        assertThat(Long.toUnsignedString(random.next())).isEqualTo("9817491932198370423");
        assertThat(random.next()).isEqualTo(4593380528125082431L);
        assertThat(Long.toUnsignedString(random.next())).isEqualTo("16408922859458223821");
    }

    @Test
    void idsArePositive() {
        SplitMix64 random = new SplitMix64(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextId()).isPositive();
        }
    }
}
