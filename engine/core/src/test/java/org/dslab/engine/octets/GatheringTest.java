package org.dslab.engine.octets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {

    private final Gathering gathering = new Gathering();

    @Test
    void piecesBecomeOneRunAndAreForgotten() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            String piece = "piece " + i;
            all.append(piece);
            gathering.add(Octets.latin1(piece));
            gathering.add(Octets.EMPTY);
        }
        assertThat(gathering.take()).isEqualTo(Octets.latin1(all.toString()));
        assertThat(gathering.take()).isEqualTo(Octets.EMPTY);
        gathering.add(Octets.latin1("next"));
        assertThat(gathering.take()).isEqualTo(Octets.latin1("next"));
    }

    @Test
    void aPieceThatComesAloneIsNotCopied() {
        Octets piece = Octets.latin1("alone");
        gathering.add(piece);
        assertThat(gathering.take()).isSameAs(piece);
    }
}
