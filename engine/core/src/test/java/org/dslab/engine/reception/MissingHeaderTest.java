package org.dslab.engine.reception;

import static org.assertj.core.api.Assertions.assertThat;

import org.dslab.engine.octets.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message without a header keeps its text apart from the trace fields (RFC 5322 2.1). */
class MissingHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: hello\r\n\r\ntext\r\n",
                "Subject : hello\r\n\r\ntext\r\n",
                "X:\r\n\r\n",
                "\r\ntext\r\n",
                "\r\n",
                ""
            })
    void aHeaderStaysAsItIs(String message) {
        assertPassesAs(message, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n",
                "hello there: this is no field\r\n",
                "hello",
                ": no name\r\n",
                " continued: from nothing\r\n",
                "From eve@elsewhere.test Mon Jan 1 2026\r\nSubject: x\r\n\r\n",
                "Gr\u00fc\u00dfe: 8 bit\r\n"
            })
    void anythingElseGetsAnEmptyLine(String message) {
        assertPassesAs("\r\n" + message, message);
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 100_000})
    void anEndlessNameIsNoHeader(int length) {
        String message = "x".repeat(length) + ": y\r\n";
        assertThat(passed(message, 500)).isEqualTo("\r\n" + message);
    }

    private static void assertPassesAs(String expected, String message) {
        for (int chunk = 1; chunk <= message.length() + 1; chunk++) {
            assertThat(passed(message, chunk)).as("in pieces of %d", chunk).isEqualTo(expected);
        }
    }

    private static String passed(String message, int chunk) {
        StringBuilder passed = new StringBuilder();
        MissingHeader header = new MissingHeader(octets -> passed.append(octets.latin1()));
        for (int from = 0; from < message.length(); from += chunk) {
            header.feed(Octets.latin1(message.substring(from, Math.min(from + chunk, message.length()))));
        }
        header.finish();
        return passed.toString();
    }
}
