package org.dslab.engine.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OctetsTest {

    private static final Octets HELLO = Octets.latin1("hello\r\n");

    @Test
    void slicesOfDifferentArraysWithTheSameContentAreEqual() {
        Octets slice = Octets.latin1("say hello\r\n again").slice(4, 11);

        assertThat(slice).isEqualTo(HELLO).hasSameHashCodeAs(HELLO);
        assertThat(slice).isNotEqualTo(Octets.latin1("hellO\r\n"));
    }

    @Test
    void aCallerCannotChangeWhatItHandedOver() {
        byte[] source = {1, 2, 3};
        Octets octets = Octets.copyOf(source);
        Octets part = Octets.copyOf(source, 1, 2);
        source[1] = 9;

        assertThat(octets.at(1)).isEqualTo(2);
        assertThat(part.toByteArray()).containsExactly(2, 3);
    }

    @Test
    void whatIsHandedOutCannotChangeIt() {
        HELLO.toByteArray()[0] = 'J';

        assertThat(HELLO.latin1()).isEqualTo("hello\r\n");
        assertThat(HELLO.asByteBuffer().isReadOnly()).isTrue();
        assertThat(HELLO.slice(1, 3).asByteBuffer().remaining()).isEqualTo(2);
    }

    @Test
    void octetsAboveOneHundredAndTwentySevenAreNotNegative() {
        assertThat(Octets.copyOf(new byte[] {(byte) 0xFF}).at(0)).isEqualTo(255);
        assertThat(Octets.latin1("\u00e4").at(0)).isEqualTo(0xE4);
        assertThat(Octets.utf8("\u00e4").length()).isEqualTo(2);
    }

    @Test
    void joiningAndSlicingAreInverse() {
        Octets joined = HELLO.slice(0, 3).concat(HELLO.slice(3, 7));

        assertThat(joined).isEqualTo(HELLO);
        assertThat(Octets.EMPTY.concat(HELLO)).isSameAs(HELLO);
        assertThat(HELLO.concat(Octets.EMPTY)).isSameAs(HELLO);
    }

    @Test
    void searchesFromAnIndex() {
        assertThat(HELLO.indexOf('l', 0)).isEqualTo(2);
        assertThat(HELLO.indexOf('l', 3)).isEqualTo(3);
        assertThat(HELLO.indexOf('l', 4)).isEqualTo(-1);
        assertThat(HELLO.slice(3, 7).indexOf('h', 0)).isEqualTo(-1);
    }

    @Test
    void drainsABuffer() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3});
        buffer.get();

        assertThat(Octets.drain(buffer).toByteArray()).containsExactly(2, 3);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void refusesWhatIsOutOfBounds() {
        assertThatThrownBy(() -> HELLO.slice(2, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> HELLO.slice(3, 3).at(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Octets.latin1("\u20ac")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsControlsAndBinaryReadablyAndNeverMoreThanALine() {
        assertThat(Octets.latin1("a\r\n\u0000\u00ff")).hasToString("5 octets \"a\\r\\n\\x00\\xff\"");
        assertThat(Octets.latin1("x".repeat(500)).toString()).hasSizeLessThan(110);
    }
}
