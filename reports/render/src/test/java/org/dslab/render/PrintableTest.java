package org.dslab.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LAB-03: hostile text in reports")
class PrintableTest {

    @Test
    void ordinaryTextOfAllLanguagesStaysAsItIs() {
        String text = "botan \u7261\u4E39 \u00E9\u0645 \uD83D\uDCE7 ~!";

        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersBecomeVisible() {
        assertThat(Printable.of("a\u001B[31m\r\n\t\u0000\u009B")).isEqualTo("a\\u001B[31m\\r\\n\\t\\u0000\\u009B");
    }

    @Test
    void invisibleAndReorderingCharactersBecomeVisible() {
        assertThat(Printable.of("\u202Eexe\u2069\u200B\u2028\uFEFF\u00AD"))
                .isEqualTo("\\u202Eexe\\u2069\\u200B\\u2028\\uFEFF\\u00AD");
    }

    @Test
    void halvesOfPairsAndNonCharactersBecomeVisible() {
        assertThat(Printable.of("\uD83D")).isEqualTo("\\uD83D");
        assertThat(Printable.of("\uDCE7x\uFFFE\uFFFF")).isEqualTo("\\uDCE7x\\uFFFE\\uFFFF");
        assertThat(Printable.of("\uDBFF\uDFFF")).isEqualTo("\\uDBFF\\uDFFF");
    }
}
