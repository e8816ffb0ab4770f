package org.dslab.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 2045 6.7. */
class QuotedPrintableTest {

    private static String encode(String text) {
        return QuotedPrintable.encode(Octets.latin1(text));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"plain text,plain text", "a=b,a=3Db", "\u00fc,=FC", "end ,end=20", "tab\t,tab=09"})
    void onlyWhatNeedsItIsEncoded(String text, String encoded) {
        assertThat(encode(text)).isEqualTo(encoded);
    }

    @Test
    void linesStayLinesAndBareLineEndsDoNotMakeAny() {
        assertThat(encode("a \r\nb\r\n")).isEqualTo("a=20\r\nb\r\n");
        assertThat(encode("a\rb\nc")).isEqualTo("a=0Db=0Ac");
    }

    @Test
    void longLinesAreBrokenSoftly() {
        String encoded = encode("\u00fc".repeat(100) + "y".repeat(1000));
        assertThat(encoded.lines()).allMatch(line -> line.length() <= 76);
        assertThat(encoded.replace("=\r\n", "")).isEqualTo("=FC".repeat(100) + "y".repeat(1000));
    }
}
